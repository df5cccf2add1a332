package org.latent4j.quantize;

import java.util.LinkedHashMap;
import java.util.Map;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;

/**
 * A {@link CodeMatrix} in the making: each row is put once, then it is sealed. Several threads may
 * put different rows at once.
 */
public final class CodeDraft {
  private final CodeSpace space;
  private final int[] levels;
  private final long rows;
  private final byte[] packed;
  private final PackedRows layout;
  private final Map<String, float[]> factors = new LinkedHashMap<>();

  CodeDraft(CodeSpace space, long rows) {
    long bytes =
        Math.multiplyExact(space.bytesPerRow(), Require.atLeast("CodeMatrix: rows", 0, rows));
    Require.between("CodeMatrix: bytes of packed rows", 0, Integer.MAX_VALUE - 8L, bytes);
    this.space = space;
    this.levels = space.levels();
    this.rows = rows;
    this.packed = new byte[(int) bytes];
    this.layout = new PackedRows(space);
  }

  /**
   * Sets the codes of a row from {@code codes[at]} on.
   *
   * @throws InputException for a code outside its levels, naming row and position
   */
  public void put(long row, int[] codes, int at) {
    for (int p = 0; p < levels.length; p++) {
      put(row, p, codes[at + p]);
    }
  }

  /**
   * Sets the code of a row at a position; once.
   *
   * @throws InputException for a code outside its levels, naming row and position
   */
  public void put(long row, int p, int code) {
    if (code < 0 || code >= levels[p]) {
      throw new InputException(
          "CodeMatrix row " + row + ", position " + p,
          "a code of 0 to " + (levels[p] - 1),
          Integer.toString(code));
    }
    layout.put(packed, row, p, code);
  }

  /**
   * The values of a factor {@code [n]}, zeros at first, to be filled; made when first asked for.
   */
  public float[] factor(String name) {
    return factors.computeIfAbsent(name, any -> new float[Math.toIntExact(rows)]);
  }

  /** The matrix. The draft must not be used any more. */
  public CodeMatrix seal() {
    return CodeMatrix.sealed(space, rows, packed, factors);
  }
}
