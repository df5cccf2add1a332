package org.latent4j.examples.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.anchors.AnchorSelector;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.anchors.BestAligned;
import org.latent4j.anchors.ConditionPruned;
import org.latent4j.anchors.CoverageDiversity;
import org.latent4j.anchors.Determinantal;
import org.latent4j.anchors.FarthestPoint;
import org.latent4j.anchors.KMeans;
import org.latent4j.anchors.Stratified;
import org.latent4j.anchors.StreamingAnchors;
import org.latent4j.anchors.TopThenUniform;
import org.latent4j.anchors.Uniform;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how anchors are chosen, and the choice itself. */
final class AnchorChoice {
  private static final int BLOCK = 4096;

  /** Words of {@code --kernel}. */
  static final class Kernels extends WordConverter<Determinantal.Kernel> {
    Kernels() {
      super(Determinantal.Kernel.class);
    }
  }

  @Mixin private RunOptions options = new RunOptions();

  @Option(
      names = "--start",
      paramLabel = "ROW",
      description = "First row of farthest and kmeans (default ${DEFAULT-VALUE}).")
  private int start;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      converter = ArrayArgument.Converter.class,
      description = "One class label a row (.npy of whole numbers), for stratified.")
  private @Nullable ArrayArgument labels;

  @Option(
      names = "--first",
      paramLabel = "N",
      description = "How many first rows are frequent, for top (default: as many as --count).")
  private @Nullable Integer first;

  @Option(
      names = "--other",
      paramLabel = "SPACE",
      converter = SpaceArgument.Converter.class,
      description = "The space to agree with, for best-aligned.")
  private @Nullable SpaceArgument other;

  @Option(
      names = "--reference",
      paramLabel = "ANCHORS",
      converter = AnchorsArgument.Converter.class,
      description = "Anchors of both spaces, for best-aligned.")
  private @Nullable AnchorsArgument reference;

  @Option(
      names = "--kernel",
      converter = Kernels.class,
      description = "Of determinantal: rbf or linear (default rbf).")
  private Determinantal.Kernel kernel = Determinantal.Kernel.RBF;

  @Option(
      names = "--tau",
      paramLabel = "X",
      description = "The largest condition, of condition (default ${DEFAULT-VALUE}).")
  private double tau = 100;

  /** Seed and threads of the choice and of what uses it. */
  Run run() {
    return options.run();
  }

  /** Why the options do not go with a method, or null. */
  @Nullable String complaint(AnchorMethod method, @Nullable Integer count) {
    if (count == null && method != AnchorMethod.CONDITION) {
      return method + " needs --count";
    }
    if (method == AnchorMethod.STRATIFIED && labels == null) {
      return method + " needs --labels";
    }
    if (method == AnchorMethod.BEST_ALIGNED && (other == null || reference == null)) {
      return method + " needs --other and --reference";
    }
    return null;
  }

  /**
   * Chooses anchors.
   *
   * @param count how many; null for {@code condition}, which finds out itself
   * @param keys the file of the space's keys, or null
   * @param file the space's file, for messages
   */
  AnchorSet choose(
      AnchorMethod method,
      LatentSpace space,
      @Nullable Integer count,
      @Nullable Path keys,
      String file)
      throws IOException {
    long n = space.size();
    int m = count == null ? (int) Math.min(n, Integer.MAX_VALUE) : count;
    Require.between(file + ": anchors", 1, n, m);
    AnchorSelector selector = selector(method, space, m, keys);
    try {
      return selector.select(space, m, run());
    } catch (InputException e) {
      throw new InputException(file + ": " + e.operation(), e.expected(), e.got());
    }
  }

  private AnchorSelector selector(
      AnchorMethod method, LatentSpace space, int count, @Nullable Path keys) throws IOException {
    return switch (method) {
      case STRATIFIED -> new Stratified(labels(space));
      case TOP -> new TopThenUniform(first == null ? count : first);
      case FARTHEST -> new FarthestPoint(start);
      case KMEANS -> new KMeans(start);
      case DETERMINANTAL -> new Determinantal(kernel);
      case COVERAGE -> new CoverageDiversity();
      case BEST_ALIGNED -> bestAligned(space, keys);
      case CONDITION -> new ConditionPruned(tau);
      case RESERVOIR -> (x, m, run) -> stream(StreamingAnchors.reservoir(m, options.seed()), x);
      case STREAM_FARTHEST -> (x, m, run) -> stream(StreamingAnchors.farthestPoint(m), x);
      case FREQUENT -> (x, m, run) -> stream(StreamingAnchors.frequent(m), x);
      case UNIFORM -> new Uniform();
    };
  }

  private int[] labels(LatentSpace space) {
    ArrayArgument from = java.util.Objects.requireNonNull(labels);
    long[] all = from.wholeNumbers();
    if (all.length != space.size()) {
      throw new InputException(
          from + ": labels", space.size() + " labels, one a row", all.length + " labels");
    }
    int[] out = new int[all.length];
    for (int i = 0; i < out.length; i++) {
      if (all[i] != (int) all[i]) {
        throw new InputException(from + ": labels", "numbers of 32 bits", all[i] + " at " + i);
      }
      out[i] = (int) all[i];
    }
    return out;
  }

  private AnchorSelector bestAligned(LatentSpace space, @Nullable Path keys) throws IOException {
    SpaceArgument from = java.util.Objects.requireNonNull(other);
    AnchorsArgument anchors = java.util.Objects.requireNonNull(reference);
    LatentSpace second = from.read();
    if (keys != null && second.keys().areRows()) {
      second = from.read(keys); // keys given for one of two spaces without any are both's
    }
    AnchorSet shared = anchors.in(space);
    try {
      shared.in(second);
      LatentSpace.pair(space, second);
    } catch (InputException e) {
      throw new InputException(from + ": " + e.operation(), e.expected(), e.got());
    }
    return new BestAligned(second, shared);
  }

  private static AnchorSet stream(StreamingAnchors anchors, LatentSpace space) {
    for (long from = 0; from < space.size(); from += BLOCK) {
      long to = Math.min(space.size(), from + BLOCK);
      anchors.accept(space.select(LongStream.range(from, to).toArray()));
    }
    return anchors.anchors();
  }
}
