package org.latent4j.quantize;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;

/**
 * Rows of codes, packed into bits, with factors: float columns that some quantizers need beside the
 * codes. Immutable, safe for many threads.
 *
 * <p>A packed row holds its positions in order, {@link CodeSpace#bits} bits each, without gaps; bit
 * b of the row is bit {@code b & 7} of its byte {@code b >> 3}, as faiss writes PQ codes. Each row
 * is padded to whole bytes with zeros.
 */
public final class CodeMatrix {
  private static final String NAME = "CodeMatrix";

  private final CodeSpace space;
  private final long rows;
  private final byte[] packed; // [rows, space.bytesPerRow()]
  private final Map<String, float[]> factors; // [rows] each
  private final boolean topFirst;
  private final PackedRows layout;

  private CodeMatrix(
      CodeSpace space, long rows, byte[] packed, Map<String, float[]> factors, boolean topFirst) {
    this.space = space;
    this.rows = rows;
    this.packed = packed;
    this.factors = factors;
    this.topFirst = topFirst;
    this.layout = new PackedRows(space);
  }

  /** For {@link CodeDraft}, which has checked the codes and gives the array away. */
  static CodeMatrix sealed(
      CodeSpace space, long rows, byte[] packed, Map<String, float[]> factors) {
    return new CodeMatrix(space, rows, packed, factors, false);
  }

  /**
   * Codes row by row.
   *
   * @param codes {@code [n, positions]}
   * @throws ShapeException for a row of another length
   * @throws InputException for a code outside its levels, naming row and position
   */
  public static CodeMatrix of(CodeSpace space, int[][] codes) {
    CodeDraft draft = draft(space, codes.length);
    for (int row = 0; row < codes.length; row++) {
      if (codes[row].length != space.positions()) {
        throw new ShapeException(
            NAME + " row " + row,
            space.positions() + " positions",
            codes[row].length + " positions");
      }
      draft.put(row, codes[row], 0);
    }
    return draft.seal();
  }

  /** Codes in one array, {@code [n, positions]} row by row; see {@link #of(CodeSpace, int[][])}. */
  public static CodeMatrix of(CodeSpace space, int[] codes) {
    if (codes.length % space.positions() != 0) {
      throw new ShapeException(
          NAME, "rows of " + space.positions() + " positions", codes.length + " codes");
    }
    int rows = codes.length / space.positions();
    CodeDraft draft = draft(space, rows);
    for (int row = 0; row < rows; row++) {
      draft.put(row, codes, row * space.positions());
    }
    return draft.seal();
  }

  /**
   * Rows that are packed already, as {@link #packed} gives them.
   *
   * @throws ShapeException for another number of bytes
   * @throws InputException for a code outside its levels, naming row and position
   */
  public static CodeMatrix ofPacked(CodeSpace space, long rows, byte[] packed) {
    Require.atLeast(NAME + ": rows", 0, rows);
    if (packed.length != rows * space.bytesPerRow()) {
      throw new ShapeException(
          NAME + ": packed rows",
          rows + " x " + space.bytesPerRow() + " bytes",
          packed.length + " bytes");
    }
    CodeDraft draft = draft(space, rows);
    PackedRows layout = new PackedRows(space);
    int[] codes = new int[space.positions()];
    for (long row = 0; row < rows; row++) {
      layout.read(packed, row, codes, 0);
      draft.put(row, codes, 0);
    }
    return draft.seal();
  }

  /** Begins a matrix that is filled row by row, by several threads if need be. */
  public static CodeDraft draft(CodeSpace space, long rows) {
    return new CodeDraft(space, rows);
  }

  /** The number of rows. */
  public long rows() {
    return rows;
  }

  /** The levels of each position. */
  public CodeSpace space() {
    return space;
  }

  /** The code of a row at position p. */
  public int get(long row, int p) {
    Require.between(NAME + ": row", 0, rows - 1, row);
    Require.between(NAME + ": position", 0, space.positions() - 1L, p);
    return layout.get(packed, row, p);
  }

  /** The codes of a row {@code [positions]}. */
  public int[] row(long row) {
    Require.between(NAME + ": row", 0, rows - 1, row);
    int[] codes = new int[space.positions()];
    layout.read(packed, row, codes, 0);
    return codes;
  }

  /** Rows {@code from} (inclusive) to {@code to}, unpacked: {@code [to - from, positions]}. */
  public int[] codes(long from, long to) {
    Require.between(NAME + ": row", 0, rows, to);
    Require.between(NAME + ": row", 0, to, from);
    int[] out = new int[Math.toIntExact(Math.multiplyExact(to - from, space.positions()))];
    for (long row = from; row < to; row++) {
      layout.read(packed, row, out, (int) (row - from) * space.positions());
    }
    return out;
  }

