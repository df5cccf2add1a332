package org.latent4j.examples.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.anchors.Combination;
import org.latent4j.anchors.FitOn;
import org.latent4j.anchors.Kind;
import org.latent4j.anchors.Pool;
import org.latent4j.anchors.Post;
import org.latent4j.anchors.Quantised;
import org.latent4j.anchors.RelativeProjection;
import org.latent4j.anchors.Scaling;
import org.latent4j.error.Require;
import picocli.CommandLine.Option;

/** The options that spell a relative projection. */
final class ProjectionOptions extends KindChoice {
  @Option(
      names = "--scale",
      converter = Scalings.class,
      defaultValue = "none",
      description = "none, std, isotropic or l2 (default ${DEFAULT-VALUE}).")
  private Scaling scale = Scaling.NONE;

  @Option(
      names = "--fit-on",
      converter = FitOns.class,
      defaultValue = "anchors",
      description = "Where scales are measured: anchors or space (default ${DEFAULT-VALUE}).")
  private FitOn fitOn = FitOn.ANCHORS;

  @Option(names = "--top-k", description = "Keep the K largest values of a row.")
  private @Nullable Integer topK;

  @Option(names = "--exponent", description = "Power of what --top-k keeps (${DEFAULT-VALUE}).")
  private double exponent = 1;

  @Option(
      names = "--quantize",
      converter = Quantisations.class,
      description = "Round values: bin or smooth.")
  private @Nullable Quantised quantize;

  @Option(names = "--bin", description = "Width of a bin (default ${DEFAULT-VALUE}).")
  private double bin = 0.1;

  @Option(
      names = "--product",
      split = ",",
      converter = Kinds.class,
      description = "Several projections, in place of --projection.")
  private @Nullable List<Kind> product;

  @Option(
      names = "--aggregate",
      converter = Combinations.class,
      defaultValue = "concat",
      description = "How a product is put together: concat or mean (default ${DEFAULT-VALUE}).")
  private Combination aggregate = Combination.CONCAT;

  @Option(names = "--heads", description = "Blocks of columns, each projected by itself.")
  private @Nullable Integer heads;

  @Option(
      names = "--pool",
      converter = Pools.class,
      defaultValue = "concat",
      description =
          "How heads are put together: concat, mean, sum or max (default ${DEFAULT-VALUE}).")
  private Pool pool = Pool.CONCAT;

  @Option(
      names = "--post",
      converter = Posts.class,
      defaultValue = "none",
      description = "Last step: none, l2 or standard (default ${DEFAULT-VALUE}).")
  private Post post = Post.NONE;

  /** Whether options were given that exclude each other. */
  boolean contradicts() {
    return heads != null && product != null;
  }

  /** Whether relative rows are sparse. */
  boolean isSparse() {
    return topK != null;
  }

  /**
   * The projection that is spelled.
   *
   * @throws org.latent4j.error.InputException for a number out of its range
   */
  RelativeProjection projection() {
    Require.positive("--bin", bin);
    Require.positive("--exponent", exponent);
    RelativeProjection spelled = centred().scaled(scale).fittedOn(fitOn).post(post);
    if (product != null) {
      spelled = spelled.product(aggregate, product);
    }
    if (heads != null) {
      spelled = spelled.heads(heads, pool);
    }
    if (quantize != null) {
      spelled = spelled.quantised(quantize, bin);
    }
    return topK == null ? spelled : spelled.sparse(topK, exponent);
  }

  /** Words of {@code --scale}. */
  static final class Scalings extends WordConverter<Scaling> {
    Scalings() {
      super(Scaling.class);
    }
  }

  /** Words of {@code --fit-on}. */
  static final class FitOns extends WordConverter<FitOn> {
    FitOns() {
      super(FitOn.class);
    }
  }

  /** Words of {@code --quantize}. */
  static final class Quantisations extends WordConverter<Quantised> {
    Quantisations() {
      super(Quantised.class);
    }
  }

  /** Words of {@code --aggregate}. */
  static final class Combinations extends WordConverter<Combination> {
    Combinations() {
      super(Combination.class);
    }
  }

  /** Words of {@code --pool}. */
  static final class Pools extends WordConverter<Pool> {
    Pools() {
      super(Pool.class);
    }
  }

  /** Words of {@code --post}. */
  static final class Posts extends WordConverter<Post> {
    Posts() {
      super(Post.class);
    }
  }
}
