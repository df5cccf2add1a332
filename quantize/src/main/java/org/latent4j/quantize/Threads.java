package org.latent4j.quantize;

/** How many threads work that takes no {@link org.latent4j.Run} uses; it changes no bit. */
final class Threads {
  private Threads() {}

  static int all() {
    return Runtime.getRuntime().availableProcessors();
  }
}
