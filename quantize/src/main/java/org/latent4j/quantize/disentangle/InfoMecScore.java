package org.latent4j.quantize.disentangle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.latent4j.error.Require;
import org.latent4j.report.HeatMap;

/** What {@link InfoMec} found. Immutable. */
public final class InfoMecScore {
  private final double infom;
  private final double infoe;
  private final double infoc;
  private final double[][] nmi;
  private final boolean[] active;
  private final List<String> warnings;

  InfoMecScore(
      double infom,
      double infoe,
      double infoc,
      double[][] nmi,
      boolean[] active,
      List<String> warnings) {
    this.infom = infom;
    this.infoe = infoe;
    this.infoc = infoc;
    this.nmi = nmi;
    this.active = active;
    this.warnings = List.copyOf(warnings);
  }

  /** Modularity: near 1 when each active latent tells of one source, 0 when of all alike. */
  public double infom() {
    return infom;
  }

  /** Explicitness: the share of the sources that a linear model predicts from all latents. */
  public double infoe() {
    return infoe;
  }

  /** Compactness: near 1 when each source is told by one active latent. */
  public double infoc() {
    return infoc;
  }

  /**
   * {@code [s][z]}: the mutual information of source and latent over the source's entropy; where
   * sources are numbers, the mutual information in nats. A copy.
   */
  public double[][] nmi() {
    return Arrays.stream(nmi).map(double[]::clone).toArray(double[][]::new);
  }

  /** Which latents are active, a copy. */
  public boolean[] active() {
    return active.clone();
  }

  /** Whether a latent is active. */
  public boolean isActive(int latent) {
    Require.between("InfoMecScore: latent", 0, active.length - 1, latent);
    return active[latent];
  }

  /** How many latents are active. */
  public int activeCount() {
    int count = 0;
    for (boolean one : active) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /** What to know before the figures are trusted; empty when all is well. */
  public List<String> warnings() {
    return warnings;
  }

  /** What each latent tells of each source, in colours, with the active latents marked. */
  public HeatMap heatMap() {
    List<String> rows = new ArrayList<>();
    List<List<Double>> values = new ArrayList<>();
    for (int i = 0; i < nmi.length; i++) {
      rows.add("source " + i);
      values.add(Arrays.stream(nmi[i]).boxed().toList());
    }
    List<String> columns = new ArrayList<>();
    for (int j = 0; j < active.length; j++) {
      columns.add("z" + j + (active[j] ? " ●" : " ○"));
    }
    return new HeatMap(
        "What latents tell of sources",
        rows,
        columns,
        values,
        HeatMap.Scale.sequential(),
        "Mutual information over the entropy of the source (in nats where sources are numbers);"
            + " ● marks active latents, ○ inactive ones.");
  }

  @Override
  public String toString() {
    return String.format(
        java.util.Locale.ROOT,
        "InfoM %.4f, InfoE %.4f, InfoC %.4f, %d of %d latents active",
        infom,
        infoe,
        infoc,
        activeCount(),
        active.length);
  }
}
