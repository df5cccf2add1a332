package org.latent4j.quantize.autoencoder;

import java.util.List;
import org.latent4j.io.ElementType;
import org.latent4j.io.HeldArray;
import org.latent4j.io.SavedThing;
import org.latent4j.quantize.ParameterGroup;

/**
 * What a bottleneck learns, with Adam's moments; in double precision.
 *
 * @param group values and gradient
 * @param first the first moment
 * @param second the second moment
 */
@SuppressWarnings("ArrayRecordComponent")
record Codebook(ParameterGroup group, double[] first, double[] second) {
  Codebook(ParameterGroup group) {
    this(group, new double[group.values().length], new double[group.values().length]);
  }

  void clear() {
    group.clear();
  }

  void learn(Adam adam) {
    adam.learn(group.values(), group.gradient(), first, second);
  }

  /** Adds values and moments to a file. */
  void save(SavedThing.Draft draft) {
    String name = "codebook." + group.name();
    draft.tensor(HeldArray.of(name, group.values(), group.values().length));
    draft.tensor(HeldArray.of(name + ".first", first, first.length));
    draft.tensor(HeldArray.of(name + ".second", second, second.length));
  }

  /** Takes values and moments from a file. */
  void load(SavedThing file) {
    String name = "codebook." + group.name();
    copy(file, name, group.values());
    copy(file, name + ".first", first);
    copy(file, name + ".second", second);
  }

  private static void copy(SavedThing file, String name, double[] to) {
    double[] from = file.array(name, List.of(ElementType.F64), to.length).doubles();
    System.arraycopy(from, 0, to, 0, to.length);
  }
}
