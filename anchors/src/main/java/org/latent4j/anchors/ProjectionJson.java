package org.latent4j.anchors;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;

/** A projection as a JSON object, for files and lineages. */
final class ProjectionJson {
  private ProjectionJson() {}

  static JsonObject write(RelativeProjection projection) {
    JsonObject json = new JsonObject();
    json.addProperty("projection", projection.kind().label());
    json.addProperty("center", word(projection.centering()));
    json.addProperty("scale", word(projection.scaling()));
    json.addProperty("fitOn", word(projection.fitOn()));
    KindOptions options = projection.options();
    json.addProperty("p", options.p());
    json.addProperty("sigma", options.sigma());
    json.addProperty("neighbours", options.neighbours());
    json.addProperty("ridge", options.ridge());
    Composition composition = projection.composition();
    json.add("heads", heads(composition.heads()));
    json.add("product", product(composition.product()));
    json.addProperty("aggregate", word(composition.aggregate()));
    Finish finish = projection.finish();
    json.add("quantised", quantising(finish.quantising()));
    json.add("sparse", sparsity(finish.sparsity()));
    json.addProperty("post", word(finish.post()));
    return json;
  }

  private static JsonElement heads(Composition.@Nullable Heads heads) {
    if (heads == null) {
      return JsonNull.INSTANCE;
    }
    JsonObject json = new JsonObject();
    json.addProperty("count", heads.count());
    json.addProperty("pool", word(heads.pool()));
    return json;
  }

  private static JsonElement product(Composition.@Nullable Product product) {
    if (product == null) {
      return JsonNull.INSTANCE;
    }
    JsonArray kinds = new JsonArray();
    product.kinds().forEach(kind -> kinds.add(kind.label()));
    JsonObject json = new JsonObject();
    json.add("kinds", kinds);
    json.addProperty("combination", word(product.combination()));
    return json;
  }

  private static JsonElement quantising(Finish.@Nullable Quantising quantising) {
    if (quantising == null) {
      return JsonNull.INSTANCE;
    }
    JsonObject json = new JsonObject();
    json.addProperty("how", word(quantising.how()));
    json.addProperty("bin", quantising.bin());
    return json;
  }

  private static JsonElement sparsity(Finish.@Nullable Sparsity sparsity) {
    if (sparsity == null) {
      return JsonNull.INSTANCE;
    }
    JsonObject json = new JsonObject();
    json.addProperty("topK", sparsity.topK());
    json.addProperty("exponent", sparsity.exponent());
    return json;
  }

  /**
   * The projection that {@link #write} wrote.
   *
   * @param place what an error names
   * @throws FormatException for what is missing or out of range
   */
  static RelativeProjection read(JsonObject json, String place) {
    try {
      return new RelativeProjection(
          Kind.named(json.get("projection").getAsString()),
          constant(Centering.class, json, "center"),
          constant(Scaling.class, json, "scale"),
          constant(FitOn.class, json, "fitOn"),
          options(json),
          composition(json),
          finish(json));
    } catch (InputException e) {
      throw new FormatException(place + ": parameters", e.expected(), e.got());
    } catch (RuntimeException e) {
      throw new FormatException(place + ": parameters", "those of a projection", json.toString());
    }
  }

  private static KindOptions options(JsonObject json) {
    JsonElement sigma = json.get("sigma");
    return new KindOptions(
        json.get("p").getAsDouble(),
        sigma.isJsonNull() ? null : sigma.getAsDouble(),
        json.get("neighbours").getAsInt(),
        json.get("ridge").getAsDouble());
  }

  private static Composition composition(JsonObject json) {
    Composition.Heads heads = null;
    if (json.get("heads") instanceof JsonObject some) {
      heads =
          new Composition.Heads(some.get("count").getAsInt(), constant(Pool.class, some, "pool"));
    }
    Composition.Product product = null;
    if (json.get("product") instanceof JsonObject some) {
      List<Kind> kinds = new ArrayList<>();
      some.get("kinds").getAsJsonArray().forEach(kind -> kinds.add(Kind.named(kind.getAsString())));
      product = new Composition.Product(kinds, constant(Combination.class, some, "combination"));
    }
    return new Composition(heads, product, constant(Aggregate.class, json, "aggregate"));
  }

  private static Finish finish(JsonObject json) {
    Finish.Quantising quantising = null;
    if (json.get("quantised") instanceof JsonObject some) {
      quantising =
          new Finish.Quantising(
              constant(Quantised.class, some, "how"), some.get("bin").getAsDouble());
    }
    Finish.Sparsity sparsity = null;
    if (json.get("sparse") instanceof JsonObject some) {
      sparsity =
          new Finish.Sparsity(some.get("topK").getAsInt(), some.get("exponent").getAsDouble());
    }
    return new Finish(quantising, sparsity, constant(Post.class, json, "post"));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, JsonObject json, String key) {
    return Enum.valueOf(type, json.get(key).getAsString().toUpperCase(Locale.ROOT));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
