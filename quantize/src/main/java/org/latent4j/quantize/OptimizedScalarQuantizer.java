package org.latent4j.quantize;

import java.nio.file.Path;
import java.util.List;
import org.latent4j.Lineage;
import org.latent4j.error.Require;
import org.latent4j.io.HeldArray;
import org.latent4j.io.SavedThing;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Parallel;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Optimised scalar quantization: each row, less a centroid c, in equal steps of an interval [a, b]
 * of its own. Rows carry the factors {@code lower} a, {@code upper} b, {@code correction} (‖x - c‖²
 * for squared distances, ⟨x, c⟩ otherwise) and {@code sum}, the sum of the codes. A code stands for
 * {@code c + a + code (b - a) / (2^bits - 1)}. Codes are those of Lucene. {@code DOUBLE} rows are
 * rounded: the single precision of the sums is part of the definition.
 *
 * <p>For the cosine, rows and queries are brought to length one first, and a code stands for a row
 * of length one. Queries are coded too, in {@link #withQueryBits bits of their own}.
 *
 * <p>Source: Lucene's {@code OptimizedScalarQuantizer} (10.5.1).
 */
public final class OptimizedScalarQuantizer implements ScanningQuantizer {
  static final String KIND = "osq";
  static final String LOWER = "lower";
  static final String UPPER = "upper";
  static final String CORRECTION = "correction";
  static final String SUM = "sum";

  private static final String NAME = "OptimizedScalarQuantizer";
  private static final int BLOCK = 256;

  private final float[] centroid; // [d]
  private final int bits;
  private final int queryBits;
  private final Similarity similarity;
  private final CodeSpace space;

  private OptimizedScalarQuantizer(
      float[] centroid, int bits, int queryBits, Similarity similarity) {
    this.centroid = centroid;
    this.bits = bits;
    this.queryBits = queryBits;
    this.similarity = similarity;
    this.space = CodeSpace.uniform(centroid.length, 1 << bits);
  }

  /**
   * A quantizer with a given centroid.
   *
   * @param centroid {@code [d]}, finite; copied
   * @param bits 1 to 8
   */
  public static OptimizedScalarQuantizer of(float[] centroid, int bits, Similarity similarity) {
    Require.between(NAME + ": bits", 1, 8, bits);
    Require.atLeast(NAME + ": width", 1, centroid.length);
    Finite.require(NAME + ": centroid", centroid, centroid.length);
    return new OptimizedScalarQuantizer(centroid.clone(), bits, bits, similarity);
  }

  /** The same quantizer, whose queries are coded in 1 to 8 bits; at first as many as the rows. */
  public OptimizedScalarQuantizer withQueryBits(int count) {
    Require.between(NAME + ": query bits", 1, 8, count);
    return new OptimizedScalarQuantizer(centroid, bits, count, similarity);
  }

  /** The centroid {@code [d]}, a copy. */
  public float[] centroid() {
    return centroid.clone();
  }

  /** The bits of a code: 1 to 8. */
  public int bits() {
    return bits;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<String> factors() {
    return List.of(LOWER, UPPER, CORRECTION, SUM);
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
    return centroid.length;
  }

  @Override
  public long dimension() {
    return centroid.length;
  }

  @Override
  public CodeMatrix quantize(INDArray x) {
    int d = centroid.length;
    CodedRows.check(NAME + ".quantize", x, d);
    int n = Math.toIntExact(x.size(0));
    CodeDraft draft = CodeMatrix.draft(space, n);
    float[] lower = draft.factor(LOWER); // [n]
    float[] upper = draft.factor(UPPER); // [n]
    float[] correction = draft.factor(CORRECTION); // [n]
    float[] sum = draft.factor(SUM); // [n]
    Parallel.blocks(
        n,
        BLOCK,
        Threads.all(),
        (from, to) -> {
          float[] rows = Dense.floats(x, from, to);
          IntervalCoder coder = new IntervalCoder(centroid, bits);
          for (int i = from; i < to; i++) {
            if (similarity == Similarity.COSINE) {
              Centroid.direct(rows, (i - from) * d, d);
            }
            coder.code(rows, (i - from) * d);
            draft.put(i, coder.codes, 0);
            lower[i] = coder.lower;
            upper[i] = coder.upper;
            correction[i] = similarity == Similarity.L2 ? coder.squares : coder.product;
            sum[i] = coder.sum;
          }
        });
    return draft.seal();
  }

  @Override
  public INDArray reconstruct(CodeMatrix codes) {
    CodedRows.check(NAME + ".reconstruct", codes, space);
    int d = centroid.length;
    int n = Math.toIntExact(codes.rows());
    float[] lower = codes.shared(LOWER);
    float[] upper = codes.shared(UPPER);
    float[] out = new float[Math.multiplyExact(n, d)]; // [n, d]
    Parallel.blocks(
        n,
        BLOCK,
        Threads.all(),
        (from, to) -> {
          int[] all = codes.codes(from, to);
          for (int i = 0; i < all.length; i++) {
            int row = from + i / d;
            float step = (upper[row] - lower[row]) / ((1 << bits) - 1);
            out[from * d + i] = centroid[i % d] + lower[row] + step * all[i];
          }
        });
    return Dense.of(out, n, d);
  }

  @Override
  public Scanner scanner(float[] query, Similarity of) {
    String operation = NAME + ".scan";
    float[] checked = CodeSearch.query(operation, query, centroid.length);
    if (of != similarity) {
      return new DecodedSearch(this, of).scanner(checked);
    }
    return (codes, from, to, out) ->
        scan()
            .plan(CodedRows.check(operation, codes, space).slice(from, to))
            .estimates(checked)
            .write(0, to - from, out);
  }

  @Override
  public Neighbors search(INDArray queries, CodeMatrix codes, int k) {
    String operation = NAME + ".search";
    float[][] rows = CodeSearch.queries(operation, queries, centroid.length);
    ScanPlan plan = scan().plan(CodedRows.check(operation, codes, space));
    return CodeSearch.nearest(operation, plan, similarity, rows, codes.rows(), k);
  }

  @Override
  public INDArray estimates(INDArray queries, CodeMatrix codes) {
    String operation = NAME + ".estimates";
    float[][] rows = CodeSearch.queries(operation, queries, centroid.length);
    ScanPlan plan = scan().plan(CodedRows.check(operation, codes, space));
    return CodeSearch.all(operation, plan, rows, codes.rows());
  }

  private IntervalScan scan() {
    return new IntervalScan(centroid, bits, queryBits, similarity);
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step(NAME, parameters(), null);
  }

  private String parameters() {
    return ScanParameters.json(similarity, "bits", bits).toString();
  }

  /** Writes {@code centroid}, F32 {@code [d]}. */
  @Override
  public void save(Path file) {
    CodedRows.file(this, parameters())
        .tensor(HeldArray.of("centroid", centroid, centroid.length))
        .save(file);
  }

  static OptimizedScalarQuantizer read(SavedThing thing) {
    int bits = ScanParameters.bits(thing, 1, 2, 3, 4, 5, 6, 7, 8);
    float[] centroid = CodedRows.tensor(thing, "centroid", -1);
    return of(centroid, bits, ScanParameters.similarity(thing));
  }

  @Override
  public String toString() {
    return "OSQ " + space;
  }
}
