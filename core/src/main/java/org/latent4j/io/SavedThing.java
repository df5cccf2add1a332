package org.latent4j.io;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.FormatException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A fitted thing, a space or a segment of an index in a file: safetensors whose metadata say {@code
 * format} = {@code latent4j}, {@code version}, {@code kind}, {@code parameters} and {@code
 * lineage}, and {@code checksums} of what must not change. Write one with {@link #draft}, read one
 * with {@link #open}.
 */
public final class SavedThing {
  /** The value of {@code format}. */
  public static final String FORMAT = "latent4j";

  private static final int VERSION = 1;

  private final SafetensorsFile file;
  private final JsonObject checksums;

  private SavedThing(SafetensorsFile file) {
    this.file = file;
    this.checksums =
        JsonText.object(
            file.metadata().getOrDefault(Checksums.KEY, "{}"), file.path() + ": checksums");
    Checksums.checkParameters(checksums, file.path().toString(), file.metadata().get("parameters"));
  }

  /**
   * Opens a file and checks what it is.
   *
   * @param kind the kind that is wanted, such as {@code space}
   * @throws FormatException for a broken file, another format or kind (both are named) and a higher
   *     version
   */
  public static SavedThing open(Path path, String kind) {
    SavedThing thing = of(SafetensorsFile.open(path));
    if (!thing.kind().equals(kind)) {
      throw new FormatException(
          path.toString(), "kind '" + kind + "'", "kind " + quoted(thing.kind()));
    }
    return thing;
  }

  /** A saved thing of any kind; see {@link #open}. */
  public static SavedThing of(SafetensorsFile file) {
    Map<String, String> metadata = file.metadata();
    String place = file.path().toString();
    if (!FORMAT.equals(metadata.get("format"))) {
      throw new FormatException(
          place, "format '" + FORMAT + "'", "format " + quoted(metadata.get("format")));
    }
    String version = String.valueOf(metadata.get("version"));
    if (!version.matches("[1-9][0-9]*")) {
      throw new FormatException(place, "version " + VERSION, "version " + quoted(version));
    }
    if (!version.equals(Integer.toString(VERSION))) {
      throw new FormatException(
          place,
          "version " + VERSION,
          "version " + Text.shortened(version) + " (the file was made by a newer version)");
    }
    if (metadata.get("kind") == null) {
      throw new FormatException(place, "a kind", "metadata without one");
    }
    return new SavedThing(file);
  }

  /** The file. */
  public SafetensorsFile file() {
    return file;
  }

  /** What kind of thing it is. */
  public String kind() {
    return file.metadata().getOrDefault("kind", "");
  }

  /** An entry of the metadata. */
  public Optional<String> metadata(String key) {
    return Optional.ofNullable(file.metadata().get(key));
  }

  /**
   * The hyper-parameters, an empty object where the file has none.
   *
   * @throws FormatException when they are no JSON object
   */
  public JsonObject parameters() {
    return JsonText.object(metadata("parameters").orElse("{}"), file.path() + ": parameters");
  }

  /** The lineage as it is written, where there is one. */
  public Optional<String> lineage() {
    return metadata("lineage");
  }

  /** Whether there is a tensor of that name. */
  public boolean has(String name) {
    return file.names().contains(name);
  }

  /**
   * A tensor in its file.
   *
   * @param shape the shape it must have; -1 for any size
   * @throws FormatException when it is missing, has another shape, a type that is not among {@code
   *     types} or another checksum than when it was saved, naming it
   */
  public MappedArray array(String name, List<ElementType> types, long... shape) {
    MappedArray array = file.array(name);
    ArrayDescription description = array.description();
    boolean fits = types.contains(description.type()) && description.rank() == shape.length;
    for (int axis = 0; fits && axis < shape.length; axis++) {
      fits = shape[axis] < 0 || shape[axis] == description.size(axis);
    }
    if (!fits) {
      throw new FormatException(
          array.place(),
          types + " of shape " + Arrays.toString(shape).replace("-1", "any"),
          description.type() + " " + Arrays.toString(description.shape()));
    }
    Checksums.check(checksums, array);
    return array;
  }

  /** A tensor of {@code F32} or {@code F64}, read; see {@link #array}. */
  public INDArray tensor(String name, long... shape) {
    return array(name, List.of(ElementType.F32, ElementType.F64), shape).read();
  }

  /** Begins a thing to be saved. */
  public static Draft draft(String kind) {
    return new Draft(kind);
  }

  private static String quoted(@Nullable String value) {
    return value == null ? "missing" : "'" + Text.shortened(value) + "'";
  }

  /** A thing to be saved; each method returns the draft. */
  public static final class Draft {
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<StoredArray> tensors = new ArrayList<>();

    private Draft(String kind) {
      metadata.put("format", FORMAT);
      metadata.put("version", Integer.toString(VERSION));
      metadata.put("kind", kind);
    }

    /** Sets the hyper-parameters, a JSON object. */
    public Draft parameters(String json) {
      return metadata("parameters", JsonText.object(json, "parameters").toString());
    }

    /** Sets the lineage, a JSON array. */
    public Draft lineage(String json) {
      return metadata("lineage", json);
    }

    /** Sets another entry of the metadata. */
    public Draft metadata(String key, String value) {
      metadata.put(key, value);
      return this;
    }

    /** Adds a tensor; it must stay open and unchanged until {@link #save}. */
    public Draft tensor(String name, INDArray x) {
      return tensor(HeldArray.of(name, x));
    }

    /** Adds a tensor. */
    public Draft tensor(StoredArray array) {
      tensors.add(array);
      return this;
    }

    /** The metadata so far, a copy. */
    public Map<String, String> metadata() {
      return new LinkedHashMap<>(metadata);
    }

    /** Writes the file, with checksums, beside an older one and renames it. */
    public void save(Path path) {
      metadata(Checksums.KEY, Checksums.of(tensors, metadata.get("parameters")));
      SafetensorsWriter.write(path, metadata, tensors);
    }
  }
}
