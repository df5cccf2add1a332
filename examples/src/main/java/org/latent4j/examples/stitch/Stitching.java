package org.latent4j.examples.stitch;

import java.util.List;
import java.util.function.BiFunction;
import org.latent4j.Encoder;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.anchors.RelativeEncoder;
import org.latent4j.anchors.Stitcher;
import org.latent4j.anchors.Translation;
import org.latent4j.anchors.Translator;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Scores of every encoder before every head.
 *
 * @param anchors the shared images
 * @param test unseen images {@code [n, pixels]}
 * @param objective how outputs for them are scored
 * @param run how translations are fitted
 */
record Stitching(AnchorImages anchors, INDArray test, Objective objective, Run run) {
  /** Codes handed over as they are. */
  StitchFigures.Scores direct(List<TrainedModel> models) {
    return scores(models, (a, b) -> a.encoder().andThen(b.head()));
  }

  /** Codes translated by rotation or reflection and one scale. */
  StitchFigures.Stitched bySimilarity(List<TrainedModel> models) {
    return translated(models, Translation.similarity());
  }

  /** Codes translated by an affine map with a ridge that generalised cross-validation chooses. */
  StitchFigures.Stitched byRidge(List<TrainedModel> models) {
    return translated(models, Translation.ridge());
  }

  /** Relative codes: each encoder with the anchors as it sees them. */
  StitchFigures.Scores relative(List<TrainedModel> models) {
    return scores(
        models,
        (a, b) -> {
          RelativeEncoder projection = b.variant().projection().fit(codes(a), anchors.set());
          return Stitcher.relative(a.encoder(), projection, b.head());
        });
  }

  private StitchFigures.Stitched translated(List<TrainedModel> models, Translation translation) {
    return new StitchFigures.Stitched(
        pairs(
            models,
            (a, b) -> {
              Translator translator = translation.fit(LatentSpace.pair(codes(a), codes(b)), run);
              return Stitcher.translating(a.encoder(), translator, b.head());
            }));
  }

  private LatentSpace codes(TrainedModel model) {
    return model.encoder().encode(anchors.images());
  }

  private StitchFigures.Scores scores(
      List<TrainedModel> models, BiFunction<TrainedModel, TrainedModel, Encoder> join) {
    double own =
        models.stream().mapToDouble(a -> score(join.apply(a, a))).average().orElse(Double.NaN);
    return new StitchFigures.Scores(own, pairs(models, join));
  }

  /** The mean over all ordered pairs of two models; NaN for one model, which has no other. */
  private double pairs(
      List<TrainedModel> models, BiFunction<TrainedModel, TrainedModel, Encoder> join) {
    double sum = 0;
    for (int i = 0; i < models.size(); i++) {
      for (int j = 0; j < models.size(); j++) {
        sum += i == j ? 0 : score(join.apply(models.get(i), models.get(j)));
      }
    }
    return sum / (models.size() * (models.size() - 1));
  }

  private double score(Encoder whole) {
    INDArray outputs = whole.encode(test); // [n, out]
    double score = objective.score(Dense.floats(outputs));
    outputs.close();
    return score;
  }
}
