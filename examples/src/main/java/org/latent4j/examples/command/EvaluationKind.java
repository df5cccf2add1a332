package org.latent4j.examples.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.latent4j.Seed;
import org.latent4j.quantize.BernoulliQuantization;
import org.latent4j.quantize.BsqQuantization;
import org.latent4j.quantize.CodebookUpdate;
import org.latent4j.quantize.FsqQuantization;
import org.latent4j.quantize.LfqQuantization;
import org.latent4j.quantize.Losses;
import org.latent4j.quantize.QlaeQuantization;
import org.latent4j.quantize.QlaeTraining;
import org.latent4j.quantize.ResidualQuantization;
import org.latent4j.quantize.ResidualTraining;
import org.latent4j.quantize.SimVqQuantization;
import org.latent4j.quantize.SimVqTraining;
import org.latent4j.quantize.Step;
import org.latent4j.quantize.TrainableQuantizer;
import org.latent4j.quantize.VqQuantization;

/** The kinds of quantizers that {@code quantize evaluate} knows. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum EvaluationKind {
  QLAE(EvaluationKind::qlae),
  FSQ(EvaluationKind::fsq),
  LFQ(
      (in, options) ->
          signs(
              new LfqQuantization(options.scale(), options.commitmentWeight(0), options.entropy())
                  .trainable(in.d()),
              in)),
  BSQ(
      (in, options) ->
          signs(
              new BsqQuantization(options.scale(), options.commitmentWeight(0), options.entropy())
                  .trainable(in.d()),
              in)),
  VQ(VectorEvaluation::of),
  SIMVQ(EvaluationKind::simVq),
  RVQ(EvaluationKind::residual),
  BERNOULLI(EvaluationKind::bernoulli);

  private static final String COMMITMENT = "commitment_loss";
  private static final String QUANTIZATION = "quantization_loss";

  private final BiFunction<EvaluationInput, EvaluationOptions, Evaluation> work;

  EvaluationKind(BiFunction<EvaluationInput, EvaluationOptions, Evaluation> work) {
    this.work = work;
  }

  /** The word on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Passes once forward and back. */
  Evaluation evaluate(EvaluationInput in, EvaluationOptions options) {
    return work.apply(in, options);
  }

  private static Evaluation qlae(EvaluationInput in, EvaluationOptions options) {
    double[] flat = in.values("values", 2, -1);
    int latents = in.size("values", 0);
    int levels = in.size("values", 1);
    double[][] values =
        IntStream.range(0, latents)
            .mapToObj(j -> Arrays.copyOfRange(flat, j * levels, (j + 1) * levels))
            .toArray(double[][]::new);
    QlaeQuantization settings =
        QlaeQuantization.of(levels)
            .withShared(latents == 1)
            .withWeights(options.quantizationWeight(0.01), options.commitmentWeight(0.01));
    QlaeTraining quantizer = QlaeTraining.of(settings, in.d(), values);
    return withBoth(quantizer, in).parameterGradient("grad_values", quantizer, latents, levels);
  }

  private static Evaluation simVq(EvaluationInput in, EvaluationOptions options) {
    double[] frozen = in.values("frozen", 2, in.d());
    double[] weight = in.values("weight", 2, in.d());
    SimVqQuantization settings =
        SimVqQuantization.of(in.size("frozen", 0))
            .withWeights(options.quantizationWeight(1), options.commitmentWeight(0.25));
    SimVqTraining quantizer = SimVqTraining.of(settings, in.d(), frozen, weight);
    return withBoth(quantizer, in).parameterGradient("grad_weight", quantizer, in.d(), in.d());
  }

  private static Evaluation withBoth(TrainableQuantizer quantizer, EvaluationInput in) {
    Evaluation evaluation = new Evaluation();
    Losses losses = evaluation.run(quantizer, in).losses();
    return evaluation
        .part(QUANTIZATION, losses, Losses.QUANTIZATION)
        .part(COMMITMENT, losses, Losses.COMMITMENT)
        .number("loss", losses.total());
  }

  private static Evaluation fsq(EvaluationInput in, EvaluationOptions options) {
    FsqQuantization settings = new FsqQuantization(in.integers("levels"), options.bound());
    Evaluation evaluation = new Evaluation();
    return evaluation.index(evaluation.run(settings.trainable(), in).codes());
  }

  private static Evaluation signs(TrainableQuantizer quantizer, EvaluationInput in) {
    Evaluation evaluation = new Evaluation();
    Step step = evaluation.run(quantizer, in);
    return evaluation
        .index(step.codes())
        .part("sample_entropy", step.losses(), Losses.SAMPLE_ENTROPY)
        .part("batch_entropy", step.losses(), Losses.BATCH_ENTROPY)
        .part(COMMITMENT, step.losses(), Losses.COMMITMENT)
        .number("loss", step.losses().total());
  }

  private static Evaluation residual(EvaluationInput in, EvaluationOptions options) {
    double[] flat = in.values("codebooks", 3, in.d());
    int stages = in.size("codebooks", 0);
    int codes = in.size("codebooks", 1);
    double weight = options.quantizationWeight(0);
    VqQuantization stage =
        VqQuantization.of(codes)
            .withWeights(weight, options.commitmentWeight(1))
            .withEstimator(options.estimator())
            .withUpdate(weight > 0 ? CodebookUpdate.GRADIENT : CodebookUpdate.FROZEN);
    int length = codes * in.d();
    List<double[]> codebooks =
        IntStream.range(0, stages)
            .mapToObj(s -> Arrays.copyOfRange(flat, s * length, (s + 1) * length))
            .toList();
    TrainableQuantizer quantizer =
        ResidualTraining.of(
            ResidualQuantization.of(stages, codes).withStage(stage),
            in.d(),
            codebooks,
            new Seed(0));
    Evaluation evaluation = new Evaluation();
    Losses losses = evaluation.run(quantizer, in).losses();
    evaluation.part(COMMITMENT, losses, Losses.COMMITMENT).number("loss", losses.total());
    return weight > 0
        ? evaluation.parameterGradient("grad_codebook", quantizer, stages, codes, in.d())
        : evaluation;
  }

  private static Evaluation bernoulli(EvaluationInput in, EvaluationOptions options) {
    return Evaluation.pass(BernoulliQuantization.standard().trainable(in.d(), new Seed(0)), in);
  }

  /** Lets picocli parse kinds. */
  static final class Converter extends WordConverter<EvaluationKind> {
    Converter() {
      super(EvaluationKind.class);
    }
  }
}
