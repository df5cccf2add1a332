package org.latent4j.examples.sprites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.latent4j.Run;

/** The comparison of latent quantization with other autoencoders. */
class QlaeReproductionTest {
  private static QlaeReproduction.Entrant entrant(String name) {
    return QlaeReproduction.entrants().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Tag("reproduction")
  void afterFourThousandStepsLatentQuantizationIsAhead() {
    List<QlaeReproduction.Row> rows =
        new QlaeReproduction(4000, 3).run(List.of(entrant("QLAE"), entrant("AE")), Run.of(0));
    double qlae = rows.get(0).mean(run -> run.score().infom());
    double plain = rows.get(1).mean(run -> run.score().infom());
    assertThat(qlae).isGreaterThanOrEqualTo(0.56).isGreaterThanOrEqualTo(plain + 0.08);
    assertThat(rows.get(0).mean(run -> run.score().infoe())).isGreaterThanOrEqualTo(0.48);
    assertThat(rows.get(0).mean(run -> run.evaluation().psnr())).isGreaterThanOrEqualTo(22.5);
  }

  @Test
  void aFewStepsGiveATable() {
    QlaeReproduction few = new QlaeReproduction(3, 2);
    List<QlaeReproduction.Row> rows =
        few.run(List.of(entrant("QLAE"), entrant("FSQ")), Run.of(0).withThreads(2));
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).runs()).hasSize(2);
    double mean = rows.get(0).mean(QlaeFigures::valuesMoved);
    double a = rows.get(0).runs().get(0).valuesMoved();
    double b = rows.get(0).runs().get(1).valuesMoved();
    assertThat(mean).isEqualTo((a + b) / 2);
    assertThat(rows.get(0).halfWidth(QlaeFigures::valuesMoved))
        .isCloseTo(12.706 * Math.abs(a - b) / 2, org.assertj.core.api.Assertions.within(1e-12));
    assertThat(few.report(rows).markdown()).contains("FSQ", "InfoM", "3 steps, 2 seeds");
    assertThat(QlaeReproduction.entrants()).hasSize(8);
  }
}