  /** All codes, unpacked: {@code [n, positions]}, row by row. */
  public int[] codes() {
    return codes(0, rows);
  }

  /**
   * The row as one number in mixed radix: position 0 counts fastest, unless these codes came from a
   * quantizer that says otherwise ({@link #topFirst}).
   *
   * @throws ArithmeticException when the space has more than 2^63 rows, naming its size
   */
  public long index(long row) {
    int[] codes = row(row);
    boolean fits = space.bitsPerRow() < 64;
    if (!fits && space.size().subtract(BigInteger.ONE).bitLength() > 63) {
      throw new ArithmeticException(
          NAME + ".index: expected at most 2^63 different rows, got " + space.size());
    }
    long index = 0;
    for (int t = codes.length - 1; t >= 0; t--) {
      int p = topFirst ? codes.length - 1 - t : t;
      index = index * space.level(p) + codes[p];
    }
    return index;
  }

  /** The same codes whose {@link #index} has position 0 as its slowest, its topmost digit. */
  public CodeMatrix topFirst() {
    return new CodeMatrix(space, rows, packed, factors, true);
  }

  /** The packed rows {@code [n, space.bytesPerRow()]}, a copy. */
  public byte[] packed() {
    return packed.clone();
  }

  /** The packed rows themselves, for scanners; not to be changed. */
  byte[] bytes() {
    return packed;
  }

  /** The names of the factors, in order. */
  public List<String> factors() {
    return List.copyOf(factors.keySet());
  }

  /**
   * A factor of each row {@code [n]}, a copy.
   *
   * @throws InputException when there is none of that name, with the names there are
   */
  public float[] factor(String name) {
    return shared(name).clone();
  }

  /** A factor itself, for scanners; not to be changed. */
  float[] shared(String name) {
    float[] values = factors.get(name);
    if (values == null) {
      throw new InputException(NAME + ".factor", "one of " + factors.keySet(), "'" + name + "'");
    }
    return values;
  }

  /** The same codes with one more factor; one of that name is replaced. */
  public CodeMatrix withFactor(String name, float[] values) {
    if (values.length != rows) {
      throw new ShapeException(
          NAME + ": factor '" + name + "'", rows + " values", values.length + " values");
    }
    Map<String, float[]> more = new LinkedHashMap<>(factors);
    more.put(name, values.clone());
    return new CodeMatrix(space, rows, packed, more, topFirst);
  }

  /** Rows {@code from} (inclusive) to {@code to} with their factors, a copy. */
  public CodeMatrix slice(long from, long to) {
    Require.between(NAME + ": row", 0, rows, to);
    Require.between(NAME + ": row", 0, to, from);
    int bytes = space.bytesPerRow();
    byte[] part =
        Arrays.copyOfRange(packed, Math.toIntExact(from * bytes), Math.toIntExact(to * bytes));
    Map<String, float[]> parts = new LinkedHashMap<>();
    factors.forEach(
        (name, values) -> parts.put(name, Arrays.copyOfRange(values, (int) from, (int) to)));
    return new CodeMatrix(space, to - from, part, parts, topFirst);
  }

  /**
   * Writes a codes file by its ending: {@code .npz} and {@code .safetensors} hold {@code codes [n,
   * positions]} (U8 where all levels are at most 256, else I32) and one F32 {@code [n]} a factor;
   * {@code .npy} holds codes alone.
   *
   * @throws InputException for another ending, and for {@code .npy} where there are factors
   */
  public void save(Path file) {
    CodesFile.save(this, file);
  }

  /**
   * Reads a codes file.
   *
   * @param space what the codes must fit
   * @param factors the factors that must be there
   * @throws ShapeException for codes of another number of positions
   * @throws InputException for a code outside its levels, naming row and position, and for a factor
   *     that is missing
   */
  public static CodeMatrix load(Path file, CodeSpace space, List<String> factors) {
    return CodesFile.load(file, space, factors);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CodeMatrix that
        && space.equals(that.space)
        && rows == that.rows
        && Arrays.equals(packed, that.packed)
        && topFirst == that.topFirst
        && sameFactors(that);
  }

  private boolean sameFactors(CodeMatrix that) {
    return factors.keySet().equals(that.factors.keySet())
        && factors.entrySet().stream()
            .allMatch(entry -> Arrays.equals(entry.getValue(), that.factors.get(entry.getKey())));
  }

  @Override
  public int hashCode() {
    return 31 * space.hashCode() + Arrays.hashCode(packed);
  }

  @Override
  public String toString() {
    return rows + " rows of " + space + " codes" + (factors.isEmpty() ? "" : " " + factors());
  }
}
