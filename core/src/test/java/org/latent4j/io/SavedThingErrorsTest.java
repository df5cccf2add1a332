package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.FormatException;

/** Saved things made by hand, and what is refused about them. */
class SavedThingErrorsTest {
  private static final String GOOD = "'format':'latent4j','version':'1','kind':'sae'";
  private static final String TENSORS =
      HandMade.tensor("w", "F32", "[2,3]", 0, 24) + "," + HandMade.tensor("n", "I64", "[]", 24, 32);

  @TempDir private Path folder;

  private Path file(String metadata) {
    String header = "{'__metadata__':{" + metadata + "}," + TENSORS + "}";
    byte[] numbers = HandMade.elements("f4", ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4, 5, 6);
    byte[] one = HandMade.elements("i8", ByteOrder.LITTLE_ENDIAN, 77);
    return Broken.file(
        folder, "t.safetensors", HandMade.safetensors(header, HandMade.join(numbers, one)));
  }

  private void assertRefused(String metadata, String... words) {
    Path file = file(metadata);
    assertThatThrownBy(() -> SavedThing.open(file, "sae"))
        .as(metadata)
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(words);
  }

  @Test
  void aThingMadeByHandLoads() {
    SavedThing thing = SavedThing.open(file(GOOD), "sae");
    assertThat(thing.kind()).isEqualTo("sae");
    assertThat(thing.tensor("w", 2, 3).shape()).containsExactly(2, 3);
    assertThat(HandMadeTensors.doubles(thing.tensor("w", -1, -1)))
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(thing.array("n", List.of(ElementType.I64)).longs()).containsExactly(77);
    assertThat(thing.parameters()).isEqualTo(new JsonObject());
    assertThat(thing.lineage()).isEmpty();
    assertThat(thing.metadata("more")).isEmpty();
    assertThat(thing.has("w")).isTrue();
    assertThat(thing.has("__metadata__")).isFalse();
    assertThat(thing.file().names()).containsExactly("w", "n");
  }

