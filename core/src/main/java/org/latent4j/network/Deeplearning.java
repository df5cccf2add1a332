package org.latent4j.network;

/** Says which dependency is missing where DL4J, an optional one, is needed. */
final class Deeplearning {
  private static final String PROBE = "org.deeplearning4j.nn.multilayer.MultiLayerNetwork";

  private Deeplearning() {}

  /**
   * Checks that DL4J is there.
   *
   * @param operation what needs it
   * @throws IllegalStateException when it is not, naming the dependency
   */
  static void require(String operation) {
    try {
      Class.forName(PROBE, false, Deeplearning.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IllegalStateException(
          operation
              + ": expected DL4J on the class path (add the dependency"
              + " org.deeplearning4j:deeplearning4j-nn:1.0.0-M2.1), got "
              + e,
          e);
    }
  }
}
