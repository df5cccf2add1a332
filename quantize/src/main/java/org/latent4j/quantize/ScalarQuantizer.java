package org.latent4j.quantize;

import java.nio.file.Path;
import org.latent4j.Lineage;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.io.HeldArray;
import org.latent4j.io.SavedThing;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Parallel;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Scalar quantization: each column in 16 or 256 equal steps from its least to its largest value,
 * {@code clamp(rint((x - lo) / (hi - lo) (2^b - 1)))}; a code stands for {@code lo + code step}. A
 * column without spread has code 0. Computed in double. Estimates are those of the reconstructed
 * rows.
 */
public final class ScalarQuantizer implements ScanningQuantizer {
  static final String KIND = "sq";
  private static final String NAME = "ScalarQuantizer";
  private static final int BLOCK = 1024;

  private final float[] minimum; // [d]
  private final float[] maximum; // [d]
  private final int bits;
  private final int top;
  private final CodeSpace space;
  private final Similarity similarity;

  ScalarQuantizer(float[] minimum, float[] maximum, int bits, Similarity similarity) {
    this.minimum = minimum;
    this.maximum = maximum;
    this.bits = bits;
    this.top = (1 << bits) - 1;
    this.space = CodeSpace.uniform(minimum.length, 1 << bits);
    this.similarity = similarity;
  }

  /**
   * A quantizer with given ranges.
   *
   * @param minimum {@code [d]}, finite
   * @param maximum {@code [d]}, nowhere below the minimum
   * @param bits 4 or 8
   */
  public static ScalarQuantizer of(
      float[] minimum, float[] maximum, int bits, Similarity similarity) {
    ProductQuantization.checkBits(NAME + ": bits", bits);
    if (minimum.length == 0 || minimum.length != maximum.length) {
      throw new ShapeException(
          NAME, "as many minima as maxima", minimum.length + " and " + maximum.length);
    }
    Finite.require(NAME + ": minimum", minimum, minimum.length);
    Finite.require(NAME + ": maximum", maximum, maximum.length);
    int crossed = crossed(minimum, maximum);
    if (crossed >= 0) {
      throw new InputException(
          NAME, "a maximum of at least " + minimum[crossed], maximum[crossed] + " at " + crossed);
    }
    return new ScalarQuantizer(minimum.clone(), maximum.clone(), bits, similarity);
  }

  private static int crossed(float[] minimum, float[] maximum) {
    for (int j = 0; j < minimum.length; j++) {
      if (maximum[j] < minimum[j]) {
        return j;
      }
    }
    return -1;
  }

  /** The least value of each column {@code [d]}, a copy. */
  public float[] minimum() {
    return minimum.clone();
  }

  /** The largest value of each column {@code [d]}, a copy. */
  public float[] maximum() {
    return maximum.clone();
  }

  /** The bits of a code: 4 or 8. */
  public int bits() {
    return bits;
  }

  /** The same quantizer with estimates of another similarity. */
  public ScalarQuantizer withSimilarity(Similarity other) {
    return new ScalarQuantizer(minimum, maximum, bits, other);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public CodeSpace space() {
    return space;
  }

  @Override
  public Similarity similarity() {
    return similarity;
  }

  @Override
  public long inputDimension() {
    return minimum.length;
  }

  @Override
  public long dimension() {
    return minimum.length;
  }

  @Override
  public CodeMatrix quantize(INDArray x) {
    int d = minimum.length;
    CodedRows.check(NAME + ".quantize", x, d);
    int n = Math.toIntExact(x.size(0));
    CodeDraft draft = CodeMatrix.draft(space, n);
    Parallel.blocks(
        n,
        BLOCK,
        Threads.all(),
        (from, to) -> {
          double[] block = Dense.doubles(x, from, to);
          for (int i = 0; i < block.length; i++) {
            draft.put(from + i / d, i % d, code(i % d, block[i]));
          }
        });
    return draft.seal();
  }

  private int code(int j, double value) {
    double low = minimum[j];
    double range = maximum[j] - low;
    return range == 0
        ? 0
        : (int) Math.max(0, Math.min(top, Math.rint((value - low) / range * top)));
  }

  private float value(int j, int code) {
    double low = minimum[j];
    return (float) (low + code * ((maximum[j] - low) / top));
  }

  @Override
  public INDArray reconstruct(CodeMatrix codes) {
    CodedRows.check(NAME + ".reconstruct", codes, space);
    return CodedRows.decode(
        codes,
        minimum.length,
        (row, out, at) -> {
          for (int j = 0; j < minimum.length; j++) {
            out[at + j] = value(j, row[j]);
          }
        });
  }

  private SliceTables tables(float[] query, Similarity of) {
    float[] values = new float[minimum.length << bits]; // [d, 2^bits]
    for (int i = 0; i < values.length; i++) {
      int j = i >> bits;
      float value = value(j, i & top);
      float difference = query[j] - value;
      values[i] = of == Similarity.L2 ? difference * difference : query[j] * value;
    }
    return new SliceTables(minimum.length, 1 << bits, values);
  }

  @Override
  public Scanner scanner(float[] query, Similarity of) {
    float[] checked = CodeSearch.query(NAME + ".scanner", query, minimum.length);
    return scan(of).scanner(checked, space, NAME + ".scan");
  }

  @Override
  public Neighbors search(INDArray queries, CodeMatrix codes, int k) {
    String operation = NAME + ".search";
    float[][] rows = CodeSearch.queries(operation, queries, minimum.length);
    ScanPlan plan = scan(similarity).plan(CodedRows.check(operation, codes, space));
    return CodeSearch.nearest(operation, plan, similarity, rows, codes.rows(), k);
  }

  @Override
  public INDArray estimates(INDArray queries, CodeMatrix codes) {
    String operation = NAME + ".estimates";
    float[][] rows = CodeSearch.queries(operation, queries, minimum.length);
    ScanPlan plan = scan(similarity).plan(CodedRows.check(operation, codes, space));
    return CodeSearch.all(operation, plan, rows, codes.rows());
  }

  private TableScan scan(Similarity of) {
    return new TableScan(this::tables, minimum.length, of, false);
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step(NAME, parameters(), null);
  }

  private String parameters() {
    return ScanParameters.json(similarity, "bits", bits).toString();
  }

  /** Writes {@code minimum} and {@code maximum}, F32 {@code [d]}. */
  @Override
  public void save(Path file) {
    CodedRows.file(this, parameters())
        .tensor(HeldArray.of("minimum", minimum, minimum.length))
        .tensor(HeldArray.of("maximum", maximum, maximum.length))
        .save(file);
  }

  static ScalarQuantizer read(SavedThing thing) {
    float[] minimum = CodedRows.tensor(thing, "minimum", -1);
    float[] maximum = CodedRows.tensor(thing, "maximum", minimum.length);
    int crossed = crossed(minimum, maximum);
    if (crossed >= 0) {
      throw new FormatException(
          thing.file().path() + ": tensor 'maximum'",
          "at least the minimum " + minimum[crossed],
          maximum[crossed] + " at position " + crossed);
    }
    return new ScalarQuantizer(
        minimum, maximum, ScanParameters.bits(thing, 4, 8), ScanParameters.similarity(thing));
  }

  @Override
  public String toString() {
    return "SQ " + space;
  }
}
