package org.latent4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.FormatException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

class NetworkFileTest {
  private static final String DESCRIPTION = "latent4j.json";

  private final INDArray x = Networks.rows(1, 40);
  @TempDir Path folder;

  @Test
  void everyKindOfNetworkComesBackWithTheSameBits() {
    NetworkEncoder[] encoders = {
      NetworkEncoder.of(Networks.autoencoder(1), "code"),
      NetworkEncoder.of(Networks.graph(1), "code"),
      NetworkEncoder.of(Networks.sameDiff(1), "code")
    };
    for (NetworkEncoder encoder : encoders) {
      Path file = folder.resolve("encoder.zip");
      encoder.save(file);
      NetworkEncoder loaded = NetworkEncoder.load(file);
      assertThat(Dense.floats(loaded.encode(x))).isEqualTo(Dense.floats(encoder.encode(x)));
      assertThat(loaded.step()).isEqualTo(encoder.step());
      assertThat(loaded).hasToString(encoder.toString());
    }
  }

  @Test
  void decodersAndAutoencodersComeBack() {
    NetworkAutoencoder autoencoder = NetworkAutoencoder.of(Networks.autoencoder(2), "code");
    Path file = folder.resolve("autoencoder.zip");
    autoencoder.save(file);
    NetworkAutoencoder loaded = NetworkAutoencoder.load(file);
    INDArray codes = autoencoder.encode(x);
    assertThat(Dense.floats(loaded.encode(x))).isEqualTo(Dense.floats(codes));
    assertThat(Dense.floats(loaded.decode(codes)))
        .isEqualTo(Dense.floats(autoencoder.decode(codes)));
    Path alone = folder.resolve("decoder.zip");
    autoencoder.decoder().save(alone);
    assertThat(Dense.floats(NetworkDecoder.load(alone).decode(codes)))
        .isEqualTo(Dense.floats(autoencoder.decode(codes)));
  }

  @Test
  void halvesOfTwoLibrariesComeBack() {
    NetworkDecoder decoder = NetworkDecoder.after(Networks.autoencoder(3), 1);
    NetworkAutoencoder mixed =
        new NetworkAutoencoder(NetworkEncoder.of(Networks.sameDiff(3), "code"), decoder);
    Path file = folder.resolve("mixed.zip");
    mixed.save(file);
    NetworkAutoencoder loaded = NetworkAutoencoder.load(file);
    assertThat(Dense.floats(loaded.decode(loaded.encode(x))))
        .isEqualTo(Dense.floats(mixed.decode(mixed.encode(x))));
  }

  @Test
  void theLibrariesRestoreTheFilesThemselves() throws IOException {
    Path file = folder.resolve("network.zip");
    MultiLayerNetwork network = Networks.autoencoder(4);
    NetworkAutoencoder.of(network, "code").save(file);
    MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file.toFile());
    float[] codes = Dense.floats(network.feedForwardToLayer(1, x, false).get(2));
    assertThat(Dense.floats(restored.output(x, false))).containsExactly(codes, within(1e-6f));

    ComputationGraph graph = Networks.graph(4);
    NetworkEncoder.of(graph, "code").save(file);
    ComputationGraph again = ModelSerializer.restoreComputationGraph(file.toFile());
    assertThat(Dense.floats(again.outputSingle(false, x)))
        .containsExactly(Dense.floats(graph.feedForward(x, false).get("code")), within(1e-6f));

