package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class GeneralisedProcrustesTest {
  private static final Run RUN = Run.of(0).withThreads(2);

  private static INDArray moved(INDArray x, long seed, double scale) {
    int d = (int) x.size(1);
    return x.mmul(Planted.orthogonal(seed, d, seed % 2 == 0)).mul(scale).add(seed);
  }

  @Test
  void movedCopiesMeetExactly() {
    INDArray x = Planted.rows(1, 40, 5);
    var met = new GeneralisedProcrustes().fit(List.of(x, moved(x, 1, 2), moved(x, 2, 0.1)), RUN);
    assertThat(met.cost()).isLessThan(1e-25);
    assertThat(met.mean().norm2Number().doubleValue()).isCloseTo(1, within(1e-12));
    for (Translator translator : met.translators()) {
      assertThat(translator.residual()).isLessThan(1e-13);
      assertThat(translator.r2()).isCloseTo(1, within(1e-12));
    }
    assertThat(Planted.difference(met.translators().get(1).encode(moved(x, 1, 2)), met.mean()))
        .isLessThan(1e-13);
  }

  @Test
  void theCostFallsAndIsTheDistanceFromTheMean() {
    List<INDArray> spaces = new ArrayList<>();
    for (long seed = 1; seed <= 4; seed++) {
      spaces.add(Planted.rows(1, 50, 5).add(Planted.rows(seed + 10, 50, 5)));
    }
    List<Double> costs = new ArrayList<>();
    Progress listener =
        event -> {
          if (event instanceof Progress.Stepped stepped) {
            costs.add(stepped.figures().get("cost"));
          }
        };
    var met = new GeneralisedProcrustes().fit(spaces, RUN.withProgress(listener));
    assertThat(costs).hasSize(met.rounds()).hasSizeGreaterThan(2);
    for (int i = 1; i < costs.size(); i++) {
      assertThat(costs.get(i)).isLessThanOrEqualTo(costs.get(i - 1) * (1 + 1e-12));
    }
    double cost = 0;
    for (int i = 0; i < spaces.size(); i++) {
      INDArray turned = met.translators().get(i).encode(spaces.get(i));
      cost += Math.pow(turned.sub(met.mean()).norm2Number().doubleValue(), 2);
    }
    assertThat(met.cost()).isCloseTo(cost, within(1e-12)).isEqualTo(costs.get(costs.size() - 1));
    assertThat(new GeneralisedProcrustes(0.5).fit(spaces, RUN).rounds()).isEqualTo(2);
  }

  @Test
  void narrowSpacesArePadded() {
    INDArray x = Planted.rows(2, 30, 6);
    var met = new GeneralisedProcrustes().fit(List.of(x.getColumns(0, 1), x), RUN);
    assertThat(met.mean().shape()).containsExactly(30, 6);
    assertThat(met.translators().get(0).weight().shape()).containsExactly(2, 6);
    INDArray floats = x.castTo(DataType.FLOAT);
    assertThat(new GeneralisedProcrustes().fit(List.of(floats, floats), RUN).cost())
        .isLessThan(1e-20);
  }

  @Test
  void whatCannotBeBroughtTogetherIsRefused() {
    INDArray x = Planted.rows(3, 8, 3);
    GeneralisedProcrustes method = new GeneralisedProcrustes();
    assertThatThrownBy(() -> method.fit(List.of(), RUN)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> method.fit(List.of(x, Planted.rows(1, 7, 3)), RUN))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("space 1: expected [8, d] as the first one, got [7, 3]");
    INDArray equal = Dense.zeros(DataType.DOUBLE, 8, 3).addi(1);
    assertThatThrownBy(() -> method.fit(List.of(x, equal), RUN))
        .hasMessageContaining("8 equal rows");
    INDArray broken = x.dup().putScalar(5, 1, Double.NaN);
    assertThatThrownBy(() -> method.fit(List.of(x, broken), RUN))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("space 1")
        .hasMessageContaining("row 5, column 1");
    assertThatThrownBy(() -> new GeneralisedProcrustes(-1)).hasMessageContaining("got -1.0");
  }
}
