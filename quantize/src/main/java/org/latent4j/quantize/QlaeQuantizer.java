package org.latent4j.quantize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.latent4j.Lineage;
import org.latent4j.error.FormatException;
import org.latent4j.error.Require;
import org.latent4j.io.HeldArray;
import org.latent4j.io.SavedThing;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Latent quantization: each column goes to the nearest of its own few values. A number between two
 * values, and one nearest to equal values, takes the smaller code. Numbers are not bounded.
 *
 * <p>Source: Hsu et al. 2023, "Disentanglement via latent quantization", arXiv 2305.18378, section
 * 3.
 */
public final class QlaeQuantizer implements Quantizer {
  static final String KIND = "qlae";
  private static final String TENSOR = "values_per_latent.";

  private final float[][] values; // [d][L]
  private final CodeSpace space;
  private final Ladders ladders;
  private final String parameters;

  private QlaeQuantizer(float[][] values, String parameters) {
    this.values = values;
    this.parameters = parameters;
    this.space = new CodeSpace(Arrays.stream(values).mapToInt(v -> v.length).toArray());
    List<Ladder> each = new ArrayList<>();
    for (float[] of : values) {
      double[] wide = new double[of.length];
      Arrays.setAll(wide, k -> of[k]);
      each.add(Ladder.nearest(wide));
    }
    this.ladders = new Ladders(each);
  }

  /**
   * A quantizer with given values.
   *
   * @param values {@code [d][levels]}, finite, in any order; the numbers of levels may differ
   */
  public static QlaeQuantizer of(float[][] values) {
    Require.atLeast("QlaeQuantizer: latents", 1, values.length);
    float[][] copy = new float[values.length][];
    for (int j = 0; j < copy.length; j++) {
      String name = "QlaeQuantizer: values of latent " + j;
      Require.atLeast(name, 1, values[j].length);
      copy[j] = org.latent4j.kernel.Finite.require(name, values[j], values[j].length).clone();
    }
    return new QlaeQuantizer(copy, "{}");
  }

  /** A quantizer with values that were learned, rounded to floats. */
  static QlaeQuantizer rounded(double[][] values, String parameters) {
    float[][] narrow = new float[values.length][];
    for (int j = 0; j < narrow.length; j++) {
      narrow[j] = CodedRows.rounded(values[j]);
    }
    return new QlaeQuantizer(narrow, parameters);
  }

  /** The values of a latent {@code [levels]}, a copy. */
  public float[] values(int latent) {
    return values[latent].clone();
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
  public long inputDimension() {
    return values.length;
  }

  @Override
  public long dimension() {
    return values.length;
  }

  @Override
  public CodeMatrix quantize(INDArray x) {
    return ladders.quantize(CodedRows.check("QlaeQuantizer.quantize", x, values.length), space);
  }

  /**
   * The codes of rows in one array, on this thread: the fastest way in.
   *
   * @param x {@code [n, d]} row by row, finite
   * @param codes {@code [n, d]}, overwritten
   */
  public void codes(float[] x, int[] codes) {
    ladders.codes(x, codes);
  }

  @Override
  public INDArray reconstruct(CodeMatrix codes) {
    CodedRows.check("QlaeQuantizer.reconstruct", codes, space);
    return CodedRows.decode(
        codes,
        values.length,
        (row, out, at) -> {
          for (int j = 0; j < values.length; j++) {
            out[at + j] = values[j][row[j]];
          }
        });
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step("QlaeQuantizer", parameters, null);
  }

  /** Writes {@code values_per_latent.0} ... {@code .d-1}, F32 {@code [levels]}. */
  @Override
  public void save(Path file) {
    SavedThing.Draft draft = CodedRows.file(this, parameters);
    for (int j = 0; j < values.length; j++) {
      draft.tensor(HeldArray.of(TENSOR + j, values[j], values[j].length));
    }
    draft.save(file);
  }

  static QlaeQuantizer read(SavedThing thing) {
    int latents = 0;
    while (thing.has(TENSOR + latents)) {
      latents++;
    }
    if (latents == 0 || thing.file().names().size() != latents) {
      throw new FormatException(
          thing.file().path().toString(),
          "tensors '" + TENSOR + "0' ... without a gap, the next '" + TENSOR + latents + "'",
          thing.file().names().toString());
    }
    float[][] values = new float[latents][];
    for (int j = 0; j < latents; j++) {
      values[j] = CodedRows.tensor(thing, TENSOR + j, -1);
    }
    return new QlaeQuantizer(values, thing.parameters().toString());
  }

  @Override
  public String toString() {
    return "QLAE " + space;
  }
}
