package org.latent4j.quantize;

import org.latent4j.error.Require;

/**
 * How strongly binary codes are asked to be sure of each row and to be used evenly over a batch:
 * {@code weight (H_sample - diversity H_batch)}, entropies in nats.
 *
 * @param inverseTemperature tau, above 0: the sharper, the larger
 * @param weight w, the weight of both entropies
 * @param diversity gamma, how much the entropy of the batch counts
 * @param groupBits bits of which the joint distribution over the batch is taken, 1 to 20; 0: all
 *     where there are at most 12, else groups of 9
 */
public record EntropyPenalty(
    double inverseTemperature, double weight, double diversity, int groupBits) {
  /** Checks the ranges. */
  public EntropyPenalty {
    Require.positive("EntropyPenalty: inverseTemperature", inverseTemperature);
    Require.notNegative("EntropyPenalty: weight", weight);
    Require.notNegative("EntropyPenalty: diversity", diversity);
    Require.between("EntropyPenalty: groupBits", 0, 20, groupBits);
  }

  /** tau 100, weight 0.1, diversity 1. */
  public static EntropyPenalty standard() {
    return new EntropyPenalty(100, 0.1, 1, 0);
  }

  /** The bits of a group, of d in all. */
  int group(int d) {
    return groupBits > 0 ? Math.min(groupBits, d) : d <= 12 ? d : 9;
  }
}
