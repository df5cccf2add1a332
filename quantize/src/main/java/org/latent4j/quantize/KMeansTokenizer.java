package org.latent4j.quantize;

import java.nio.file.Path;
import org.latent4j.Lineage;
import org.latent4j.error.FormatException;
import org.latent4j.io.ArrayDescription;
import org.latent4j.io.ArrayPick;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyFile;
import org.latent4j.io.SavedThing;
import org.latent4j.io.StoredArray;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The nearest centroid of each row as its one token; see {@link TokenizerQuantization}. */
public final class KMeansTokenizer implements Quantizer {
  static final String KIND = "tokenizer";
  private static final String TENSOR = "centroids";

  private final Codebook codebook;
  private final String parameters;

  KMeansTokenizer(float[] centroids, int codes, String parameters) {
    this.codebook = new Codebook(centroids, codes, centroids.length / codes);
    this.parameters = parameters;
  }

  /** A tokenizer with given centroids {@code [K, d]}, finite. */
  public static KMeansTokenizer of(INDArray centroids) {
    CodedRows.training("KMeansTokenizer: centroids", centroids);
    return new KMeansTokenizer(Dense.floats(centroids), Math.toIntExact(centroids.size(0)), "{}");
  }

  /**
   * A tokenizer with the centroids of an {@code .npy} file, {@code [K, d]}.
   *
   * @throws FormatException for a file of other contents
   */
  public static KMeansTokenizer ofNpy(Path file) {
    NpyFile npy = NpyFile.open(file);
    StoredArray array = npy.array(npy.names().get(0));
    ArrayDescription description = array.description();
    if (!ArrayPick.isFloatMatrix(description) || description.elements() == 0) {
      throw new FormatException(array.place(), "floats of shape [K, d]", description.toString());
    }
    return of(array.read());
  }

  /** The centroids {@code [K, d]}, a copy. */
  public INDArray centroids() {
    return codebook.array();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public CodeSpace space() {
    return codebook.space();
  }

  @Override
  public long inputDimension() {
    return codebook.width();
  }

  @Override
  public long dimension() {
    return codebook.width();
  }

  @Override
  public CodeMatrix quantize(INDArray x) {
    return codebook.quantize(CodedRows.check("KMeansTokenizer.quantize", x, codebook.width()));
  }

  @Override
  public INDArray reconstruct(CodeMatrix codes) {
    return codebook.reconstruct(CodedRows.check("KMeansTokenizer.reconstruct", codes, space()));
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step("KMeansTokenizer", parameters, null);
  }

  /** Writes {@code centroids [K, d]}, F32. */
  @Override
  public void save(Path file) {
    CodedRows.file(this, parameters)
        .tensor(HeldArray.of(TENSOR, codebook.values(), codebook.codes(), codebook.width()))
        .save(file);
  }

  static KMeansTokenizer read(SavedThing thing) {
    float[] centroids = CodedRows.tensor(thing, TENSOR, -1, -1);
    int codes = Math.toIntExact(thing.file().array(TENSOR).description().size(0));
    return new KMeansTokenizer(centroids, codes, thing.parameters().toString());
  }

  @Override
  public String toString() {
    return "k-means tokenizer " + codebook.codes() + " x " + codebook.width();
  }
}
