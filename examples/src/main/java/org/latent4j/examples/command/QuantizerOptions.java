package org.latent4j.examples.command;

import org.jspecify.annotations.Nullable;
import org.latent4j.Estimator;
import org.latent4j.quantize.BernoulliQuantization;
import org.latent4j.quantize.BsqQuantization;
import org.latent4j.quantize.FsqBound;
import org.latent4j.quantize.FsqQuantization;
import org.latent4j.quantize.GroupedQuantization;
import org.latent4j.quantize.LfqQuantization;
import org.latent4j.quantize.OptimizedProductQuantization;
import org.latent4j.quantize.OptimizedScalarQuantization;
import org.latent4j.quantize.ProductQuantization;
import org.latent4j.quantize.QlaeQuantization;
import org.latent4j.quantize.Quantizer;
import org.latent4j.quantize.RaBitQuantization;
import org.latent4j.quantize.RefinedResidualQuantization;
import org.latent4j.quantize.ResidualQuantization;
import org.latent4j.quantize.ScalarQuantization;
import org.latent4j.quantize.SimVqQuantization;
import org.latent4j.quantize.Similarity;
import org.latent4j.quantize.TokenizerQuantization;
import org.latent4j.quantize.VqQuantization;
import picocli.CommandLine.Option;

/** Which quantizer to fit, and its hyper-parameters; each kind heeds those that it has. */
final class QuantizerOptions {
  private static final int ROUNDS = 50;
  private static final int REFINEMENTS = 5;
  private static final int QLAE_LEVELS = 10;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      required = true,
      converter = QuantizerKind.Converter.class,
      description =
          "The kind of quantizer: qlae, fsq, lfq, bsq, vq, simvq, rvq, gvq, pq, opq, rq, sq, osq,"
              + " rabitq, bernoulli, tokenizer.")
  private QuantizerKind kind;

  @Option(
      names = "--positions",
      paramLabel = "M",
      description = "Slices of a row: pq, opq, gvq (default: 8).")
  private int positions = 8;

  @Option(
      names = "--bits",
      paramLabel = "B",
      description = "Bits of a code: pq, opq, sq 4 or 8 (default: 8), osq 1 to 8 (default: 4).")
  private @Nullable Integer bits;

  @Option(names = "--codes", paramLabel = "K", description = "Of a codebook (default: 256).")
  private int codes = 256;

  @Option(names = "--stages", paramLabel = "S", description = "Of residuals (default: 4).")
  private int stages = 4;

  @Option(
      names = "--levels",
      paramLabel = "L",
      split = ",",
      description = "Values of a column: qlae one number (default: 10), fsq one a column.")
  private int @Nullable [] levels;

  @Option(
      names = "--bound",
      paramLabel = "WORD",
      converter = EvaluationOptions.Bounds.class,
      description = "Of fsq: symmetric (default), reference, atanh.")
  private FsqBound bound = FsqBound.SYMMETRIC;

  @Option(names = "--iterations", paramLabel = "N", description = "Of k-means (default: 25).")
  private int iterations = 25;

  @Option(names = "--beam", paramLabel = "B", description = "Partial sums kept (default: 5).")
  private int beam = 5;

  @Option(
      names = "--similarity",
      paramLabel = "WORD",
      converter = QuantizerKind.SimilarityConverter.class,
      description = "What a search estimates: l2 (default), dot, cosine.")
  private Similarity similarity = Similarity.L2;

  /** What is wrong with the options by themselves, or null. */
  @Nullable String complaint() {
    if (kind == QuantizerKind.FSQ && levels == null) {
      return "--kind fsq needs --levels, one number a column";
    }
    if (kind == QuantizerKind.QLAE && levels != null && levels.length != 1) {
      return "--kind qlae takes one number of --levels, got " + levels.length;
    }
    return null;
  }

  /** The hyper-parameters, checked. */
  Estimator<? extends Quantizer> estimator() {
    return switch (kind) {
      case QLAE, FSQ, LFQ, BSQ, BERNOULLI -> ofColumns();
      case VQ, SIMVQ, RVQ, GVQ, TOKENIZER -> ofCodebooks();
      case PQ -> new ProductQuantization(positions, bits(8), iterations, similarity);
      case OPQ ->
          new OptimizedProductQuantization(positions, bits(8), iterations, ROUNDS, similarity);
      case RQ ->
          new RefinedResidualQuantization(stages, codes, iterations, beam, REFINEMENTS, similarity);
      case SQ -> new ScalarQuantization(bits(8), similarity);
      case OSQ -> new OptimizedScalarQuantization(bits(4), similarity);
      case RABITQ -> new RaBitQuantization(similarity);
    };
  }

  private Estimator<? extends Quantizer> ofColumns() {
    int[] of = levels == null ? new int[] {QLAE_LEVELS} : levels;
    return switch (kind) {
      case QLAE -> QlaeQuantization.of(of[0]).withIterations(iterations);
      case FSQ -> new FsqQuantization(of, bound);
      case LFQ -> LfqQuantization.standard();
      case BSQ -> BsqQuantization.standard();
      default -> BernoulliQuantization.standard();
    };
  }

  private Estimator<? extends Quantizer> ofCodebooks() {
    VqQuantization book =
        VqQuantization.of(codes)
            .withIterations(iterations)
            .withCosine(kind == QuantizerKind.VQ && similarity == Similarity.COSINE);
    return switch (kind) {
      case VQ -> book;
      case SIMVQ -> SimVqQuantization.of(codes).withIterations(iterations);
      case RVQ -> ResidualQuantization.of(stages, codes).withStage(book).withBeam(beam);
      case GVQ -> GroupedQuantization.of(positions, codes).withGroup(book);
      default -> TokenizerQuantization.of(codes).withIterations(iterations);
    };
  }

  private int bits(int otherwise) {
    return bits == null ? otherwise : bits;
  }
}
