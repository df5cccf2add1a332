package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.LatentSpace;

/**
 * Several spaces by their likeness to the same anchors.
 *
 * @param anchors the anchors
 * @param projection the kind of likeness
 * @param encoders one a space, fitted on all of its rows
 * @param shared the relative versions of the rows that all spaces share
 */
record RelativeViews(
    AnchorSet anchors,
    RelativeProjection projection,
    List<RelativeEncoder> encoders,
    List<LatentSpace> shared) {

  /** Fits and encodes; anchors that a space lacks are refused. */
  static RelativeViews of(
      List<LatentSpace> spaces, AnchorSet anchors, RelativeProjection projection) {
    List<LatentSpace> rows = SharedRows.of(spaces);
    List<RelativeEncoder> encoders = new ArrayList<>();
    List<LatentSpace> shared = new ArrayList<>();
    for (int i = 0; i < spaces.size(); i++) {
      RelativeEncoder encoder = projection.fit(spaces.get(i), anchors);
      encoders.add(encoder);
      shared.add(encoder.encode(rows.get(i)));
    }
    return new RelativeViews(anchors, projection, List.copyOf(encoders), List.copyOf(shared));
  }
}
