package org.latent4j.quantize.disentangle;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A metric of disentanglement that a {@link DisentanglementReport} can hold. */
public enum Metric {
  /** {@link InfoMec}: infom, infoe, infoc. */
  INFOMEC("infom", "infoe", "infoc"),
  /** {@link Mig}. */
  MIG("mig"),
  /** {@link Modularity}. */
  MODULARITY("modularity"),
  /** {@link ExplicitnessAuc}. */
  EXPLICITNESS("explicitnessAuc"),
  /** {@link Sap}. */
  SAP("sap"),
  /** {@link Dci}: disentanglement, completeness, informativeness. */
  DCI("disentanglement", "completeness", "informativeness"),
  /** {@link FactorVae}. */
  FACTORVAE("factorvae"),
  /** {@link BetaVae}. */
  BETAVAE("betavae"),
  /** {@link Irs}. */
  IRS("irs");

  private final List<String> figures;

  Metric(String... figures) {
    this.figures = List.of(figures);
  }

  /** The name as commands spell it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of its figures. */
  public List<String> figures() {
    return figures;
  }

  /** The metric of a name. */
  public static Optional<Metric> named(String label) {
    return Arrays.stream(values()).filter(metric -> metric.label().equals(label)).findFirst();
  }
}
