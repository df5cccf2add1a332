package org.latent4j.examples.command;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.latent4j.quantize.EntropyPenalty;
import org.latent4j.quantize.FsqBound;
import org.latent4j.quantize.GradientEstimator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code quantize evaluate}; each kind reads those that it knows. */
final class EvaluationOptions {
  @Option(names = "--quantization-weight", description = "Weight of the loss of the values.")
  private @Nullable Double quantizationWeight;

  @Option(names = "--commitment-weight", description = "Weight of the loss of the rows.")
  private @Nullable Double commitmentWeight;

  @Option(
      names = "--bound",
      converter = Bounds.class,
      description = "symmetric, reference or atanh (default symmetric).")
  private FsqBound bound = FsqBound.SYMMETRIC;

  @Option(names = "--inverse-temperature", description = "tau (default ${DEFAULT-VALUE}).")
  private double inverseTemperature = 100;

  @Option(names = "--entropy-weight", description = "w (default ${DEFAULT-VALUE}).")
  private double entropyWeight = 0.1;

  @Option(names = "--diversity", description = "gamma (default ${DEFAULT-VALUE}).")
  private double diversity = 1;

  @Option(names = "--scale", description = "s (default ${DEFAULT-VALUE}).")
  private double scale = 1;

  @Option(
      names = "--estimator",
      converter = Estimators.class,
      description = "straight-through or rotation (default straight-through).")
  private GradientEstimator estimator = GradientEstimator.STRAIGHT_THROUGH;

  @Option(names = "--decay", description = "g of the moving averages (default ${DEFAULT-VALUE}).")
  private double decay = 0.99;

  @Option(names = "--epsilon", description = "Of the moving averages (default ${DEFAULT-VALUE}).")
  private double epsilon = 1e-5;

  @Option(names = "--batches", paramLabel = "B", description = "Rows in B blocks, learned from.")
  private @Nullable Integer batches;

  double quantizationWeight(double otherwise) {
    return quantizationWeight == null ? otherwise : quantizationWeight;
  }

  double commitmentWeight(double otherwise) {
    return commitmentWeight == null ? otherwise : commitmentWeight;
  }

  FsqBound bound() {
    return bound;
  }

  EntropyPenalty entropy() {
    return new EntropyPenalty(inverseTemperature, entropyWeight, diversity, 0);
  }

  double scale() {
    return scale;
  }

  GradientEstimator estimator() {
    return estimator;
  }

  double decay() {
    return decay;
  }

  double epsilon() {
    return epsilon;
  }

  @Nullable Integer batches() {
    return batches;
  }

  /** Words of {@code --bound}. */
  static final class Bounds extends WordConverter<FsqBound> {
    Bounds() {
      super(FsqBound.class);
    }
  }

  /** Words of {@code --estimator}. */
  static final class Estimators implements ITypeConverter<GradientEstimator> {
    @Override
    public GradientEstimator convert(String text) {
      return Arrays.stream(GradientEstimator.values())
          .filter(estimator -> word(estimator).equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected one of "
                          + Arrays.stream(GradientEstimator.values()).map(Estimators::word).toList()
                          + ", got '"
                          + text
                          + "'"));
    }

    private static String word(GradientEstimator estimator) {
      return estimator.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
