package org.latent4j.examples.sprites;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.quantize.autoencoder.AutoencoderModel;
import org.latent4j.quantize.autoencoder.AutoencoderSettings;
import org.latent4j.quantize.autoencoder.AutoencoderTraining;
import org.latent4j.report.Report;
import org.latent4j.report.Table;

/**
 * Latent quantization against other autoencoders on factor-sprites of 16 pixels, each with several
 * seeds: the paper's comparison on a data set that everyone can compute. Read InfoM only beside
 * InfoE and PSNR.
 *
 * <p>Source: Hsu et al. 2023, arXiv 2305.18378, table 1.
 *
 * @param steps of each training; 4,000 show the order, 30,000 the distance
 * @param seeds how many trainings of each model, at least 1
 */
public record QlaeReproduction(long steps, int seeds) {
  private static final int SIDE = 16;

  /** Two-sided 95 % points of Student's t for 1 to 9 degrees of freedom. */
  private static final double[] STUDENT = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262
  };

  /**
   * A model of the comparison.
   *
   * @param name as the table has it
   * @param settings its hyper-parameters
   */
  public record Entrant(String name, AutoencoderSettings settings) {}

  /**
   * The figures of one entrant, one a seed.
   *
   * @param entrant the model
   * @param runs its trainings
   */
  public record Row(Entrant entrant, List<QlaeFigures> runs) {
    /** The mean of a figure. */
    public double mean(java.util.function.ToDoubleFunction<QlaeFigures> figure) {
      return runs.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    /** Half the width of the 95 % interval of the mean, by Student's t; NaN for one run. */
    public double halfWidth(java.util.function.ToDoubleFunction<QlaeFigures> figure) {
      int n = runs.size();
      if (n < 2 || n > STUDENT.length + 1) {
        return Double.NaN;
      }
      double mean = mean(figure);
      double square =
          runs.stream().mapToDouble(figure).map(v -> (v - mean) * (v - mean)).sum() / (n - 1);
      return STUDENT[n - 2] * Math.sqrt(square / n);
    }
  }

  /** The eight models of the comparison. */
  public static List<Entrant> entrants() {
    AutoencoderSettings qlae = AutoencoderSettings.of(AutoencoderModel.QLAE);
    AutoencoderSettings plain = AutoencoderSettings.of(AutoencoderModel.AE).withWeightDecay(0);
    AutoencoderSettings normal = AutoencoderSettings.of(AutoencoderModel.VAE).withWeightDecay(0);
    return List.of(
        new Entrant("QLAE", qlae),
        new Entrant("QLAE without decay", qlae.withWeightDecay(0)),
        new Entrant("QLAE global", AutoencoderSettings.of(AutoencoderModel.QLAE_GLOBAL)),
        new Entrant("AE", plain),
        new Entrant("VAE, beta 1", normal),
        new Entrant("VAE, beta 4", normal.withBeta(4)),
        new Entrant("VQ-VAE", AutoencoderSettings.of(AutoencoderModel.VQVAE)),
        new Entrant("FSQ", AutoencoderSettings.of(AutoencoderModel.FSQ)));
  }

  /** Trains every seed of some entrants. */
  public List<Row> run(List<Entrant> entrants, Run run) {
    SpriteImages images = new SpriteImages(SIDE);
    List<Row> rows = new ArrayList<>();
    for (Entrant entrant : entrants) {
      List<QlaeFigures> runs = new ArrayList<>();
      for (int seed = 0; seed < seeds; seed++) {
        Run own = new Run(new Seed(seed), run.progress(), run.threads());
        try (AutoencoderTraining training =
            AutoencoderTraining.start(entrant.settings(), images.width(), own)) {
          runs.add(QlaeExperiment.of(steps).run(training, images));
        }
      }
      rows.add(new Row(entrant, runs));
    }
    return rows;
  }

  /** The table of all figures with intervals. */
  public Report report(List<Row> rows) {
    Table table =
        Table.of(
            "Models", "Model", "InfoM", "± ", "InfoE", "±  ", "InfoC", "±   ", "PSNR", "±    ");
    for (Row row : rows) {
      table =
          table.row(
              row.entrant().name(),
              row.mean(run -> run.score().infom()),
              row.halfWidth(run -> run.score().infom()),
              row.mean(run -> run.score().infoe()),
              row.halfWidth(run -> run.score().infoe()),
              row.mean(run -> run.score().infoc()),
              row.halfWidth(run -> run.score().infoc()),
              row.mean(run -> run.evaluation().psnr()),
              row.halfWidth(run -> run.evaluation().psnr()));
    }
    return Report.of(
            "Latent quantization on factor-sprites",
            table.withCaption("Means over seeds with half the width of the 95 % interval."))
        .withSubtitle(steps + " steps, " + seeds + " seeds, scored on 10000 rows");
  }
}
