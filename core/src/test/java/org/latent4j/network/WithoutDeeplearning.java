package org.latent4j.network;

import java.nio.file.Path;
import java.util.Arrays;
import org.latent4j.kernel.Dense;

/** What {@link WithoutDeeplearningTest} runs: loads a file of DL4J's and one of SameDiff's. */
final class WithoutDeeplearning {
  private WithoutDeeplearning() {}

  public static void main(String[] files) {
    NetworkEncoder tensors = NetworkEncoder.load(Path.of(files[1]));
    float[] codes =
        Dense.floats(tensors.encode(Dense.of(new float[(int) tensors.inputDimension()], 1, 23)));
    System.out.println("tensors " + Arrays.toString(codes));
    try {
      System.out.println("layers " + NetworkEncoder.load(Path.of(files[0])));
    } catch (IllegalStateException e) {
      System.out.println("layers " + e);
    }
  }
}
