package org.latent4j.quantize.disentangle;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.Run;
import org.latent4j.kernel.Parallel;

/**
 * What each latent tells of each source.
 *
 * @param values {@code [s][z]}: mutual information over the source's entropy, or, where sources are
 *     numbers, mutual information in nats
 * @param warnings what to know of it
 */
@SuppressWarnings("ArrayRecordComponent")
record InformationMatrix(double[][] values, List<String> warnings) {
  /** Estimates all pairs. */
  static InformationMatrix of(Observations data, int neighbours, Run run) {
    boolean classes = !data.continuous();
    ScaledColumns latents =
        data.discrete()
            ? ScaledColumns.of(new double[0][], run.seed(), 1)
            : ScaledColumns.of(data.latents(), run.seed().child("ties"), run.threads());
    ScaledColumns sources =
        classes
            ? ScaledColumns.of(new double[0][], run.seed(), 1)
            : ScaledColumns.of(
                data.sources(), run.seed().child("ties").child("sources"), run.threads());
    Labels[] codes = data.discrete() ? codes(data.latents()) : new Labels[0];
    Digamma digamma = new Digamma(data.rows());
    int z = data.latents().length;
    double[][] out = new double[data.sources().length][z];
    Parallel.blocks(
        out.length * z,
        1,
        run.threads(),
        (from, to) -> {
          for (int cell = from; cell < to; cell++) {
            int i = cell / z;
            int j = cell % z;
            Labels label = data.labels()[i];
            if (classes && data.discrete()) {
              out[i][j] = share(MutualInformation.plugIn(label, codes[j]), label);
            } else if (classes) {
              out[i][j] = share(mixed(label, latents.get(j), neighbours, digamma), label);
            } else if (data.discrete()) {
              out[i][j] = mixed(codes[j], sources.get(i), neighbours, digamma);
            } else {
              out[i][j] = continuous(sources.get(i), latents.get(j), neighbours, digamma);
            }
          }
        });
    return new InformationMatrix(out, warnings(latents, sources));
  }

  /** The information over the entropy; 0 for a source that is constant in a selection of rows. */
  private static double share(double information, Labels source) {
    double entropy = source.entropy();
    return entropy > 0 ? information / entropy : 0;
  }

  private static double mixed(
      Labels labels, @Nullable SortedColumn column, int k, Digamma digamma) {
    return column == null ? 0 : MutualInformation.mixed(labels, column, k, digamma);
  }

  private static double continuous(
      @Nullable SortedColumn a, @Nullable SortedColumn b, int k, Digamma digamma) {
    return a == null || b == null ? 0 : MutualInformation.continuous(a, b, k, digamma);
  }

  static Labels[] codes(double[][] columns) {
    return Arrays.stream(columns).map(Labels::of).toArray(Labels[]::new);
  }

  private static List<String> warnings(ScaledColumns latents, ScaledColumns sources) {
    List<String> out = new java.util.ArrayList<>();
    if (!latents.repeating().isEmpty()) {
      out.add(
          "values come more than once in latent columns "
              + latents.repeating()
              + "; noise of 1e-10 was added to them for the estimates by neighbours");
    }
    if (!sources.repeating().isEmpty()) {
      out.add(
          "values come more than once in source columns "
              + sources.repeating()
              + "; noise of 1e-10 was added to them for the estimates by neighbours");
    }
    return List.copyOf(out);
  }
}
