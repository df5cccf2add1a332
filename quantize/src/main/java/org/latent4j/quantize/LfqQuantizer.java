package org.latent4j.quantize;

import java.nio.file.Path;
import org.latent4j.Lineage;
import org.latent4j.io.SavedThing;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lookup-free quantization: each column becomes {@code scale} where it is above 0, else {@code
 * -scale}. One position of two codes a column; 1 is above 0. {@link CodeMatrix#index} has position
 * 0 as its topmost bit.
 *
 * <p>Source: Yu et al. 2023, arXiv 2310.05737, section 3.2.
 */
public final class LfqQuantizer implements Quantizer {
  static final String KIND = "lfq";

  private final Signs signs;
  private final double scale;
  private final String parameters;

  LfqQuantizer(int d, double scale, String parameters) {
    this.signs = new Signs(d, scale);
    this.scale = scale;
    this.parameters = parameters;
  }

  /** s, as the estimator had it. */
  public double scale() {
    return scale;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public CodeSpace space() {
    return signs.space();
  }

  @Override
  public long inputDimension() {
    return signs.columns();
  }

  @Override
  public long dimension() {
    return signs.columns();
  }

  @Override
  public CodeMatrix quantize(INDArray x) {
    return signs.quantize("LfqQuantizer.quantize", x);
  }

  @Override
  public INDArray reconstruct(CodeMatrix codes) {
    return signs.reconstruct("LfqQuantizer.reconstruct", codes);
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step("LfqQuantizer", parameters, null);
  }

  /** Writes {@code codebook_scale} F32 {@code [1]} and {@code dimension} I32 {@code [1]}. */
  @Override
  public void save(Path file) {
    Signs.save(CodedRows.file(this, parameters), signs.columns(), scale, file);
  }

  static LfqQuantizer read(SavedThing thing) {
    return new LfqQuantizer(
        Signs.dimension(thing), Signs.scale(thing), thing.parameters().toString());
  }

  @Override
  public String toString() {
    return "LFQ " + signs.columns() + " bits";
  }
}
