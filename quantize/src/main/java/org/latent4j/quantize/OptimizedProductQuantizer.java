package org.latent4j.quantize;

import java.nio.file.Path;
import org.latent4j.Lineage;
import org.latent4j.io.SavedThing;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A rotation in front of a {@link ProductQuantizer}: the rows x R are coded, and what the codes
 * stand for is turned back. The rotation is computed in double.
 *
 * <p>Source: Ge, He, Ke and Sun 2013, "Optimized product quantization".
 */
public final class OptimizedProductQuantizer implements ScanningQuantizer {
  static final String KIND = "opq";
  private static final String NAME = "OptimizedProductQuantizer";
  private static final int BLOCK = 8192;

  private final OrthogonalMatrix rotation; // [d, d]
  private final ProductQuantizer inner;

  OptimizedProductQuantizer(OrthogonalMatrix rotation, ProductQuantizer inner) {
    this.rotation = rotation;
    this.inner = inner;
  }

  /** The rotation R {@code [d, d]}, a copy; a row becomes x R. */
  public float[] rotation() {
    return rotation.values().clone();
  }

  /** The quantizer of the rotated rows. */
  public ProductQuantizer inner() {
    return inner;
  }

  /** The same quantizer by {@link ProductQuantizer#withFastScan}. */
  public OptimizedProductQuantizer withFastScan() {
    return new OptimizedProductQuantizer(rotation, inner.withFastScan());
  }

  /** The same quantizer with estimates of another similarity. */
  public OptimizedProductQuantizer withSimilarity(Similarity other) {
    return new OptimizedProductQuantizer(rotation, inner.withSimilarity(other));
  }

  /** The largest error of a fast scan's estimate; see {@link ProductQuantizer#fastScanBound}. */
  public double fastScanBound(float[] query) {
    String operation = NAME + ".fastScanBound";
    return inner.fastScanBound(turn(CodeSearch.query(operation, query, rotation.size())));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public CodeSpace space() {
    return inner.space();
  }

  @Override
  public Similarity similarity() {
    return inner.similarity();
  }

  @Override
  public long inputDimension() {
    return rotation.size();
  }

  @Override
  public long dimension() {
    return rotation.size();
  }

  @Override
  public CodeMatrix quantize(INDArray x) {
    int d = rotation.size();
    CodedRows.check(NAME + ".quantize", x, d);
    CodeDraft draft = CodeMatrix.draft(space(), x.size(0));
    for (long from = 0; from < x.size(0); from += BLOCK) {
      long to = Math.min(x.size(0), from + BLOCK);
      double[] turned = rotation.turn(Dense.doubles(x, from, to), d, Threads.all());
      INDArray rows = Dense.of(turned, to - from, d); // [block, d]
      CodeMatrix codes = inner.quantize(rows);
      rows.close();
      for (long i = from; i < to; i++) {
        draft.put(i, codes.row(i - from), 0);
      }
    }
    return draft.seal();
  }

  @Override
  public INDArray reconstruct(CodeMatrix codes) {
    CodedRows.check(NAME + ".reconstruct", codes, space());
    INDArray values = inner.reconstruct(codes); // [n, d]
    float[] out = new float[Math.toIntExact(codes.rows() * rotation.size())]; // [n, d]
    for (long from = 0; from < codes.rows(); from += BLOCK) {
      long to = Math.min(codes.rows(), from + BLOCK);
      double[] back = rotation.back(Dense.doubles(values, from, to), Threads.all());
      int at = (int) from * rotation.size();
      for (int i = 0; i < back.length; i++) {
        out[at + i] = (float) back[i];
      }
    }
    values.close();
    return Dense.of(out, codes.rows(), rotation.size());
  }

  private float[] turn(float[] query) {
    double[] turned = rotation.turn(query);
    float[] out = new float[turned.length];
    for (int j = 0; j < out.length; j++) {
      out[j] = (float) turned[j];
    }
    return out;
  }

  @Override
  public Scanner scanner(float[] query, Similarity of) {
    return inner.scanner(turn(CodeSearch.query(NAME + ".scanner", query, rotation.size())), of);
  }

  @Override
  public Neighbors search(INDArray queries, CodeMatrix codes, int k) {
    String operation = NAME + ".search";
    float[][] rows = turned(operation, queries);
    ScanPlan plan = inner.plan(CodedRows.check(operation, codes, space()));
    return CodeSearch.nearest(operation, plan, similarity(), rows, codes.rows(), k);
  }

  @Override
  public INDArray estimates(INDArray queries, CodeMatrix codes) {
    String operation = NAME + ".estimates";
    float[][] rows = turned(operation, queries);
    ScanPlan plan = inner.plan(CodedRows.check(operation, codes, space()));
    return CodeSearch.all(operation, plan, rows, codes.rows());
  }

  private float[][] turned(String operation, INDArray queries) {
    float[][] rows = CodeSearch.queries(operation, queries, rotation.size());
    for (int i = 0; i < rows.length; i++) {
      rows[i] = turn(rows[i]);
    }
    return rows;
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step(NAME, parameters(), null);
  }

  private String parameters() {
    return ScanParameters.json(similarity(), "positions", space().positions(), "bits", inner.bits())
        .toString();
  }

  /** Writes {@code centroids} as PQ does and {@code rotation}, F32 {@code [d, d]}. */
  @Override
  public void save(Path file) {
    CodedRows.file(this, parameters())
        .tensor(ProductQuantizer.tensor(inner.books()))
        .tensor(rotation.tensor())
        .save(file);
  }

  static OptimizedProductQuantizer read(SavedThing thing) {
    ProductQuantizer inner = ProductQuantizer.read(thing, bits(thing));
    OrthogonalMatrix rotation = OrthogonalMatrix.read(thing, Math.toIntExact(inner.dimension()));
    return new OptimizedProductQuantizer(rotation, inner);
  }

  /** The bits of a code, which other programs need not write: the centroids tell them. */
  private static int bits(SavedThing thing) {
    if (thing.parameters().has("bits")) {
      return ScanParameters.bits(thing, 4, 8);
    }
    long[] shape = thing.file().array("centroids").description().shape();
    return shape.length == 3 && shape[1] == 256 ? 8 : 4;
  }

  @Override
  public String toString() {
    return "O" + inner;
  }
}
