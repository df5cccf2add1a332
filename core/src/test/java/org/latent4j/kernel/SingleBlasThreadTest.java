package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.openblas.global.openblas_full;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Gemm.Form;
import org.nd4j.linalg.api.ndarray.INDArray;

class SingleBlasThreadTest {
  private static final int N = 160;

  private int before;

  @BeforeEach
  void useTwo() {
    before = openblas_full.openblas_get_num_threads();
    openblas_full.openblas_set_num_threads(2);
  }

  @AfterEach
  void restore() {
    openblas_full.openblas_set_num_threads(before);
  }

  private static int threads() {
    return openblas_full.openblas_get_num_threads();
  }

  @Test
  void setsOneAndSetsBack() {
    assertThat(threads()).isEqualTo(2);
    assertThat(SingleBlasThread.call(SingleBlasThreadTest::threads)).isEqualTo(1);
    assertThat(threads()).isEqualTo(2);
  }

  @Test
  void nests() {
    SingleBlasThread.run(
        () -> {
          SingleBlasThread.run(() -> assertThat(threads()).isEqualTo(1));
          assertThat(threads()).isEqualTo(1);
        });
    assertThat(threads()).isEqualTo(2);
  }

  @Test
  void setsBackAfterAFailure() {
    Runnable failing =
        () -> {
          throw new InputException("Test", "nothing", "a failure");
        };
    assertThatThrownBy(() -> SingleBlasThread.run(failing)).hasMessageContaining("a failure");
    assertThat(threads()).isEqualTo(2);
  }

  /** Products of ours and of ND4J at once: ours keep their bits, ND4J's their values. */
  @Test
  void concurrentProductsGiveTheSameBits() throws Exception {
    float[] a = new RandomStream(6).normals(N * N);
    float[] b = new RandomStream(7).normals(N * N);
    float[] expected = new float[N * N];
    Gemm.multiply(Form.NN, N, N, N, 1f, a, b, 0f, expected, 1);
    INDArray x = Dense.of(a, N, N);
    INDArray y = Dense.of(b, N, N);
    INDArray product = x.mmul(y);
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int task = 0; task < 6; task++) {
      tasks.add(task % 3 == 2 ? () -> theirs(x, y, product) : () -> ours(a, b, expected));
    }
    ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
    try {
      for (Future<Boolean> same : pool.invokeAll(tasks)) {
        assertThat(same.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(threads()).isEqualTo(2);
  }

  private static boolean ours(float[] a, float[] b, float[] expected) {
    boolean same = true;
    for (int round = 0; round < 30; round++) {
      float[] c = new float[N * N];
      Gemm.multiply(Form.NN, N, N, N, 1f, a, b, 0f, c, 1 + round % 3);
      same &= Arrays.equals(c, expected);
    }
    return same;
  }

  private static boolean theirs(INDArray x, INDArray y, INDArray product) {
    boolean same = true;
    for (int round = 0; round < 30; round++) {
      try (INDArray again = x.mmul(y)) {
        same &= again.distance2(product) < 1e-3;
      }
    }
    return same;
  }
}
