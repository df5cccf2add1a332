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
 * Grouped vector quantization: the columns are cut into equal slices, each of which is coded by
 * itself.
 *
 * <p>Source: Yang et al. 2023, arXiv 2305.02765, section 3 (groups); one stage a group.
 *
 * @param groups how many slices, at least 1
 * @param group what each is made of
 */
public record GroupedQuantization(int groups, VqQuantization group)
    implements Estimator<GroupedQuantizer> {
  private static final String NAME = "GroupedQuantization";

  /** Checks the ranges. */
  public GroupedQuantization {
    Require.between(NAME + ": groups", 1, 1 << 16, groups);
  }

  /** Groups of {@link VqQuantization#of}. */
  public static GroupedQuantization of(int groups, int codes) {
    return new GroupedQuantization(groups, VqQuantization.of(codes));
  }

  /** The same with other groups. */
  public GroupedQuantization withGroup(VqQuantization other) {
    return new GroupedQuantization(groups, other);
  }

  /**
   * A quantizer that learns.
   *
   * @throws InputException when d is no multiple of the groups
   */
  public GroupedTraining trainable(int d, Seed seed) {
    int width = width(NAME + ".trainable", d);
    List<VqTraining> all = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      all.add(group.trainable(width, seed.child("group").child(g)));
    }
    return new GroupedTraining(this, width, all);
  }

  /**
   * Finds the vectors of each slice by k-means.
   *
   * @throws InputException when the width is no multiple of the groups, and for fewer rows than
   *     codes
   */
  @Override
  public GroupedQuantizer fit(INDArray x, Run run) {
    CodedRows.training(NAME + ".fit", x);
    int width = width(NAME + ".fit", x.size(1));
    List<VqQuantizer> all = new ArrayList<>();
    double[] rows = Dense.doubles(x);
    for (int g = 0; g < groups; g++) {
      INDArray slice = Slices.of(rows, (int) x.size(0), (int) x.size(1), g * width, width, x);
      all.add(group.fit(slice, run.child("group").child(g)));
    }
    return new GroupedQuantizer(all, RecordJson.of(this));
  }

  private int width(String operation, long d) {
    if (d % groups != 0 || d == 0) {
      throw new InputException(
          operation, "a width that is a multiple of " + groups + " groups", Long.toString(d));
    }
    return Math.toIntExact(d / groups);
  }
}
