package org.latent4j.network;

import com.google.gson.JsonObject;
import org.latent4j.Lineage;

/** How networks appear in a lineage. */
final class NetworkStep {
  private NetworkStep() {}

  static Lineage.Step of(String type, Replicas replicas, String fingerprint) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("network", replicas.original().kind());
    parameters.addProperty("layer", replicas.original().layer());
    parameters.addProperty("inputDimension", replicas.original().width());
    parameters.addProperty("dimension", replicas.dimension());
    parameters.addProperty("weights", fingerprint);
    return new Lineage.Step(type, parameters.toString(), null);
  }
}
