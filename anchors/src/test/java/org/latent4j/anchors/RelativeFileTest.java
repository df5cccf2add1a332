package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.TensorSpace;
import org.latent4j.error.FormatException;
import org.latent4j.io.SafetensorsFile;
import org.latent4j.io.SafetensorsWriter;
import org.latent4j.io.StoredArray;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Files of encoders: what is in them, and what is refused. */
class RelativeFileTest {
  private static final INDArray X = Dense.of(new RandomStream(6).normals(80 * 8), 80, 8);

  @TempDir private Path folder;

  private Path saved(RelativeProjection projection) {
    Path file = folder.resolve("e.safetensors");
    projection.fit(X, Dense.rows(X, 0, 6)).save(file);
    return file;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyKindComesBackWithItsBits(Kind kind) {
    for (Scaling scaling : Scaling.values()) {
      RelativeProjection projection =
          RelativeProjection.of(kind).centred(Centering.SPACE).scaled(scaling);
      RelativeEncoder encoder = projection.fit(X, Dense.rows(X, 0, 6));
      Path file = folder.resolve("e.safetensors");
      encoder.save(file);
      RelativeEncoder loaded = RelativeEncoder.load(file);
      assertThat(loaded.projection()).isEqualTo(projection);
      assertThat(loaded.anchors()).isEqualTo(encoder.anchors());
      assertThat(loaded.step()).isEqualTo(encoder.step());
      assertThat(loaded).hasToString(encoder.toString());
      assertThat(loaded.condition()).isEqualTo(encoder.condition());
      for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
        INDArray x = X.castTo(type);
        assertThat(Dense.doubles(loaded.encode(x))).isEqualTo(Dense.doubles(encoder.encode(x)));
      }
    }
  }

  @Test
  void everyGoldenProjectionComesBackEqual() {
    ProjectionCase.golden(0.25)
        .forEach(
            (name, projection) -> {
              JsonObject json = ProjectionJson.write(projection);
              JsonObject again = JsonParser.parseString(json.toString()).getAsJsonObject();
              assertThat(ProjectionJson.read(again, "f")).as(name).isEqualTo(projection);
            });
    RelativeProjection odd =
        RelativeProjection.rbf(0.1 + 0.2)
            .aggregate(Aggregate.SIMILARITY)
            .fittedOn(FitOn.SPACE)
            .sparse(3, 1.0 / 3)
            .post(Post.STANDARD);
    JsonObject json =
        JsonParser.parseString(ProjectionJson.write(odd).toString()).getAsJsonObject();
    assertThat(ProjectionJson.read(json, "f")).isEqualTo(odd);
  }

  @Test
  void holdsWhatItsKindNeedsAndNoMore() {
    assertThat(SafetensorsFile.open(saved(RelativeProjection.cosine())).names())
        .containsExactlyInAnyOrder("anchors", "mean", "keys.bytes", "keys.offsets");
    assertThat(SafetensorsFile.open(saved(RelativeProjection.cosine().scaled(Scaling.STD))).names())
        .contains("scale")
        .doesNotContain("covariance");
    assertThat(SafetensorsFile.open(saved(RelativeProjection.whitened())).names())
        .contains("covariance", "centre");
    SafetensorsFile file = SafetensorsFile.open(saved(RelativeProjection.geodesic()));
    assertThat(file.names()).contains("nodes", "anchor_nodes");
    assertThat(file.metadata())
        .containsEntry("kind", "relative")
        .containsEntry("format", "latent4j")
        .containsEntry("version", "1");
    assertThat(file.array("anchors").description().type().name()).isEqualTo("F32");
    assertThat(file.metadata().get("lineage")).contains("RelativeEncoder", "geodesic");
  }

  @Test
  void groupsComeBackToo() {
    TensorSpace space = TensorSpace.of("s", X);
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("a", List.of("0", "1", "2"));
    groups.put("b", List.of("2", "5"));
    for (Aggregate aggregate : Aggregate.values()) {
      RelativeEncoder encoder =
          RelativeProjection.cosine().aggregate(aggregate).fit(space, AnchorSet.ofGroups(groups));
      Path file = folder.resolve("g.safetensors");
      encoder.save(file);
      RelativeEncoder loaded = RelativeEncoder.load(file);
      assertThat(loaded.anchors()).isEqualTo(AnchorSet.ofGroups(groups));
      assertThat(loaded.encode(X)).as(aggregate.name()).isEqualTo(encoder.encode(X));
    }
  }

  /** Writes a file again with one thing changed. */
  private Path changed(Path file, String metadata, String value, String without) {
    SafetensorsFile old = SafetensorsFile.open(file);
    Map<String, String> entries = new LinkedHashMap<>(old.metadata());
    entries.remove("checksums");
    if (!metadata.isEmpty()) {
      entries.put(metadata, value);
    }
    List<StoredArray> arrays =
        old.names().stream()
            .filter(name -> !name.equals(without))
            .<StoredArray>map(old::array)
            .toList();
    Path changed = folder.resolve("changed.safetensors");
    SafetensorsWriter.write(changed, entries, arrays);
    return changed;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"anchors", "mean", "scale", "covariance", "centre", "nodes", "anchor_nodes"})
  void aMissingTensorIsNamed(String name) {
    Path file =
        saved(
            RelativeProjection.cosine()
                .scaled(Scaling.ISOTROPIC)
                .product(Combination.MEAN, Kind.WHITENED, Kind.GEODESIC));
    assertThat(RelativeEncoder.load(changed(file, "", "", "none")).dimension()).isEqualTo(6);
    assertThatThrownBy(() -> RelativeEncoder.load(changed(file, "", "", name)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("changed.safetensors");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"projection\":\"manhattan\"}",
        "\"p\":0.5",
        "\"center\":\"middle\"",
        "\"neighbours\":null",
        "\"sigma\":\"wide\"",
        "\"heads\":{\"count\":0,\"pool\":\"max\"}",
        "\"sparse\":{\"topK\":2}"
      })
  void parametersOutOfRangeAreRefused(String change) {
    Path file = saved(RelativeProjection.cosine());
    String old = SafetensorsFile.open(file).metadata().get("parameters");
    String key = change.substring(0, change.indexOf('"', 1) + 1);
    String value =
        change.startsWith("{")
            ? change
            : old.replaceFirst(key + ":(null|\"[a-z]*\"|[0-9.]+)", change);
    assertThat(value).isNotEqualTo(old);
    assertThatThrownBy(() -> RelativeEncoder.load(changed(file, "parameters", value, "")))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("parameters");
  }
}
