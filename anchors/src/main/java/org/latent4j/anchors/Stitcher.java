package org.latent4j.anchors;

import org.jspecify.annotations.Nullable;
import org.latent4j.Encoder;
import org.latent4j.LatentSpace;
import org.latent4j.Lineage;
import org.latent4j.error.InputException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The encoder of one model before the head of another that was never trained with it: in between
 * stands a relative space that both share, or a translation from the one space to the other. The
 * head may be a decoder, a classifier, or anything else that is an {@link Encoder}.
 *
 * <p>Relative rows go to the head as they are, not brought to length one: the head was trained on
 * them so.
 *
 * <p>Source: Moschella et al. 2022, arXiv 2209.15430, section 4.2 (relative); Maiorca et al. 2023,
 * arXiv 2311.00664, section 4 (translation).
 */
public final class Stitcher implements Encoder {
  private final Encoder chain;
  private final Lineage.Step step;

  private Stitcher(Encoder chain, String between, Lineage.Step step) {
    this.chain = chain;
    this.step = new Lineage.Step("Stitcher", "{\"between\":\"" + between + "\"}", step.anchors());
  }

  /**
   * Stitches by relative rows.
   *
   * @param a the encoder of the first model
   * @param r fitted on the space of {@code a}, with the anchors that the head was trained on
   * @param head takes relative rows
   * @throws org.latent4j.error.ShapeException at once when widths do not fit, naming both
   * @throws InputException when the head says which anchors it was trained on (the fingerprint of
   *     its {@link Encoder#step}) and they are others, naming both fingerprints
   */
  public static Stitcher relative(Encoder a, RelativeEncoder r, Encoder head) {
    String mine = r.anchors().fingerprint();
    requireSame(mine, head.step().anchors());
    return new Stitcher(a.andThen(r).andThen(head), "relative", r.step());
  }

  /**
   * Stitches by relative rows, checking them against the space that the head was trained on.
   *
   * @param trained the relative space that the head was trained on; its lineage names its anchors
   * @throws InputException when its anchors are others, naming both fingerprints
   */
  public static Stitcher relative(Encoder a, RelativeEncoder r, Encoder head, LatentSpace trained) {
    requireSame(r.anchors().fingerprint(), trained.lineage().relativeTo().orElse(null));
    return relative(a, r, head);
  }

  private static void requireSame(String mine, @Nullable String trained) {
    if (trained != null && !trained.equals(mine)) {
      throw new InputException(
          "Stitcher.relative",
          "a head trained on the anchors with fingerprint " + mine,
          "one trained on " + trained);
    }
  }

  /**
   * Stitches by translation.
   *
   * @param a the encoder of the first model
   * @param t from the space of {@code a} to the space that the head was trained on
   * @param head takes rows of the second model's space
   * @throws org.latent4j.error.ShapeException at once when widths do not fit, naming both
   */
  public static Stitcher translating(Encoder a, Translator t, Encoder head) {
    return new Stitcher(a.andThen(t).andThen(head), t.method(), t.step());
  }

  @Override
  public long inputDimension() {
    return chain.inputDimension();
  }

  @Override
  public long dimension() {
    return chain.dimension();
  }

  @Override
  public INDArray encode(INDArray x) {
    return chain.encode(x);
  }

  @Override
  public Lineage.Step step() {
    return step;
  }

  @Override
  public String toString() {
    return chain.toString();
  }
}
