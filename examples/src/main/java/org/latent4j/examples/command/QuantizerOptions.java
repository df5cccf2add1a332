package org.latent4j.examples.command;

import org.latent4j.Estimator;
import org.latent4j.quantize.OptimizedProductQuantization;
import org.latent4j.quantize.OptimizedScalarQuantization;
import org.latent4j.quantize.ProductQuantization;
import org.latent4j.quantize.Quantizer;
import org.latent4j.quantize.RaBitQuantization;
import org.latent4j.quantize.RefinedResidualQuantization;
import org.latent4j.quantize.ScalarQuantization;
import org.latent4j.quantize.Similarity;
import picocli.CommandLine.Option;

/** Which quantizer to fit, and its hyper-parameters; each kind heeds those that it has. */
final class QuantizerOptions {
  private static final int ROUNDS = 50;
  private static final int REFINEMENTS = 5;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      required = true,
      converter = QuantizerKind.Converter.class,
      description = "The kind of quantizer: ${COMPLETION-CANDIDATES}, in small letters.")
  private QuantizerKind kind = QuantizerKind.PQ;

  @Option(names = "--positions", paramLabel = "M", description = "Codes of a row (default: 8).")
  private int positions = 8;

  @Option(names = "--bits", paramLabel = "B", description = "Bits of a code (default: 8; osq: 4).")
  private int bits;

  @Option(names = "--codes", paramLabel = "K", description = "Of a codebook (default: 256).")
  private int codes = 256;

  @Option(names = "--stages", paramLabel = "S", description = "Of residuals (default: 4).")
  private int stages = 4;

  @Option(names = "--beam", paramLabel = "B", description = "Partial sums kept (default: 5).")
  private int beam = 5;

  @Option(names = "--iterations", paramLabel = "N", description = "Of k-means (default: 25).")
  private int iterations = 25;

  @Option(
      names = "--similarity",
      paramLabel = "WORD",
      converter = QuantizerKind.SimilarityConverter.class,
      description = "What a search estimates: l2 (default), dot, cosine.")
  private Similarity similarity = Similarity.L2;

  /** The kind. */
  QuantizerKind kind() {
    return kind;
  }

  /** The hyper-parameters, checked. */
  Estimator<? extends Quantizer> estimator() {
    return switch (kind) {
      case PQ -> new ProductQuantization(positions, bits(8), iterations, similarity);
      case OPQ ->
          new OptimizedProductQuantization(positions, bits(8), iterations, ROUNDS, similarity);
      case RQ ->
          new RefinedResidualQuantization(
              stages, codes, iterations, beam, REFINEMENTS, similarity);
      case RABITQ -> new RaBitQuantization(similarity);
      case SQ -> new ScalarQuantization(bits(8), similarity);
      case OSQ -> new OptimizedScalarQuantization(bits(4), similarity);
    };
  }

  private int bits(int otherwise) {
    return bits == 0 ? otherwise : bits;
  }
}
