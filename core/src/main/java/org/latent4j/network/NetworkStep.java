package org.latent4j.network;

import com.google.gson.JsonObject;
import org.latent4j.Lineage;
import org.latent4j.io.JsonText;

/** How networks appear in a lineage. */
final class NetworkStep {
  private NetworkStep() {}

  static Lineage.Step of(String type, Replicas replicas, String weights) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("network", replicas.original().kind());
    parameters.addProperty("layer", replicas.original().layer());
    parameters.addProperty("inputDimension", replicas.original().width());
    parameters.addProperty("dimension", replicas.dimension());
    parameters.addProperty("weights", weights);
    return new Lineage.Step(type, parameters.toString(), null);
  }

  static JsonObject parameters(Lineage.Step step) {
    return JsonText.object(step.parameters(), step.type());
  }
}
