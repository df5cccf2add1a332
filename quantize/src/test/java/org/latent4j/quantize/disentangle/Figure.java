package org.latent4j.quantize.disentangle;

import org.latent4j.Run;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every metric under one form, so that laws can be asked of all of them. */
enum Figure {
  INFOMEC {
    @Override
    double[] of(INDArray sources, INDArray latents, Run run) {
      return infomec(InfoMec.paper().score(sources, latents, false, run));
    }
  },
  INFOMEC_OF_CODES {
    @Override
    double[] of(INDArray sources, INDArray latents, Run run) {
      return infomec(InfoMec.paper().score(sources, codes(latents), true, run));
    }
  },
  INFOMEC_OF_NUMBERS {
    @Override
    double[] of(INDArray sources, INDArray latents, Run run) {
      return infomec(InfoMec.paper().score(numbers(sources), latents, false, run));
    }
  },
  MIG {
    @Override
    double[] of(INDArray sources, INDArray latents, Run run) {
      return new double[] {Mig.score(sources, latents)};
    }
  },
  MODULARITY {
    @Override
    double[] of(INDArray sources, INDArray latents, Run run) {
      return new double[] {Modularity.score(sources, latents)};
    }
  },
  EXPLICITNESS {
    @Override
    double[] of(INDArray sources, INDArray latents, Run run) {
      return new double[] {ExplicitnessAuc.score(sources, latents, run.threads())};
    }
  },
  SAP {
    @Override
    double[] of(INDArray sources, INDArray latents, Run run) {
      return new double[] {Sap.score(sources, latents)};
    }
  },
  SAP_OF_NUMBERS {
    @Override
    double[] of(INDArray sources, INDArray latents, Run run) {
      return new double[] {Sap.score(numbers(sources), latents)};
    }
  },
  BOOSTED {
    @Override
    double[] of(INDArray sources, INDArray latents, Run run) {
      return dci(Dci.of(sources, latents, Importances.BOOSTED, run));
    }
  },
  FOREST {
    @Override
    double[] of(INDArray sources, INDArray latents, Run run) {
      return dci(Dci.of(sources, latents, Importances.FOREST, run));
    }
  },
  FACTORVAE {
    @Override
    double[] of(INDArray sources, INDArray latents, Run run) {
      FactorVae votes = FactorVae.of(sources, latents, run.seed());
      return new double[] {votes.score(), votes.active()};
    }
  },
  BETAVAE {
    @Override
    double[] of(INDArray sources, INDArray latents, Run run) {
      return new double[] {BetaVae.score(sources, latents, run)};
    }
  },
  IRS {
    @Override
    double[] of(INDArray sources, INDArray latents, Run run) {
      return new double[] {Irs.score(sources, latents)};
    }
  };

  /** The figures of sources that are classes and latents that are numbers. */
  abstract double[] of(INDArray sources, INDArray latents, Run run);

  /** Latents rounded to codes; zero and minus zero are one. */
  static INDArray codes(INDArray latents) {
    double[] values = org.latent4j.kernel.Dense.doubles(latents.castTo(DataType.DOUBLE));
    for (int i = 0; i < values.length; i++) {
      values[i] = Double.isFinite(values[i]) ? Math.rint(values[i]) : values[i];
    }
    return org.latent4j.kernel.Dense.of(values, latents.shape());
  }

  /** The classes as numbers, all of which differ a little. */
  private static INDArray numbers(INDArray sources) {
    if (sources.rank() != 2 || sources.isEmpty()) {
      return sources.castTo(DataType.DOUBLE);
    }
    double[] values = org.latent4j.kernel.Dense.doubles(sources.castTo(DataType.DOUBLE));
    int s = (int) sources.size(1);
    for (int i = 0; i < values.length; i++) {
      // A constant source stays one.
      int row = i / s;
      values[i] *= 1 + 1e-3 * Math.sin(row + 1.0);
    }
    return org.latent4j.kernel.Dense.of(values, sources.shape());
  }

  private static double[] infomec(InfoMecScore score) {
    return new double[] {score.infom(), score.infoe(), score.infoc()};
  }

  private static double[] dci(Dci dci) {
    return new double[] {dci.disentanglement(), dci.completeness(), dci.informativeness()};
  }
}
