package org.latent4j.quantize;

import java.nio.file.Path;
import org.latent4j.Lineage;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.io.HeldArray;
import org.latent4j.io.SavedThing;
import org.latent4j.io.StoredArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Product quantization: each of m equal slices of a row goes to the nearest of its own 16 or 256
 * centroids, in Euclidean distance as in double arithmetic; the first of equally near ones wins.
 * Estimates are those of the reconstructed rows, by tables of one query.
 *
 * <p>Source: Jégou, Douze and Schmid, "Product quantization for nearest neighbor search", 2011.
 */
public final class ProductQuantizer implements ScanningQuantizer {
  static final String KIND = "pq";
  private static final String NAME = "ProductQuantizer";

  private final Codebooks books;
  private final CodeSpace space;
  private final Similarity similarity;
  private final boolean fast;

  ProductQuantizer(Codebooks books, Similarity similarity, boolean fast) {
    this.books = books;
    this.space = CodeSpace.uniform(books.positions(), books.levels());
    this.similarity = similarity;
    this.fast = fast;
  }

  /**
   * A quantizer with given centroids.
   *
   * @param centroids {@code [positions, 2^bits, width of a slice]} in one array, finite; copied
   * @param bits 4 or 8
   */
  public static ProductQuantizer of(
      float[] centroids, int positions, int bits, Similarity similarity) {
    ProductQuantization.checkBits(NAME + ": bits", bits);
    Require.atLeast(NAME + ": positions", 1, positions);
    long books = (long) positions << bits;
    if (centroids.length == 0 || centroids.length % books != 0) {
      throw new InputException(
          NAME, "a multiple of " + books + " values", centroids.length + " values");
    }
    org.latent4j.kernel.Finite.require(NAME, centroids, 1);
    return new ProductQuantizer(
        new Codebooks(centroids.clone(), positions, 1 << bits), similarity, false);
  }

  /** The centroids {@code [positions, 2^bits, width of a slice]}, a copy. */
  public float[] centroids() {
    return books.centroids().clone();
  }

  /** The bits of a code: 4 or 8. */
  public int bits() {
    return space.bits(0);
  }

  /**
   * The same quantizer, whose estimates come from tables rounded to 8 bits: faster, with an error
   * of at most {@link #fastScanBound}.
   *
   * @throws InputException unless codes have 4 bits and there are at most 256 positions
   */
  public ProductQuantizer withFastScan() {
    requireFast(NAME + ".withFastScan", bits(), books.positions());
    return new ProductQuantizer(books, similarity, true);
  }

  /** The same quantizer with estimates of another similarity. */
  public ProductQuantizer withSimilarity(Similarity other) {
    return new ProductQuantizer(books, other, fast);
  }

  /**
   * The largest error of a fast scan's estimate for a query: m Δ / 2 with Δ the common step of the
   * tables, before the rounding of floats; for the cosine that of the inner product.
   */
  public double fastScanBound(float[] query) {
    float[] checked = CodeSearch.query(NAME + ".fastScanBound", query, books.dimension());
    return FastScanTables.of(scan(similarity).tables(checked)).bound();
  }

  static void requireFast(String operation, int bits, int positions) {
    if (bits != 4 || positions > FastScanTables.MOST_POSITIONS) {
      throw new InputException(
          operation,
          "at most " + FastScanTables.MOST_POSITIONS + " positions of 4-bit codes",
          positions + " positions of " + bits + "-bit codes");
    }
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
    return books.dimension();
  }

  @Override
  public long dimension() {
    return books.dimension();
  }

  @Override
  public CodeMatrix quantize(INDArray x) {
    CodedRows.check(NAME + ".quantize", x, books.dimension());
    return books.quantize(x, space, Threads.all());
  }

  @Override
  public INDArray reconstruct(CodeMatrix codes) {
    return books.reconstruct(CodedRows.check(NAME + ".reconstruct", codes, space));
  }

  @Override
  public Scanner scanner(float[] query, Similarity of) {
    float[] checked = CodeSearch.query(NAME + ".scanner", query, books.dimension());
    return scan(of).scanner(checked, space, NAME + ".scan");
  }

  @Override
  public Neighbors search(INDArray queries, CodeMatrix codes, int k) {
    String operation = NAME + ".search";
    float[][] rows = CodeSearch.queries(operation, queries, books.dimension());
    CodedRows.check(operation, codes, space);
    return CodeSearch.nearest(operation, plan(codes), similarity, rows, codes.rows(), k);
  }

  @Override
  public INDArray estimates(INDArray queries, CodeMatrix codes) {
    String operation = NAME + ".estimates";
    float[][] rows = CodeSearch.queries(operation, queries, books.dimension());
    CodedRows.check(operation, codes, space);
    return CodeSearch.all(operation, plan(codes), rows, codes.rows());
  }

  ScanPlan plan(CodeMatrix codes) {
    return scan(similarity).plan(codes);
  }

  private TableScan scan(Similarity of) {
    return new TableScan(books::tables, books.dimension(), of, fast);
  }

  Codebooks books() {
    return books;
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step(NAME, parameters(), null);
  }

  private String parameters() {
    return ScanParameters.json(similarity, "positions", books.positions(), "bits", bits())
        .toString();
  }

  /** Writes {@code centroids}, F32 {@code [m, 2^bits, d / m]}. */
  @Override
  public void save(Path file) {
    CodedRows.file(this, parameters()).tensor(tensor(books)).save(file);
  }

  static StoredArray tensor(Codebooks books) {
    return HeldArray.of(
        "centroids", books.centroids(), books.positions(), books.levels(), books.width());
  }

  static ProductQuantizer read(SavedThing thing) {
    return read(thing, ScanParameters.bits(thing, 4, 8));
  }

  /** Reads the tensors of codes of that many bits. */
  static ProductQuantizer read(SavedThing thing, int bits) {
    return new ProductQuantizer(readBooks(thing, bits), ScanParameters.similarity(thing), false);
  }

  private static Codebooks readBooks(SavedThing thing, int bits) {
    float[] centroids = CodedRows.tensor(thing, "centroids", -1, 1L << bits, -1);
    long positions = thing.file().array("centroids").description().size(0);
    if (positions < 1) {
      throw new FormatException(
          thing.file().path().toString(), "at least 1 position", positions + " positions");
    }
    return new Codebooks(centroids, Math.toIntExact(positions), 1 << bits);
  }

  @Override
  public String toString() {
    return "PQ " + space + (fast ? " by fast scan" : "");
  }
}
