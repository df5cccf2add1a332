package org.latent4j.quantize;

import java.util.Locale;

/** What a {@link Scanner} estimates for a query and a row. */
public enum Similarity {
  /** The squared Euclidean distance; smaller is nearer. */
  L2,
  /** The inner product; larger is nearer. */
  DOT,
  /** The cosine; larger is nearer. */
  COSINE;

  /** Whether a smaller estimate is nearer. */
  public boolean isDistance() {
    return this == L2;
  }

  /** The word in files and commands, such as {@code l2}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
