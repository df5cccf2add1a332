package org.latent4j.examples.graph;

import java.util.List;
import org.latent4j.TensorSpace;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.anchors.RelativeProjection;
import org.latent4j.kernel.Dense;
import org.latent4j.metric.OutputDifference;
import org.latent4j.metric.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The relative rows of one network, to which those of others are compared. */
final class RelativeReference implements AutoCloseable {
  private static final RelativeProjection CENTRED = RelativeProjection.cosine();
  private static final RelativeProjection UNCENTRED = CENTRED.uncentred();

  private final List<String> names;
  private final AnchorSet anchors;
  private final INDArray centred; // [n, m]
  private final INDArray uncentred; // [n, m]

  /** Describes the nodes of a checkpoint by their cosines to the anchors, with and without mean. */
  RelativeReference(Checkpoint reference, List<String> names, AnchorSet anchors) {
    this.names = names;
    this.anchors = anchors;
    TensorSpace space = space(reference);
    this.centred = CENTRED.fit(space, anchors).encode(space.vectors());
    this.uncentred = UNCENTRED.fit(space, anchors).encode(space.vectors());
  }

  /** How alike the nodes of another checkpoint are. */
  Agreement compare(Checkpoint other) {
    TensorSpace space = space(other);
    return new Agreement(
        other.run(),
        other.epoch(),
        other.validationAccuracy(),
        meanCosine(UNCENTRED, space, uncentred),
        meanCosine(CENTRED, space, centred));
  }

  private double meanCosine(RelativeProjection how, TensorSpace space, INDArray target) {
    INDArray relative = how.fit(space, anchors).encode(space.vectors()); // [n, m]
    double mean = OutputDifference.meanCosine().compare(Pair.of(relative, target, 1)).value();
    relative.close();
    return mean;
  }

  private TensorSpace space(Checkpoint checkpoint) {
    String name = checkpoint.run() + ", epoch " + checkpoint.epoch();
    // Single precision is plenty for cosines, and takes half the time.
    INDArray rows = checkpoint.hidden();
    return TensorSpace.of(
        name, Dense.of(DataType.FLOAT, Dense.doubles(rows), rows.size(0), rows.size(1)), names);
  }

  @Override
  public void close() {
    centred.close();
    uncentred.close();
  }
}