    SameDiff tensors = Networks.sameDiff(4);
    NetworkEncoder.of(tensors, "code").save(file);
    byte[] bytes = entries(Files.readAllBytes(file)).get("samediff.fb");
    SameDiff read = SameDiff.fromFlatBuffers(ByteBuffer.wrap(bytes), false);
    assertThat(Dense.floats(read.outputSingle(Map.of("x", x), "code")))
        .containsExactly(Dense.floats(tensors.outputSingle(Map.of("x", x), "code")), within(1e-6f));
  }

  @Test
  void aNetworkWithoutParametersComesBack() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new DenseLayer.Builder().nIn(Networks.WIDTH).nOut(4).build())
                .layer(new ActivationLayer.Builder().activation(Activation.RELU).build())
                .build());
    network.init();
    NetworkEncoder encoder = NetworkEncoder.of(network, 1);
    Path file = folder.resolve("relu.zip");
    encoder.save(file);
    assertThat(Dense.floats(NetworkEncoder.load(file).encode(x)))
        .isEqualTo(Dense.floats(encoder.encode(x)));
  }

  @Test
  void theDescriptionTellsKindAndLineage() throws IOException {
    String text = description(saved());
    assertThat(text)
        .startsWith("{\"format\":\"latent4j\",\"version\":\"1\",\"kind\":\"network-encoder\"")
        .contains("\"layer\":\"code\"", "\"lineage\":[{\"type\":\"NetworkEncoder\"");
    assertThat(saved()).as("same bits").isEqualTo(saved());
  }

  @Test
  void filesOfAnotherKindAreNamed() throws IOException {
    byte[] good = saved();
    Path file = folder.resolve("encoder.zip");
    assertThatThrownBy(() -> NetworkDecoder.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("encoder.zip")
        .hasMessageContaining("expected kind 'network-decoder', got kind 'network-encoder'");
    refused(changed(good, "\"version\":\"1\"", "\"version\":\"2\""), "made by a newer version");
    refused(changed(good, "\"version\":\"1\"", "\"version\":\"x\""), "a version, got 'x'");
    refused(changed(good, "\"format\":\"latent4j\"", "\"format\":\"other\""), "format 'other'");
    refused(changed(good, "\"format\":\"latent4j\"", "\"formt\":1"), "a 'format', got null");
    refused(changed(good, "\"kind\"", "\"version\""), "'version' twice");
    refused(changed(good, "MultiLayerNetwork", "Perceptron"), "'Perceptron'");
    refused(changed(good, "\"dimension\":5", "\"dimension\":6"), "\"dimension\":6");
    refused(changed(good, "\"layer\":\"code\"", "\"layer\":\"cod\""), "the network of");
    refused(changed(good, "\"parameters\":{", "\"parameters\":1,\"p\":{"), "'parameters', got 1");
  }

  @Test
  void aFileWithoutLineageLoads() throws IOException {
    byte[] good = saved();
    String text = description(good);
    String without = text.substring(0, text.indexOf(",\"lineage\"")) + "}";
    Map<String, byte[]> entries = entries(good);
    entries.put(DESCRIPTION, without.getBytes(StandardCharsets.UTF_8));
    Path file = folder.resolve("plain.zip");
    Files.write(file, zip(entries));
    assertThat(NetworkEncoder.load(file).dimension()).isEqualTo(5);
  }

  @Test
  void missingAndForeignEntriesAreNamed() throws IOException {
    byte[] good = saved();
    for (String name : entries(good).keySet()) {
      Map<String, byte[]> entries = entries(good);
      entries.remove(name);
      refused(zip(entries), name);
      entries.put(name, new byte[] {1, 2, 3});
      refused(zip(entries), name);
      entries.put(name, new byte[0]);
      refused(zip(entries), name);
    }
    refused(new byte[0], "a zip");
    refused("not a zip".repeat(50).getBytes(StandardCharsets.UTF_8), "a zip");
    ByteArrayOutputStream foreign = new ByteArrayOutputStream();
    ModelSerializer.writeModel(Networks.autoencoder(1), foreign, false);
    refused(foreign.toByteArray(), "an entry 'latent4j.json', got none");
  }

  @Test
  void lengthsThatLieAreRefusedBeforeAnythingIsMade() throws IOException {
    byte[] good = saved();
    byte[] values = entries(good).get("coefficients.bin");
    int shapeLength = 2 + ByteBuffer.wrap(values).getShort(0);
    int type = shapeLength + 8;
    int shape = type + 2 + ByteBuffer.wrap(values).getShort(type);
    int rank = (int) ByteBuffer.wrap(values).getLong(shape);
    int mode = shape + 8 * (2 * rank + 4);
    int length = mode + 2 + ByteBuffer.wrap(values).getShort(mode);
    for (int at : new int[] {shapeLength, shape, shape + 8, shape + 8 * rank, length}) {
      for (long lie : new long[] {1L << 40, Long.MAX_VALUE, -1, 0}) {
        byte[] changed = values.clone();
        ByteBuffer.wrap(changed).putLong(at, lie);
        Map<String, byte[]> entries = entries(good);
        entries.put("coefficients.bin", changed);
        refused(zip(entries), "coefficients.bin");
      }
    }
  }

  @Test
  void parametersWithAByteChangedAreRefusedOrLoadTheSame() throws IOException {
    byte[] good = saved();
    float[] expected = Dense.floats(NetworkEncoder.load(folder.resolve("encoder.zip")).encode(x));
    byte[] values = entries(good).get("coefficients.bin");
    Path file = folder.resolve("spoilt.zip");
    for (int at = 0; at < 160; at++) {
      byte[] changed = values.clone();
      changed[at] ^= 0x55;
      Map<String, byte[]> entries = entries(good);
      entries.put("coefficients.bin", changed);
      Files.write(file, zip(entries));
      loadsTheSameOrIsRefused(file, expected, "byte " + at);
    }
  }

  @Test
  void cutAndSpoiltFilesAreRefusedOrLoadTheSame() throws IOException {
    byte[] good = saved();
    float[] expected = Dense.floats(NetworkEncoder.load(folder.resolve("encoder.zip")).encode(x));
    Path file = folder.resolve("spoilt.zip");
    RandomStream random = new RandomStream(8);
    for (int i = 0; i < 60; i++) {
      Files.write(file, Arrays.copyOf(good, random.below(good.length)));
      assertThatThrownBy(() -> NetworkEncoder.load(file))
          .as("seed 8, cut %d", i)
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("spoilt.zip");
    }
    for (int i = 0; i < 300; i++) {
      byte[] spoilt = good.clone();
      int at = random.below(good.length);
      spoilt[at] ^= (byte) (1 + random.below(255));
      Files.write(file, spoilt);
      loadsTheSameOrIsRefused(file, expected, "seed 8, byte " + at);
    }
  }

  @Test
  void aFailedSaveLeavesTheOlderFileAlone() throws IOException {
    byte[] good = saved();
    Path missing = folder.resolve("nowhere").resolve("encoder.zip");
    assertThatThrownBy(() -> NetworkEncoder.of(Networks.autoencoder(1), 1).save(missing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("nowhere");
    assertThat(Files.readAllBytes(folder.resolve("encoder.zip"))).isEqualTo(good);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("encoder.zip"));
    }
    assertThatThrownBy(() -> NetworkEncoder.load(folder.resolve("absent.zip")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("absent.zip");
  }

  private byte[] saved() throws IOException {
    Path file = folder.resolve("encoder.zip");
    NetworkEncoder.of(Networks.autoencoder(1), "code").save(file);
    return Files.readAllBytes(file);
  }

  private void loadsTheSameOrIsRefused(Path file, float[] expected, String how) {
    try {
      assertThat(Dense.floats(NetworkEncoder.load(file).encode(x))).as(how).isEqualTo(expected);
    } catch (FormatException e) {
      assertThat(e).as(how).hasMessageContaining("spoilt.zip");
    }
  }

  private void refused(byte[] content, String why) throws IOException {
    Path file = folder.resolve("refused.zip");
    Files.write(file, content);
    assertThatThrownBy(() -> NetworkEncoder.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("refused.zip")
        .hasMessageContaining(why);
  }

  private static byte[] changed(byte[] good, String from, String to) throws IOException {
    Map<String, byte[]> entries = entries(good);
    String text = description(good);
    assertThat(text).contains(from);
    entries.put(DESCRIPTION, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    return zip(entries);
  }

  private static String description(byte[] zip) throws IOException {
    return new String(entries(zip).get(DESCRIPTION), StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> entries(byte[] zip) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
