package org.latent4j.examples.command;

import java.util.Arrays;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.latent4j.quantize.CodeDraft;
import org.latent4j.quantize.CodeMatrix;
import org.latent4j.quantize.CodeSpace;
import org.latent4j.quantize.CodebookUpdate;
import org.latent4j.quantize.Losses;
import org.latent4j.quantize.Phase;
import org.latent4j.quantize.Step;
import org.latent4j.quantize.VqQuantization;
import org.latent4j.quantize.VqTraining;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@code quantize evaluate --kind vq}: one pass, or one for each block with moving averages. */
final class VectorEvaluation {
  private final EvaluationInput in;
  private final int codes;
  private final int d;
  private final Evaluation evaluation = new Evaluation();

  private VectorEvaluation(EvaluationInput in) {
    this.in = in;
    this.codes = in.size("codebook", 0);
    this.d = in.d();
  }

  static Evaluation of(EvaluationInput in, EvaluationOptions options) {
    double[] codebook = in.values("codebook", 2, in.d());
    VectorEvaluation vectors = new VectorEvaluation(in);
    Integer batches = options.batches();
    return batches == null
        ? vectors.once(codebook, options)
        : vectors.moving(codebook, options, batches);
  }

  private Evaluation once(double[] codebook, EvaluationOptions options) {
    double weight = options.quantizationWeight(0);
    VqTraining quantizer =
        VqTraining.of(
            VqQuantization.of(codes)
                .withWeights(weight, options.commitmentWeight(1))
                .withEstimator(options.estimator())
                .withUpdate(weight > 0 ? CodebookUpdate.GRADIENT : CodebookUpdate.FROZEN),
            d,
            codebook);
    Losses losses = evaluation.run(quantizer, in).losses();
    evaluation.part("commitment_loss", losses, Losses.COMMITMENT).number("loss", losses.total());
    return weight > 0
        ? evaluation.parameterGradient("grad_codebook", quantizer, codes, d)
        : evaluation;
  }

  private Evaluation moving(double[] codebook, EvaluationOptions options, int batches) {
    if (batches < 1 || in.n() % batches != 0) {
      throw new InputException(
          "--batches", "a divisor of " + in.n() + " rows", Integer.toString(batches));
    }
    double weight = options.commitmentWeight(1);
    // The loss is a mean over all rows, of which each block has its share.
    VqTraining quantizer =
        VqTraining.of(
            VqQuantization.of(codes)
                .withWeights(0, weight / batches)
                .withEstimator(options.estimator())
                .withAverages(options.decay(), options.epsilon(), 0),
            d,
            codebook);
    quantizer.resume(
        in.has("cluster_size") ? in.values("cluster_size", 1, codes) : ones(),
        in.has("embed_avg") ? in.values("embed_avg", 2, d) : codebook);
    double distance = blocks(quantizer, batches);
    return evaluation
        .number("commitment_loss", distance)
        .number("loss", weight * distance)
        .add("codebook", quantizer.codebook(), codes, d)
        .add("cluster_size", quantizer.clusterSize(), codes)
        .add("embed_avg", quantizer.embedAverage(), codes, d);
  }

  /** Passes block by block, and returns the mean square distance of all rows. */
  private double blocks(VqTraining quantizer, int batches) {
    int rows = in.n() / batches;
    double[] output = new double[in.n() * d];
    double[] gradient = new double[output.length];
    CodeDraft draft = CodeMatrix.draft(new CodeSpace(codes), in.n());
    double distance = 0;
    for (int block = 0; block < batches && rows > 0; block++) {
      int from = block * rows;
      INDArray z = Dense.rows(in.z(), from, from + rows);
      Step step = quantizer.forward(z, Phase.TRAINING);
      INDArray back = quantizer.backward(step, Dense.rows(in.gradient(), from, from + rows));
      System.arraycopy(Dense.doubles(step.output()), 0, output, from * d, rows * d);
      System.arraycopy(Dense.doubles(back), 0, gradient, from * d, rows * d);
      for (int row = 0; row < rows; row++) {
        draft.put(from + row, 0, step.codes().get(row, 0));
      }
      distance += step.losses().part(Losses.COMMITMENT) / batches;
      quantizer.afterStep(step, new Seed(0).child(block));
    }
    evaluation.codes(draft.seal());
    evaluation.add("output", output, in.n(), d).add("grad_z", gradient, in.n(), d);
    return distance;
  }

  private double[] ones() {
    double[] ones = new double[codes];
    Arrays.fill(ones, 1);
    return ones;
  }
}
