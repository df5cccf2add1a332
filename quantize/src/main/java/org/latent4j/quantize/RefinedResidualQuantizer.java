package org.latent4j.quantize;

import com.google.gson.JsonElement;
import java.nio.file.Path;
import org.latent4j.Lineage;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.io.HeldArray;
import org.latent4j.io.SavedThing;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Parallel;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Residual quantization for search: a row is a sum of centroids, one of each stage. Codes are found
 * stage by stage, keeping the {@code beam} partial sums of least error (of equal ones the first in
 * the order of their codes), in double; so {@code quantize(reconstruct(c))} need not be c.
 * Estimates are those of the reconstructed rows.
 *
 * <p>Source: Chen, Guan and Wang 2010, "Approximate nearest neighbor search by residual vector
 * quantization"; Liu, Lu and Qu 2015 (beam).
 */
public final class RefinedResidualQuantizer implements ScanningQuantizer {
  static final String KIND = "rq";
  private static final String NAME = "RefinedResidualQuantizer";
  private static final int DEFAULT_BEAM = 5;
  private static final int BLOCK = 256;

  private final float[] codebooks; // [stages, levels, d]
  private final ResidualCodebooks books;
  private final int beam;
  private final Similarity similarity;
  private final CodeSpace space;

  private RefinedResidualQuantizer(
      float[] codebooks, int stages, int levels, int beam, Similarity similarity) {
    this.codebooks = codebooks;
    this.books = ResidualCodebooks.of(codebooks, stages, levels);
    this.beam = beam;
    this.similarity = similarity;
    this.space = CodeSpace.uniform(stages, levels);
  }

  /**
   * A quantizer with given codebooks.
   *
   * @param codebooks {@code [stages, levels, d]} in one array, finite; copied
   * @param beam how many partial sums are kept, at least 1
   */
  public static RefinedResidualQuantizer of(
      float[] codebooks, int stages, int levels, int beam, Similarity similarity) {
    Require.atLeast(NAME + ": stages", 1, stages);
    Require.atLeast(NAME + ": levels", 1, levels);
    Require.atLeast(NAME + ": beam", 1, beam);
    long vectors = (long) stages * levels;
    if (codebooks.length == 0 || codebooks.length % vectors != 0) {
      throw new InputException(
          NAME, "a multiple of " + vectors + " values", codebooks.length + " values");
    }
    Finite.require(NAME, codebooks, 1);
    return new RefinedResidualQuantizer(codebooks.clone(), stages, levels, beam, similarity);
  }

  /** The quantizer whose centroids are those of the training in floats, as its file holds them. */
  static RefinedResidualQuantizer rounded(
      ResidualCodebooks books, int beam, Similarity similarity) {
    float[] floats = new float[books.centroids().length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) books.centroids()[i];
    }
    return new RefinedResidualQuantizer(floats, books.stages(), books.levels(), beam, similarity);
  }

  /** The codebooks {@code [stages, levels, d]}, a copy. */
  public float[] codebooks() {
    return codebooks.clone();
  }

  /** How many partial sums are kept while a row is coded. */
  public int beam() {
    return beam;
  }

  /** The same quantizer with another beam; 1 is greedy. */
  public RefinedResidualQuantizer withBeam(int other) {
    Require.atLeast(NAME + ": beam", 1, other);
    return new RefinedResidualQuantizer(
        codebooks, books.stages(), books.levels(), other, similarity);
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
    return books.width();
  }

  @Override
  public long dimension() {
    return books.width();
  }

  @Override
  public CodeMatrix quantize(INDArray x) {
    int d = books.width();
    CodedRows.check(NAME + ".quantize", x, d);
    int n = Math.toIntExact(x.size(0));
    CodeDraft draft = CodeMatrix.draft(space, n);
    Parallel.blocks(
        n,
        BLOCK,
        Threads.all(),
        (from, to) -> {
          double[] rows = Dense.doubles(x, from, to);
          ResidualCodebooks.Coder coder = books.coder(beam);
          for (int i = from; i < to; i++) {
            draft.put(i, coder.code(rows, (i - from) * d), 0);
          }
        });
    return draft.seal();
  }

  @Override
  public INDArray reconstruct(CodeMatrix codes) {
    CodedRows.check(NAME + ".reconstruct", codes, space);
    int d = books.width();
    return CodedRows.decode(
        codes,
        d,
        (row, out, at) -> {
          for (int j = 0; j < d; j++) {
            double sum = 0;
            for (int s = 0; s < row.length; s++) {
              sum += codebooks[(s * books.levels() + row[s]) * d + j];
            }
            out[at + j] = (float) sum;
          }
        });
  }

  @Override
  public Scanner scanner(float[] query, Similarity of) {
    String operation = NAME + ".scan";
    float[] checked = CodeSearch.query(operation, query, books.width());
    return (codes, from, to, out) ->
        scan(of)
            .plan(CodedRows.check(operation, codes, space).slice(from, to))
            .estimates(checked)
            .write(0, to - from, out);
  }

  @Override
  public Neighbors search(INDArray queries, CodeMatrix codes, int k) {
    String operation = NAME + ".search";
    float[][] rows = CodeSearch.queries(operation, queries, books.width());
    ScanPlan plan = scan(similarity).plan(CodedRows.check(operation, codes, space));
    return CodeSearch.nearest(operation, plan, similarity, rows, codes.rows(), k);
  }

  @Override
  public INDArray estimates(INDArray queries, CodeMatrix codes) {
    String operation = NAME + ".estimates";
    float[][] rows = CodeSearch.queries(operation, queries, books.width());
    ScanPlan plan = scan(similarity).plan(CodedRows.check(operation, codes, space));
    return CodeSearch.all(operation, plan, rows, codes.rows());
  }

  private ResidualScan scan(Similarity of) {
    return new ResidualScan(books, of);
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step(NAME, parameters(), null);
  }

  private String parameters() {
    return ScanParameters.json(
            similarity, "stages", books.stages(), "codes", books.levels(), "beam", beam)
        .toString();
  }

  /** Writes {@code codebooks}, F32 {@code [stages, levels, d]}. */
  @Override
  public void save(Path file) {
    CodedRows.file(this, parameters())
        .tensor(HeldArray.of("codebooks", codebooks, books.stages(), books.levels(), books.width()))
        .save(file);
  }

  static RefinedResidualQuantizer read(SavedThing thing) {
    float[] codebooks = CodedRows.tensor(thing, "codebooks", -1, -1, -1);
    long[] shape = thing.file().array("codebooks").description().shape();
    return new RefinedResidualQuantizer(
        codebooks,
        Math.toIntExact(shape[0]),
        Math.toIntExact(shape[1]),
        beam(thing),
        ScanParameters.similarity(thing));
  }

  private static int beam(SavedThing thing) {
    JsonElement beam = thing.parameters().get("beam");
    if (beam == null) {
      return DEFAULT_BEAM;
    }
    if (!beam.toString().matches("[1-9][0-9]{0,5}")) {
      throw new FormatException(
          thing.file().path() + ": parameters", "a beam of at least 1", beam.toString());
    }
    return beam.getAsInt();
  }

  @Override
  public String toString() {
    return "RQ " + space;
  }
}
