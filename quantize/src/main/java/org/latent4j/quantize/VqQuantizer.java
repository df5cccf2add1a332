package org.latent4j.quantize;

import java.nio.file.Path;
import org.latent4j.Lineage;
import org.latent4j.io.HeldArray;
import org.latent4j.io.SavedThing;
import org.latent4j.kernel.Clustering;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Vector quantization of rows; see {@link VqQuantization}. The nearest vector is found as in double
 * arithmetic, so no split into batches changes a code.
 */
public final class VqQuantizer implements Quantizer {
  static final String KIND = "vq";
  private static final String EMBED = "_codebook.embed";
  private static final String SIZE = "_codebook.cluster_size";
  private static final String SUM = "_codebook.embed_avg";

  private final Codebook codebook;
  private final float[] clusterSize; // [K]
  private final float[] embedAverage; // [K, d]
  private final boolean cosine;
  private final String parameters;

  private VqQuantizer(
      Codebook codebook,
      float[] clusterSize,
      float[] embedAverage,
      boolean cosine,
      String parameters) {
    this.codebook = codebook;
    this.clusterSize = clusterSize;
    this.embedAverage = embedAverage;
    this.cosine = cosine;
    this.parameters = parameters;
  }

  /** A quantizer to the vectors of {@code codebook [K, d]}, finite. */
  public static VqQuantizer of(INDArray codebook) {
    CodedRows.training("VqQuantizer: codebook", codebook);
    int codes = Math.toIntExact(codebook.size(0));
    float[] counts = new float[codes];
    java.util.Arrays.fill(counts, 1);
    return of(Dense.floats(codebook), counts, Dense.floats(codebook), false, "{}");
  }

  static VqQuantizer of(
      float[] vectors, float[] counts, float[] sums, boolean cosine, String parameters) {
    int d = vectors.length / counts.length;
    return new VqQuantizer(
        new Codebook(vectors, counts.length, d), counts, sums, cosine, parameters);
  }

  /** What k-means found. */
  static VqQuantizer clustered(Clustering found, boolean cosine, String parameters) {
    int[] sizes = found.counts();
    double[] centres = Dense.doubles(found.centroids());
    float[] counts = new float[sizes.length];
    float[] sums = new float[centres.length];
    int d = centres.length / sizes.length;
    for (int i = 0; i < sums.length; i++) {
      counts[i / d] = sizes[i / d];
      sums[i] = (float) (sizes[i / d] * centres[i]);
    }
    return of(CodedRows.rounded(centres), counts, sums, cosine, parameters);
  }

  /** The vectors {@code [K, d]}, a copy. */
  public INDArray codebook() {
    return codebook.array();
  }

  /** Whether rows count by direction alone. */
  public boolean cosine() {
    return cosine;
  }

  /**
   * The nearest vector of each row by so many threads, which change no bit; see {@link #quantize}.
   */
  public int[] assign(INDArray x, int threads) {
    CodedRows.check("VqQuantizer.assign", x, codebook.width());
    return cosine
        ? codebook.nearest(
            Dense.of(
                UnitRows.of(Dense.doubles(x), codebook.width(), 1).values(),
                x.size(0),
                codebook.width()),
            threads)
        : codebook.nearest(x, threads);
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
    CodedRows.check("VqQuantizer.quantize", x, codebook.width());
    return cosine ? codebook.quantizeUnit(x) : codebook.quantize(x);
  }

  @Override
  public INDArray reconstruct(CodeMatrix codes) {
    return codebook.reconstruct(CodedRows.check("VqQuantizer.reconstruct", codes, space()));
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step("VqQuantizer", parameters, null);
  }

  /**
   * Writes {@code _codebook.embed [1, K, d]}, {@code _codebook.cluster_size [1, K]} and {@code
   * _codebook.embed_avg [1, K, d]}, F32.
   */
  @Override
  public void save(Path file) {
    int codes = codebook.codes();
    int d = codebook.width();
    CodedRows.file(this, parameters)
        .tensor(HeldArray.of(EMBED, codebook.values(), 1, codes, d))
        .tensor(HeldArray.of(SIZE, clusterSize, 1, codes))
        .tensor(HeldArray.of(SUM, embedAverage, 1, codes, d))
        .save(file);
  }

  static VqQuantizer read(SavedThing thing) {
    float[] vectors = CodedRows.tensor(thing, EMBED, 1, -1, -1);
    long codes = thing.file().array(EMBED).description().size(1);
    long d = thing.file().array(EMBED).description().size(2);
    float[] counts = CodedRows.tensor(thing, SIZE, 1, codes);
    float[] sums = CodedRows.tensor(thing, SUM, 1, codes, d);
    return of(
        vectors,
        counts,
        sums,
        SavedParameters.of(thing).flag("cosine", false),
        thing.parameters().toString());
  }

  @Override
  public String toString() {
    return "VQ " + codebook.codes() + " x " + codebook.width() + (cosine ? " by cosine" : "");
  }
}