  @Test
  void theFormatMustBeOurs() {
    assertRefused("", "'latent4j'", "missing");
    assertRefused("'version':'1','kind':'sae'", "'latent4j'", "missing");
    for (String other : new String[] {"pt", "", "Latent4J", "latent4j ", "np"}) {
      assertRefused(GOOD.replace("latent4j", other), "'latent4j'", "'" + other + "'");
    }
    Path bare = folder.resolve("bare.safetensors");
    Broken.file(folder, "bare.safetensors", HandMade.safetensors("{}", new byte[0]));
    assertThatThrownBy(() -> SavedThing.open(bare, "sae"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("latent4j");
  }

  @Test
  void theKindMustBeTheOneThatIsWanted() {
    assertRefused("'format':'latent4j','version':'1'", "kind");
    for (String other : new String[] {"", "pq", "SAE", "sae ", "a b"}) {
      assertRefused(GOOD.replace("sae", other), "'sae'", "'" + other + "'");
    }
    assertRefused(GOOD.replace("sae", "x".repeat(5000)), "'sae'", "xxx...");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "9", "10", "11", "100", "999999999", "2147483648", "9999999999999"})
  void higherVersionsWereMadeByANewerOne(String version) {
    assertRefused(GOOD.replace("'1'", "'" + version + "'"), version, "newer version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "01", "1.0", "1.5", "+1", " 1", "1 ", "1e0", "one", "v1"})
  void versionsThatAreNoneAreRefused(String version) {
    assertRefused(GOOD.replace("'1'", "'" + version + "'"), "'" + version + "'");
  }

  @Test
  void aFileWithoutAVersionIsRefused() {
    assertRefused("'format':'latent4j','kind':'sae'", "version");
  }

  @Test
  void missingTensorsAreNamed() {
    SavedThing thing = SavedThing.open(file(GOOD), "sae");
    for (String name : new String[] {"W", "w ", "", "bias"}) {
      assertThatThrownBy(() -> thing.tensor(name, 2, 3))
          .isInstanceOf(FormatException.class)
          .hasMessageContainingAll("t.safetensors", "'" + name + "'");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"3,2", "2,4", "6", "2,3,1", "1,2,3", "0,3", "-1", "-1,2", "-1,-1,-1"})
  void misshapenTensorsAreRefusedWithBothShapes(String shape) {
    long[] wanted = java.util.Arrays.stream(shape.split(",")).mapToLong(Long::parseLong).toArray();
    SavedThing thing = SavedThing.open(file(GOOD), "sae");
    assertThatThrownBy(() -> thing.tensor("w", wanted))
        .isInstanceOf(FormatException.class)
        .hasMessageContainingAll("'w'", "[2, 3]", shape.replaceAll(",.*", "").replace("-1", "any"));
  }

  @Test
  void tensorsOfAnotherTypeAreRefused() {
    SavedThing thing = SavedThing.open(file(GOOD), "sae");
    assertThatThrownBy(() -> thing.tensor("n"))
        .isInstanceOf(FormatException.class)
        .hasMessageContainingAll("'n'", "F32", "F64", "I64");
    assertThatThrownBy(() -> thing.array("w", List.of(), 2, 3)).isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> thing.array("n", List.of(ElementType.I64), 1))
        .isInstanceOf(FormatException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "1", "null", "\\u0022x\\u0022", "", "{", "{}{}", "{a:1}", "{'a':1}"})
  void parametersThatAreNoObjectAreRefusedWhenAskedFor(String parameters) {
    Path file = file(GOOD + ",'parameters':'" + parameters.replace("'", "\\u0027") + "'");
    SavedThing thing = SavedThing.open(file, "sae");
    assertThatThrownBy(thing::parameters)
        .isInstanceOf(FormatException.class)
        .hasMessageContainingAll("t.safetensors", "parameters");
    assertThat(thing.tensor("w", 2, 3).length()).isEqualTo(6);
  }

  @Test
  void parametersKeepTheirNumbersAsWritten() {
    Path file = folder.resolve("p.safetensors");
    String json =
        "{\"k\":1.50,\"big\":12345678901234567890,\"e\":1e-7,\"s\":\"é\\\"\",\"o\":{\"l\":[null,true]}}";
    SavedThing.draft("sae").parameters(json).save(file);
    JsonObject back = SavedThing.open(file, "sae").parameters();
    assertThat(back.get("k").getAsString()).isEqualTo("1.50");
    assertThat(back.get("big").getAsBigInteger()).isEqualTo("12345678901234567890");
    assertThat(back.get("e").getAsDouble()).isEqualTo(1e-7);
    assertThat(back.get("s").getAsString()).isEqualTo("é\"");
    assertThat(back.getAsJsonObject("o").getAsJsonArray("l")).hasSize(2);
    for (String bad : new String[] {"", "[]", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "{\"a\":NaN}"}) {
      assertThatThrownBy(() -> SavedThing.draft("sae").parameters(bad))
          .as(bad)
          .isInstanceOf(FormatException.class);
    }
  }

  @Test
  void whatADraftWritesIsPlainSafetensors() throws IOException {
    Path file = folder.resolve("d.safetensors");
    SavedThing.draft("fde")
        .parameters("{\"bits\":4}")
        .lineage("[]")
        .metadata("more", "é")
        .tensor(HeldArray.of("w", new double[] {1, 2}, 1, 2))
        .save(file);
    byte[] bytes = Files.readAllBytes(file);
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    JsonObject header =
        JsonParser.parseString(new String(bytes, 8, length, StandardCharsets.UTF_8))
            .getAsJsonObject();
    JsonObject metadata = header.getAsJsonObject("__metadata__");
    assertThat(metadata.get("format").getAsString()).isEqualTo("latent4j");
    assertThat(metadata.get("version").getAsString()).isEqualTo("1");
    assertThat(metadata.get("kind").getAsString()).isEqualTo("fde");
    assertThat(metadata.get("parameters").getAsString()).isEqualTo("{\"bits\":4}");
    assertThat(metadata.get("lineage").getAsString()).isEqualTo("[]");
    assertThat(metadata.get("more").getAsString()).isEqualTo("é");
    assertThat(header.getAsJsonObject("w").get("dtype").getAsString()).isEqualTo("F64");
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(data.getDouble(8 + length)).isEqualTo(1);
    assertThat(data.getDouble(16 + length)).isEqualTo(2);
    assertThat(bytes).hasSize(24 + length);
  }

  @Test
  void whatIsNoSafetensorsIsRefused() {
    for (byte[] bytes :
        List.of(new byte[0], HandMade.utf8("{}"), HandMade.npy("<f4", false, new byte[4], 1))) {
      Path file = Broken.file(folder, "n.safetensors", bytes);
      assertThatThrownBy(() -> SavedThing.open(file, "sae"))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining(file.toString());
    }
    Path none = folder.resolve("none.safetensors");
    assertThatThrownBy(() -> SavedThing.open(none, "sae")).hasMessageContaining(none.toString());
  }
}
