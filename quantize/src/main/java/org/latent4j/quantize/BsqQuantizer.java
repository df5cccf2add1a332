package org.latent4j.quantize;

import java.nio.file.Path;
import org.latent4j.Lineage;
import org.latent4j.io.SavedThing;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Binary spherical quantization: rows are brought to length s, then each column becomes {@code s /
 * sqrt(d)} where it is above 0, else {@code -s / sqrt(d)}. One position of two codes a column; 1 is
 * above 0. {@link CodeMatrix#index} has position 0 as its topmost bit.
 *
 * <p>Source: Zhao et al. 2024, arXiv 2406.07548, section 3.
 */
public final class BsqQuantizer implements Quantizer {
  static final String KIND = "bsq";

  private final Signs signs;
  private final double scale;
  private final String parameters;

  BsqQuantizer(int d, double scale, String parameters) {
    this.signs = new Signs(d, scale / Math.sqrt(d));
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
    return signs.quantize("BsqQuantizer.quantize", x);
  }

  @Override
  public INDArray reconstruct(CodeMatrix codes) {
    return signs.reconstruct("BsqQuantizer.reconstruct", codes);
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step("BsqQuantizer", parameters, null);
  }

  /** Writes {@code codebook_scale} F32 {@code [1]} and {@code dimension} I32 {@code [1]}. */
  @Override
  public void save(Path file) {
    Signs.save(CodedRows.file(this, parameters), signs.columns(), scale, file);
  }

  static BsqQuantizer read(SavedThing thing) {
    return new BsqQuantizer(
        Signs.dimension(thing), Signs.scale(thing), thing.parameters().toString());
  }

  @Override
  public String toString() {
    return "BSQ " + signs.columns() + " bits";
  }
}
