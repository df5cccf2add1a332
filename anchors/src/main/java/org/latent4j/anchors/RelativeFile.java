package org.latent4j.anchors;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.Lineage;
import org.latent4j.error.FormatException;
import org.latent4j.io.ElementType;
import org.latent4j.io.HeldArray;
import org.latent4j.io.SavedThing;
import org.latent4j.io.StoredArray;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Relative encoders in files of kind {@code relative}: what they remember of their data. */
final class RelativeFile {
  private static final String KIND = "relative";
  private static final String ANCHORS = "anchors";
  private static final String MEAN = "mean";
  private static final String SCALE = "scale";
  private static final String CENTRE = "centre";
  private static final String COVARIANCE = "covariance";
  private static final String NODES = "nodes";
  private static final String ANCHOR_NODES = "anchor_nodes";

  private RelativeFile() {}

  static void save(RelativeEncoder encoder, FitState state, Path file) {
    AnchorRows rows = state.anchors();
    int d = state.d();
    JsonObject parameters = ProjectionJson.write(encoder.projection());
    parameters.addProperty(AnchorFile.GROUPS, encoder.anchors().hasGroups());
    SavedThing.Draft draft =
        SavedThing.draft(KIND)
            .parameters(parameters.toString())
            .lineage(Lineage.none().plus(encoder.step()).json())
            .tensor(ANCHORS, Dense.of(rows.type(), rows.vectors(), rows.count(), d))
            .tensor(HeldArray.of(MEAN, state.mean(), d));
    AnchorFile.add(draft, encoder.anchors());
    add(draft, SCALE, state.scale(), d);
    add(draft, CENTRE, state.centre(), d);
    add(draft, COVARIANCE, state.covariance(), d, d);
    double[] nodes = state.nodes();
    if (nodes != null) {
      add(draft, NODES, nodes, nodes.length / d, d);
    }
    int[] own = rows.nodes();
    if (own != null) {
      draft.tensor(HeldArray.of(ANCHOR_NODES, own, own.length));
    }
    draft.save(file);
  }

  private static void add(
      SavedThing.Draft draft, String name, double @Nullable [] values, long... shape) {
    if (values != null) {
      draft.tensor(HeldArray.of(name, values, shape));
    }
  }

  static RelativeEncoder load(Path file) {
    SavedThing thing = SavedThing.open(file, KIND);
    RelativeProjection projection = ProjectionJson.read(thing.parameters(), file.toString());
    AnchorSet anchors = AnchorFile.read(thing);
    INDArray vectors = finite(thing, ANCHORS, -1, -1);
    int count = Math.toIntExact(vectors.size(0));
    int d = Math.toIntExact(vectors.size(1));
    int[] starts = starts(anchors, count, file + ": " + ANCHORS);
    boolean scaled =
        projection.scaling() == Scaling.STD || projection.scaling() == Scaling.ISOTROPIC;
    boolean covariance = projection.kinds().stream().anyMatch(Kind::ofCovariance);
    boolean nodes = projection.kinds().contains(Kind.GEODESIC);
    double[] all = nodes ? doubles(thing, NODES, -1, d) : null;
    AnchorRows rows =
        new AnchorRows(
            Dense.doubles(vectors),
            count,
            vectors.dataType(),
            all == null ? null : anchorNodes(thing, count, all.length / d),
            starts);
    FitState state =
        new FitState(
            rows,
            d,
            doubles(thing, MEAN, d),
            scaled ? doubles(thing, SCALE, d) : null,
            covariance ? doubles(thing, CENTRE, d) : null,
            covariance ? doubles(thing, COVARIANCE, d, d) : null,
            all);
    return RelativeEncoder.of(projection, anchors, state);
  }

  /** Where the vectors of each anchor begin; null where each has one. */
  private static int @Nullable [] starts(AnchorSet anchors, int count, String place) {
    if (count == anchors.size()) {
      return null;
    }
    int[] starts = new int[anchors.size() + 1];
    int at = 0;
    for (AnchorSet.Members members : anchors.members().values()) {
      starts[at + 1] = starts[at] + members.keys().size();
      at++;
    }
    if (starts[at] != count) {
      throw new FormatException(
          place, anchors.size() + " or " + starts[at] + " rows", Integer.toString(count));
    }
    return starts;
  }

  private static int[] anchorNodes(SavedThing thing, int count, int n) {
    StoredArray array = thing.array(ANCHOR_NODES, List.of(ElementType.I32), count);
    int[] nodes = new int[count];
    long[] wide = array.longs();
    for (int j = 0; j < count; j++) {
      if (wide[j] < 0 || wide[j] >= n) {
        throw new FormatException(array.place(), "nodes below " + n, Long.toString(wide[j]));
      }
      nodes[j] = (int) wide[j];
    }
    return nodes;
  }

  private static double[] doubles(SavedThing thing, String name, long... shape) {
    return Dense.doubles(finite(thing, name, shape));
  }

  private static INDArray finite(SavedThing thing, String name, long... shape) {
    INDArray tensor = thing.tensor(name, shape);
    if (tensor.isEmpty()) {
      throw new FormatException(
          thing.file().path() + ": " + name, "values", java.util.Arrays.toString(tensor.shape()));
    }
    return Finite.require(thing.file().path() + ": " + name, tensor);
  }
}
