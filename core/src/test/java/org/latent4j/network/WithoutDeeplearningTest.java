package org.latent4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.kernel.Dense;

/** Runs {@link WithoutDeeplearning} in a JVM without the optional dependency. */
class WithoutDeeplearningTest {
  @Test
  void sameDiffWorksAndFilesOfTheOthersNameTheDependency(@TempDir Path folder) throws Exception {
    Path layers = folder.resolve("layers.zip");
    Path tensors = folder.resolve("tensors.zip");
    NetworkEncoder.of(Networks.autoencoder(1), 1).save(layers);
    NetworkEncoder encoder = NetworkEncoder.of(Networks.sameDiff(1), "code");
    encoder.save(tensors);
    float[] codes = Dense.floats(encoder.encode(Dense.of(new float[Networks.WIDTH], 1, 23)));

    String out = run(folder, layers, tensors);

    assertThat(out)
        .contains("tensors " + Arrays.toString(codes))
        .contains("layers java.lang.IllegalStateException: " + layers + ": expected DL4J")
        .contains("org.deeplearning4j:deeplearning4j-nn:1.0.0-M2.1");
  }

  private static String run(Path folder, Path layers, Path tensors)
      throws IOException, InterruptedException {
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("deeplearning4j"))
            .collect(Collectors.joining(File.pathSeparator));
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                path,
                WithoutDeeplearning.class.getName(),
                layers.toString(),
                tensors.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(out, StandardCharsets.UTF_8);
    assertThat(ended).as(text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
