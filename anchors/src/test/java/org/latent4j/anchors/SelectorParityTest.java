package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.TensorSpace;
import org.latent4j.io.NpzFile;
import org.latent4j.kernel.Dense;

/** Selectors choose exactly the rows of the golden files, in their order. */
class SelectorParityTest {
  private static NpzFile file(String name) {
    try {
      var url = SelectorParityTest.class.getResource("/fixtures/anchors/" + name + ".npz");
      if (url == null) {
        throw new AssertionError("no fixture " + name);
      }
      return NpzFile.open(Path.of(url.toURI()));
    } catch (URISyntaxException e) {
      throw new AssertionError(name, e);
    }
  }

  private static LatentSpace space(String set, String name) {
    var x = file(set + "-spaces").array(name).read();
    return TensorSpace.of(name, Dense.of(Dense.doubles(x), x.shape()));
  }

  private static AnchorSet reference(String set) {
    List<String> keys = new ArrayList<>();
    for (long row : file(set + "-spaces").array("anchors").longs()) {
      keys.add(Long.toString(row));
    }
    return AnchorSet.of(keys);
  }

  private static void check(String set, String name, AnchorSelector selector) {
    NpzFile expected = file(set + "-selectors");
    int count = (int) expected.array("count").doubles()[0];
    LatentSpace x = space(set, "x");
    List<String> rows = new ArrayList<>();
    for (long row : expected.array(name).longs()) {
      rows.add(Long.toString(row));
    }
    for (int threads : new int[] {1, 2, 7}) {
      assertThat(selector.select(x, count, Run.of(0).withThreads(threads)).names())
          .as("%s of %s, %d threads", name, set, threads)
          .isEqualTo(rows);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "wide", "words"})
  void farthestPoint(String set) {
    check(set, "farthest", new FarthestPoint());
    check(set, "farthest-start7", new FarthestPoint(7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "wide", "words"})
  void kMeans(String set) {
    check(set, "kmeans", new KMeans());
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "wide", "words"})
  void determinantal(String set) {
    check(set, "determinantal", new Determinantal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "wide", "words"})
  void coverage(String set) {
    check(set, "coverage", new CoverageDiversity());
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "wide", "words"})
  void bestAligned(String set) {
    check(set, "best-aligned", new BestAligned(space(set, "y"), reference(set)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "wide", "words"})
  void conditionPruned(String set) {
    double tau = file(set + "-selectors").array("tau").doubles()[0];
    check(set, "condition", new ConditionPruned(tau));
  }
}
