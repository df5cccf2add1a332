package org.latent4j.network;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.latent4j.Lineage;
import org.latent4j.error.FormatException;
import org.latent4j.io.JsonText;
import org.latent4j.io.SiblingFile;

/**
 * Networks in a file: the zip that their own library writes and restores, with one entry more,
 * {@code latent4j.json}, that says {@code format}, {@code version}, {@code kind}, {@code
 * parameters} (layer, widths, a digest of the weights) and {@code lineage}.
 */
final class NetworkFile implements AutoCloseable {
  private static final String DESCRIPTION = "latent4j.json";
  private static final String FORMAT = "latent4j";
  private static final int VERSION = 1;
  private static final Gson JSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private final ArchiveReader zip;
  private final JsonObject parameters;

  private NetworkFile(ArchiveReader zip, JsonObject parameters) {
    this.zip = zip;
    this.parameters = parameters;
  }

  /**
   * Writes networks, beside an older file and renamed.
   *
   * @param networks by the folder of the zip, which is empty for the one that a foreign program
   *     restores
   */
  static void save(
      Path file,
      String kind,
      JsonObject parameters,
      Lineage lineage,
      Map<String, Network> networks) {
    JsonObject description = new JsonObject();
    description.addProperty("format", FORMAT);
    description.addProperty("version", Integer.toString(VERSION));
    description.addProperty("kind", kind);
    description.add("parameters", parameters);
    description.add("lineage", JsonText.parse(lineage.json(), "lineage"));
    byte[] text = JSON.toJson(description).getBytes(StandardCharsets.UTF_8);
    try (SiblingFile sibling = SiblingFile.of(file)) {
      ArchiveWriter out = new ArchiveWriter(sibling.stream());
      for (Map.Entry<String, Network> network : networks.entrySet()) {
        network.getValue().write(out.in(network.getKey()));
      }
      out.add(DESCRIPTION, stream -> stream.write(text));
      out.finish();
      sibling.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Opens a file and checks what it is.
   *
   * @throws FormatException for a broken file, another format or kind (both are named) and a higher
   *     version
   */
  static NetworkFile open(Path file, String kind) {
    ArchiveReader zip = ArchiveReader.open(file);
    try {
      String place = file.toString();
      String text = new String(zip.bytes(DESCRIPTION), StandardCharsets.UTF_8);
      JsonObject description = JsonText.object(text, place + ": " + DESCRIPTION);
      if (!FORMAT.equals(word(place, description, "format"))) {
        throw new FormatException(place, "format '" + FORMAT + "'", quoted(description, "format"));
      }
      checkVersion(place, word(place, description, "version"));
      if (!kind.equals(word(place, description, "kind"))) {
        throw new FormatException(place, "kind '" + kind + "'", quoted(description, "kind"));
      }
      return new NetworkFile(zip, part(place, description, "parameters"));
    } catch (RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** The whole of the parameters. */
  JsonObject parameters() {
    return parameters;
  }

  /** The parameters of one of several networks. */
  JsonObject parameters(String name) {
    return part(zip.place(), parameters, name);
  }

  /**
   * Restores a network and what is made of it, which must be what was saved.
   *
   * @param folder of the network in the zip
   * @param expected its parameters
   * @param maker makes an encoder or a decoder of it
   * @param step tells the parameters of what was made
   */
  <T> T restore(
      String folder,
      JsonObject expected,
      Function<Network, T> maker,
      Function<T, Lineage.Step> step) {
    T made;
    try {
      made = maker.apply(network(zip.in(folder), expected));
    } catch (IllegalArgumentException e) {
      throw Refusal.of(zip.place(), "a network that runs", e);
    }
    JsonObject found = JsonText.object(step.apply(made).parameters(), zip.place());
    if (!found.toString().equals(expected.toString())) {
      throw new FormatException(zip.place(), "the network of " + expected, found.toString());
    }
    return made;
  }

  private Network network(ArchiveReader in, JsonObject expected) {
    String library = word(zip.place(), expected, "network");
    String layer = word(zip.place(), expected, "layer");
    if (library.equals(TensorNetwork.KIND)) {
      return TensorNetwork.read(in, layer);
    }
    if (!library.equals(LayerNetwork.KIND) && !library.equals(GraphNetwork.KIND)) {
      throw new FormatException(
          zip.place(),
          "network 'MultiLayerNetwork', 'ComputationGraph' or 'SameDiff'",
          "'" + library + "'");
    }
    Deeplearning.require(zip.place());
    return library.equals(LayerNetwork.KIND)
        ? LayerNetwork.read(in, layer)
        : GraphNetwork.read(in, layer);
  }

  private static void checkVersion(String place, String version) {
    if (!version.matches("[1-9][0-9]{0,8}")) {
      throw new FormatException(place, "a version", "'" + version + "'");
    }
    if (Integer.parseInt(version) > VERSION) {
      throw new FormatException(
          place,
          "version " + VERSION,
          "version " + version + ", made by a newer version of this library");
    }
  }

  private static String word(String place, JsonObject object, String name) {
    JsonElement value = object.get(name);
    if (value == null || !value.isJsonPrimitive()) {
      throw new FormatException(place + ": " + DESCRIPTION, "a '" + name + "'", value + "");
    }
    return value.getAsString();
  }

  private static JsonObject part(String place, JsonObject object, String name) {
    if (object.get(name) instanceof JsonObject part) {
      return part;
    }
    throw new FormatException(
        place + ": " + DESCRIPTION, "an object '" + name + "'", object.get(name) + "");
  }

  private static String quoted(JsonObject object, String name) {
    return name + " '" + object.get(name).getAsString() + "'";
  }

  @Override
  public void close() {
    zip.close();
  }
}
