package org.latent4j.examples.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.latent4j.anchors.CanonicalTranslation;
import org.latent4j.anchors.GradientTranslation;
import org.latent4j.anchors.InverseRelative;
import org.latent4j.anchors.LowRankTranslation;
import org.latent4j.anchors.ProcrustesCsls;
import org.latent4j.anchors.Translation;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that choose a method of translation and its parameters. */
final class TranslationChoice {
  /** The methods, by the names that the option takes. */
  enum Method {
    IDENTITY,
    LINEAR,
    AFFINE,
    RIDGE,
    ORTHOGONAL,
    CENTRED_ORTHOGONAL,
    SIMILARITY,
    RIGID,
    L_ORTHO,
    CCA,
    PERMUTATION,
    LOW_RANK,
    AFFINE_SGD,
    PROCRUSTES_CSLS,
    INVERSE_RELATIVE;

    @Override
    public String toString() {
      return WordConverter.word(this);
    }
  }

  /** Words of {@code --method}. */
  static final class Methods extends WordConverter<Method> {
    Methods() {
      super(Method.class);
    }
  }

  /** What both sides are centred on. */
  enum Center {
    anchors,
    none
  }

  /**
   * A relative penalty.
   *
   * @param lambda the number, or null for cross-validation
   */
  record Penalty(@Nullable Double lambda) {}

  /** Lets picocli parse a penalty. */
  static final class PenaltyConverter implements ITypeConverter<Penalty> {
    @Override
    public Penalty convert(String text) {
      if (text.equals("gcv")) {
        return new Penalty(null);
      }
      try {
        return new Penalty(Double.valueOf(text));
      } catch (NumberFormatException e) {
        throw new TypeConversionException("expected gcv or a number, got '" + text + "'");
      }
    }
  }

  @Option(
      names = "--method",
      paramLabel = "M",
      converter = Methods.class,
      description =
          "identity, linear, affine, ridge, orthogonal, centred-orthogonal, similarity, rigid,"
              + " l-ortho, cca, permutation, low-rank, affine-sgd, procrustes-csls or"
              + " inverse-relative.")
  private @Nullable Method method;

  @Option(
      names = "--ridge",
      paramLabel = "gcv|X",
      converter = PenaltyConverter.class,
      description = "ridge: the relative penalty, or gcv to have it chosen (the default).")
  private Penalty ridge = new Penalty(null);

  @Option(
      names = "--alpha",
      paramLabel = "X",
      description = "cca: 0 is canonical correlation, 1 a rotation (default ${DEFAULT-VALUE}).")
  private double alpha = 0.5;

  @Option(names = "--rank", paramLabel = "R", description = "low-rank: the rank.")
  private @Nullable Integer rank;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "affine-sgd: steps of Adam (default ${DEFAULT-VALUE}).")
  private int steps = 300;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "affine-sgd: its rate (default ${DEFAULT-VALUE}).")
  private double learningRate = 1e-3;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "procrustes-csls: rounds of finding more pairs (default ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(
      names = "--center",
      description =
          "inverse-relative: what both sides are centred on, ${COMPLETION-CANDIDATES} (default"
              + " ${DEFAULT-VALUE}).")
  private Center center = Center.anchors;

  @Option(
      names = "--unit-rows",
      description = "Centre every row on the mean of the pairs and bring it to length one first.")
  private boolean unitRows;

  /** Whether a method was chosen. */
  boolean isMade() {
    return method != null;
  }

  /** What is missing from the choice, or null. */
  @Nullable String missing() {
    if (method == null) {
      return "--method is missing (one of " + java.util.List.of(Method.values()) + ")";
    }
    return method == Method.LOW_RANK && rank == null ? "--method low-rank needs --rank" : null;
  }

  /** The method with its parameters. */
  Translation translation() {
    Translation plain = plain(Objects.requireNonNull(method));
    return unitRows ? plain.onUnitRows() : plain;
  }

  private Translation plain(Method chosen) {
    return switch (chosen) {
      case IDENTITY -> Translation.identity();
      case LINEAR -> Translation.linear();
      case AFFINE -> Translation.affine();
      case RIDGE -> ridge(ridge.lambda());
      case ORTHOGONAL -> Translation.orthogonal();
      case CENTRED_ORTHOGONAL -> Translation.centredOrthogonal();
      case SIMILARITY -> Translation.similarity();
      case RIGID -> Translation.rigid();
      case L_ORTHO -> Translation.orthogonalisedLinear();
      case CCA -> new CanonicalTranslation(alpha);
      case PERMUTATION -> Translation.permutation();
      case LOW_RANK -> new LowRankTranslation(Objects.requireNonNull(rank));
      case AFFINE_SGD -> new GradientTranslation(steps, learningRate);
      case PROCRUSTES_CSLS -> new ProcrustesCsls(rounds);
      case INVERSE_RELATIVE -> new InverseRelative(center == Center.anchors);
    };
  }

  private static Translation ridge(@Nullable Double lambda) {
    return lambda == null ? Translation.ridge() : Translation.ridge(lambda);
  }
}
