package org.latent4j.examples.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.anchors.ProcrustesCsls;
import org.latent4j.anchors.Translation;
import org.latent4j.anchors.Translator;
import org.latent4j.anchors.UnitRowTranslation;
import org.latent4j.error.InputException;
import org.latent4j.metric.Pair;
import org.latent4j.metric.SimilarityIndex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Two spaces, which of their rows belong together, and which of these a translator is fitted on.
 */
final class TranslationPairs {
  private static final int NAMED = 3;

  private final LatentSpace a;
  private final LatentSpace b;
  private final @Nullable AnchorSet anchors;
  private final List<String> fitted;
  private final List<String> left;

  private TranslationPairs(
      LatentSpace a,
      LatentSpace b,
      @Nullable AnchorSet anchors,
      List<String> fitted,
      List<String> left) {
    this.a = a;
    this.b = b;
    this.anchors = anchors;
    this.fitted = fitted;
    this.left = left;
  }

  /**
   * Joins two spaces on their keys.
   *
   * @param named the pairs to fit on, or null for all that are shared
   * @throws InputException when no key is shared, when spaces without keys differ in size, and for
   *     anchors that one of the spaces lacks (the first three are named)
   */
  static TranslationPairs of(LatentSpace a, LatentSpace b, @Nullable AnchorsArgument named)
      throws IOException {
    List<String> shared = LatentSpace.pair(a, b).left().keys().asList();
    if (named == null) {
      return new TranslationPairs(a, b, null, shared, List.of());
    }
    AnchorSet anchors = named.in(a);
    Set<String> chosen = new java.util.LinkedHashSet<>(anchors.keys());
    List<String> unknown = chosen.stream().filter(key -> b.keys().rowOf(key) < 0).toList();
    if (!unknown.isEmpty()) {
      throw new InputException(
          named + ": anchors",
          "keys of space '" + b.name() + "' too",
          unknown.size()
              + " unknown: "
              + unknown.stream().limit(NAMED).toList()
              + (unknown.size() > NAMED ? " ..." : ""));
    }
    List<String> left = new ArrayList<>(shared);
    left.removeAll(new HashSet<>(chosen));
    return new TranslationPairs(a, b, anchors, List.copyOf(chosen), left);
  }

  /** Fits a method on the pairs; groups of keys stand for their means. */
  Translator fit(Translation method, Run run) {
    if (anchors != null && anchors.hasGroups()) {
      Translation plain = method instanceof UnitRowTranslation unit ? unit.inner() : method;
      if (plain instanceof ProcrustesCsls) {
        throw new InputException(
            "translate: anchors", "single keys for procrustes-csls", anchors + " with groups");
      }
      return method.fit(anchors.in(a), anchors.in(b), run);
    }
    return method.fit(a.vectors(), b.vectors(), rows(a, fitted), rows(b, fitted), run);
  }

  /**
   * How well the shared rows that were not fitted are met: T(x) against y, both without the mean of
   * Y, by rank of cosine among these rows, mean cosine and mean squared error. Empty where none are
   * left.
   */
  Map<String, Object> heldOut(Translator translator, int threads) {
    Map<String, Object> figures = new LinkedHashMap<>();
    if (left.isEmpty()) {
      return figures;
    }
    INDArray x = a.select(rows(a, left)).vectors().castTo(DataType.DOUBLE);
    INDArray y = b.select(rows(b, left)).vectors().castTo(DataType.DOUBLE);
    INDArray centre = translator.centre();
    Pair pair =
        Pair.of(
            translator.encode(x).subiRowVector(centre),
            translator.target(y).subiRowVector(centre),
            threads);
    figures.put("n", left.size());
    figures.put("mrr", value("mrr", pair));
    figures.put("top1", value("top-1", pair));
    figures.put("meanCosine", value("mean-cosine", pair));
    figures.put("meanSquaredError", value("mean-squared-error", pair));
    return figures;
  }

  private static double value(String index, Pair pair) {
    return SimilarityIndex.named(index).compare(pair).value();
  }

  private static long[] rows(LatentSpace space, List<String> keys) {
    return keys.stream().mapToLong(space.keys()::rowOf).toArray();
  }
}
