package org.latent4j.quantize;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.Estimator;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Residual vector quantization: each stage codes what the stages before it left.
 *
 * <p>{@link #fit} finds the vectors by k-means, stage by stage; {@link #trainable} learns them
 * beside a network.
 *
 * <p>Source: Zeghidour et al. 2021, arXiv 2107.03312, section 3.3 (stages, dropout); Babenko and
 * Lempitsky, "Additive quantization for extreme vector compression", 2014 (beam search).
 *
 * @param stages how many, at least 1
 * @param stage what each is made of; Euclidean
 * @param beam how many partial sums are kept while coding; 1: the nearest vector of each stage
 * @param dropout whether a training step keeps only the first s stages, s uniform
 */
public record ResidualQuantization(int stages, VqQuantization stage, int beam, boolean dropout)
    implements Estimator<ResidualQuantizer> {
  private static final String NAME = "ResidualQuantization";

  /** Checks the ranges. */
  public ResidualQuantization {
    Require.between(NAME + ": stages", 1, 1 << 16, stages);
    Require.between(NAME + ": beam", 1, 1 << 16, beam);
    if (stage.cosine()) {
      throw new InputException(NAME + ": stage", "Euclidean stages", stage.toString());
    }
  }

  /** Stages of {@link VqQuantization#of}, no beam, no dropout. */
  public static ResidualQuantization of(int stages, int codes) {
    return new ResidualQuantization(stages, VqQuantization.of(codes), 1, false);
  }

  /** The same with another beam. */
  public ResidualQuantization withBeam(int width) {
    return new ResidualQuantization(stages, stage, width, dropout);
  }

  /** The same with other stages. */
  public ResidualQuantization withStage(VqQuantization other) {
    return new ResidualQuantization(stages, other, beam, dropout);
  }

  /** The same with or without dropout. */
  public ResidualQuantization withDropout(boolean drop) {
    return new ResidualQuantization(stages, stage, beam, drop);
  }

  /** A quantizer that learns. */
  public ResidualTraining trainable(int d, Seed seed) {
    List<VqTraining> all = new ArrayList<>();
    for (int s = 0; s < stages; s++) {
      all.add(stage.trainable(d, seed.child("stage").child(s)));
    }
    return new ResidualTraining(this, all, seed.child("dropout").stream());
  }

  /**
   * Finds the vectors of each stage on what greedy coding left so far.
   *
   * @throws InputException for fewer rows than codes
   */
  @Override
  public ResidualQuantizer fit(INDArray x, Run run) {
    CodedRows.training(NAME + ".fit", x);
    double[] rest = Dense.doubles(x);
    List<float[]> codebooks = new ArrayList<>();
    int d = Math.toIntExact(x.size(1));
    for (int s = 0; s < stages; s++) {
      INDArray left = Dense.of(x.dataType(), rest, x.size(0), d);
      VqQuantizer found = stage.fit(left, run.child("stage").child(s));
      float[] vectors = Dense.floats(found.codebook());
      int[] codes = found.assign(left, run.threads());
      for (int i = 0; i < rest.length; i++) {
        rest[i] -= vectors[codes[i / d] * d + i % d];
      }
      codebooks.add(vectors);
    }
    return new ResidualQuantizer(codebooks, d, beam, RecordJson.of(this));
  }
}
