package org.latent4j.quantize.disentangle;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * InfoMEC: modularity, explicitness and compactness of latents by what they tell of the sources.
 * Never read InfoM without InfoE, and always with the number of rows: estimates of mutual
 * information are biased upwards when rows are few.
 *
 * <p>Source: Hsu et al. 2023, "Disentanglement via latent quantization", arXiv 2305.18378, section
 * 4, with the conventions of the authors' code.
 *
 * @param preset which latents are active, and the number of neighbours
 * @param explicitness what InfoE is measured against
 */
public record InfoMec(Preset preset, Explicitness explicitness) {
  private static final String NAME = "InfoMec";

  /** The paper's preset with strict explicitness. */
  public static InfoMec paper() {
    return new InfoMec(Preset.PAPER, Explicitness.STRICT);
  }

  /** The same with another preset. */
  public InfoMec withPreset(Preset other) {
    return new InfoMec(other, explicitness);
  }

  /** The same with another explicitness. */
  public InfoMec withExplicitness(Explicitness other) {
    return new InfoMec(preset, other);
  }

  /**
   * Scores latents.
   *
   * @param sources {@code [n, s]}, s at least 2, none constant; of a whole-number type they are
   *     classes, of {@code FLOAT} or {@code DOUBLE} they are numbers
   * @param latents {@code [n, z]}
   * @param discrete whether latents are codes, whole numbers then; else numbers
   * @param run the seed draws the noise of columns that repeat values; threads change no bit
   * @throws org.latent4j.error.ShapeException for other shapes or numbers of rows
   * @throws InputException for fewer than 2 sources, a constant source, or discrete latents that
   *     are not whole
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   */
  public InfoMecScore score(INDArray sources, INDArray latents, boolean discrete, Run run) {
    return score(Observations.of(NAME, sources, latents, discrete), run);
  }

  /**
   * The mutual information of each source and latent over the source's entropy, {@code [s][z]}; see
   * {@link InfoMecScore#nmi}. Parameters as of {@link #score}.
   */
  public double[][] nmi(INDArray sources, INDArray latents, boolean discrete, Run run) {
    Observations data = Observations.of(NAME, sources, latents, discrete);
    return InformationMatrix.of(data, preset.neighbours(), run).values();
  }

  InfoMecScore score(Observations data, Run run) {
    requireSources(data);
    return score(data, PredictedInformation.of(data, explicitness, run.threads()), run);
  }

  /** The scores when the models are fitted already. */
  InfoMecScore score(Observations data, PredictedInformation predicted, Run run) {
    InfoMecScore partial = score(data, predicted.value(), run);
    List<String> warnings = new ArrayList<>(partial.warnings());
    warnings.addAll(predicted.warnings());
    return new InfoMecScore(
        partial.infom(),
        partial.infoe(),
        partial.infoc(),
        partial.nmi(),
        partial.active(),
        warnings);
  }

  static void requireSources(Observations data) {
    if (data.sources().length < 2) {
      throw new InputException(
          NAME, "at least 2 sources, for InfoM compares them", data.sources().length + " source");
    }
  }

  /** The scores with a known InfoE. */
  InfoMecScore score(Observations data, double infoe, Run run) {
    InformationMatrix information = InformationMatrix.of(data, preset.neighbours(), run);
    double[][] nmi = information.values();
    boolean[] active = preset.active(data.latents(), data.discrete());
    List<String> warnings = new ArrayList<>(information.warnings());
    List<Integer> kept = new ArrayList<>();
    for (int j = 0; j < active.length; j++) {
      if (active[j]) {
        kept.add(j);
      }
    }
    if (kept.isEmpty()) {
      warnings.add("no latent of " + active.length + " is active: all scores are 0");
      return new InfoMecScore(0, 0, 0, nmi, active, warnings);
    }
    double infom = modularity(nmi, kept, warnings);
    double infoc = compactness(nmi, kept, warnings);
    return new InfoMecScore(infom, infoe, infoc, nmi, active, warnings);
  }

  private static double modularity(double[][] nmi, List<Integer> kept, List<String> warnings) {
    int s = nmi.length;
    double shares = 0;
    for (int j : kept) {
      double most = 0;
      double sum = 0;
      for (double[] row : nmi) {
        most = Math.max(most, row[j]);
        sum += row[j];
      }
      if (sum == 0) {
        warnings.add("active latent " + j + " tells nothing of any source");
      }
      shares += sum > 0 ? most / sum : 1.0 / s;
    }
    return (shares / kept.size() - 1.0 / s) / (1 - 1.0 / s);
  }

  private static double compactness(double[][] nmi, List<Integer> kept, List<String> warnings) {
    int a = kept.size();
    double shares = 0;
    double all = 0;
    for (int i = 0; i < nmi.length; i++) {
      double most = 0;
      double sum = 0;
      for (int j : kept) {
        most = Math.max(most, nmi[i][j]);
        sum += nmi[i][j];
      }
      if (sum == 0) {
        warnings.add("no active latent tells anything of source " + i);
      }
      shares += sum > 0 ? most / sum : 1.0 / a;
      all += sum;
    }
    if (a == 1) {
      warnings.add("one latent alone, " + kept.get(0) + ", is active: InfoC tells nothing");
      return all > 0 ? 1 : 0;
    }
    return (shares / nmi.length - 1.0 / a) / (1 - 1.0 / a);
  }
}
