package org.latent4j.anchors;

import com.google.gson.JsonObject;
import java.util.Map;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The method {@code affine-sgd}: T(x) = x W + b on raw rows, learned by Adam (beta 0.9 and 0.999,
 * epsilon 1e-8) on all pairs at once; the loss is the mean of the squared errors of all entries. W
 * and b start at zero, so nothing is random.
 *
 * <p>Source: Maiorca et al. 2023, arXiv 2311.00664, section 3 ("affine"); Kingma and Ba 2014, arXiv
 * 1412.6980, algorithm 1.
 *
 * @param steps at least 1
 * @param learningRate above 0
 */
public record GradientTranslation(int steps, double learningRate) implements Translation {
  /** Checks steps and rate. */
  public GradientTranslation {
    Require.atLeast("GradientTranslation: steps", 1, steps);
    Require.positive("GradientTranslation: learningRate", learningRate);
  }

  @Override
  public String method() {
    return "affine-sgd";
  }

  @Override
  public JsonObject parameters() {
    JsonObject object = Translation.super.parameters();
    object.addProperty("steps", steps);
    object.addProperty("learningRate", learningRate);
    return object;
  }

  @Override
  public Translator fit(INDArray x, INDArray y, Run run) {
    PairedRows pairs = PairedRows.of(this, x, y, false, run);
    int d = pairs.inputDimension();
    int width = pairs.dimension();
    AffineLoss loss = new AffineLoss(pairs);
    double[] values = new double[(d + 1) * width]; // W, and b as its last row
    Adam adam = new Adam(values.length, learningRate);
    run.progress().on(new Progress.Started(method(), steps));
    for (int step = 1; step <= steps; step++) {
      AffineLoss.Point point = loss.at(values);
      adam.step(values, point.gradient());
      run.progress().on(new Progress.Stepped(method(), step, Map.of("loss", point.value())));
    }
    run.progress().on(new Progress.Finished(method()));
    double[] shift = java.util.Arrays.copyOfRange(values, d * width, values.length);
    double[] weight = java.util.Arrays.copyOf(values, d * width);
    return new TranslatorDraft(this, Dense.of(weight, d, width))
        .fitted(pairs, new double[d], shift);
  }
}
