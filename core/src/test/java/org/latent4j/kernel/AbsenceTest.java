package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What happens in a JVM without the Vector API, and in one without OpenBLAS. */
class AbsenceTest {
  private static String run(String classPath, Class<?> main) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", classPath, main.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private static String classPath(String without) throws IOException {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> without.isEmpty() || !new File(entry).getName().startsWith(without))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void withoutTheModuleTheScalarPathGivesTheSame() throws Exception {
    String output = run(classPath(""), Program.class);
    assertThat(output).contains("runs: scalar (start the JVM with --add-modules");
    assertThat(output).contains("ids: " + Arrays.toString(Program.largest().ids()));
    assertThat(output).contains("neighbours: " + Arrays.toString(Program.neighbours().ids()));
  }

  @Test
  void withoutOpenBlasTheMessageNamesTheDependency() throws Exception {
    String output = run(classPath("openblas-"), Product.class);
    assertThat(output)
        .contains("add org.latent4j:latent4j-native")
        .contains("NoClassDefFoundError");
  }

  /** Runs in a JVM of its own. */
  static final class Program {
    static Ranking largest() {
      return TopK.largest(new RandomStream(1).normals(3 * 3000), 3000, 9, 2);
    }

    static Ranking neighbours() {
      float[] x = new RandomStream(2).normals(300 * 10);
      return new NearestNeighbours(Measure.COSINE, 3, 2).within(Dense.of(x, 300, 10));
    }

    public static void main(String[] arguments) {
      System.out.println("runs: " + Kernels.describe());
      System.out.println("ids: " + Arrays.toString(largest().ids()));
      System.out.println("neighbours: " + Arrays.toString(neighbours().ids()));
    }
  }

  /** Runs in a JVM of its own. */
  static final class Product {
    public static void main(String[] arguments) {
      try {
        Gemm.multiply(Gemm.Form.NN, 1, 1, 1, 1f, new float[1], new float[1], 0f, new float[1], 1);
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
