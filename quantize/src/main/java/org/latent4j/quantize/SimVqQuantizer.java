package org.latent4j.quantize;

import java.nio.file.Path;
import org.latent4j.Lineage;
import org.latent4j.io.HeldArray;
import org.latent4j.io.SavedThing;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Vector quantization to moved vectors {@code C Wt}; see {@link SimVqQuantization}. */
public final class SimVqQuantizer implements Quantizer {
  static final String KIND = "simvq";
  private static final String FROZEN = "frozen_codebook";
  private static final String WEIGHT = "code_transform.weight";

  private final float[] frozen; // [K, d]
  private final float[] weight; // [d, d]
  private final Codebook codebook;
  private final String parameters;

  private SimVqQuantizer(float[] frozen, float[] weight, int d, String parameters) {
    this.frozen = frozen;
    this.weight = weight;
    this.parameters = parameters;
    double[] vectors = moved(CodedRows.widened(frozen), CodedRows.widened(weight), d);
    this.codebook = new Codebook(CodedRows.rounded(vectors), frozen.length / d, d);
  }

  static SimVqQuantizer of(double[] frozen, double[] weight, int d, String parameters) {
    return new SimVqQuantizer(CodedRows.rounded(frozen), CodedRows.rounded(weight), d, parameters);
  }

  /** {@code C Wt [K, d]}. */
  static double[] moved(double[] frozen, double[] weight, int d) {
    double[] out = new double[frozen.length];
    Gemm.multiply(Gemm.Form.NT, frozen.length / d, d, d, 1d, frozen, weight, 0d, out, 1);
    return out;
  }

  /** The vectors that rows go to {@code [K, d]}, a copy. */
  public INDArray codebook() {
    return codebook.array();
  }

  /** W {@code [d, d]}, a copy. */
  public INDArray weight() {
    return Dense.of(weight, codebook.width(), codebook.width());
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
    return codebook.quantize(CodedRows.check("SimVqQuantizer.quantize", x, codebook.width()));
  }

  @Override
  public INDArray reconstruct(CodeMatrix codes) {
    return codebook.reconstruct(CodedRows.check("SimVqQuantizer.reconstruct", codes, space()));
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step("SimVqQuantizer", parameters, null);
  }

  /** Writes {@code frozen_codebook [K, d]} and {@code code_transform.weight [d, d]}, F32. */
  @Override
  public void save(Path file) {
    int d = codebook.width();
    CodedRows.file(this, parameters)
        .tensor(HeldArray.of(FROZEN, frozen, codebook.codes(), d))
        .tensor(HeldArray.of(WEIGHT, weight, d, d))
        .save(file);
  }

  static SimVqQuantizer read(SavedThing thing) {
    float[] frozen = CodedRows.tensor(thing, FROZEN, -1, -1);
    int d = (int) thing.file().array(FROZEN).description().size(1);
    float[] weight = CodedRows.tensor(thing, WEIGHT, d, d);
    return new SimVqQuantizer(frozen, weight, d, thing.parameters().toString());
  }

  @Override
  public String toString() {
    return "SimVQ " + codebook.codes() + " x " + codebook.width();
  }
}
