package org.latent4j.examples.command;

import org.latent4j.quantize.Similarity;

/** The kinds of quantizers that can be fitted, by the words of the command line. */
enum QuantizerKind {
  QLAE,
  FSQ,
  LFQ,
  BSQ,
  VQ,
  SIMVQ,
  RVQ,
  GVQ,
  PQ,
  OPQ,
  RQ,
  SQ,
  OSQ,
  RABITQ,
  BERNOULLI,
  TOKENIZER;

  /** Lets picocli parse kinds. */
  static final class Converter extends WordConverter<QuantizerKind> {
    Converter() {
      super(QuantizerKind.class);
    }
  }

  /** Lets picocli parse similarities. */
  static final class SimilarityConverter extends WordConverter<Similarity> {
    SimilarityConverter() {
      super(Similarity.class);
    }
  }
}
