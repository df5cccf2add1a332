package org.latent4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.FormatException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Files of graphs, tensors, decoders and autoencoders that somebody changed. */
class TamperedNetworksTest {
  private static final String DESCRIPTION = "latent4j.json";

  private final INDArray x = Networks.rows(1, 9);
  @TempDir private Path folder;

  private static Map<String, byte[]> entries(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  private Path written(Map<String, byte[]> entries, boolean stored) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        if (stored) {
          CRC32 sum = new CRC32();
          sum.update(each.getValue());
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(each.getValue().length);
          entry.setCrc(sum.getValue());
        }
        out.putNextEntry(entry);
        out.write(each.getValue());
        out.closeEntry();
      }
    }
    Path file = folder.resolve("changed.zip");
    Files.write(file, bytes.toByteArray());
    return file;
  }

  private Path saved(NetworkEncoder encoder) {
    Path file = folder.resolve("saved.zip");
    encoder.save(file);
    return file;
  }

  private static byte[] changed(byte[] description, String from, String to) {
    String text = new String(description, StandardCharsets.UTF_8);
    assertThat(text).contains(from);
    return text.replace(from, to).getBytes(StandardCharsets.UTF_8);
  }

  private void refused(Map<String, byte[]> entries, String... words) throws IOException {
    Path file = written(entries, false);
    assertThatThrownBy(() -> NetworkEncoder.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("changed.zip")
        .hasMessageContainingAll(words);
  }

  @Test
  void storedEntriesReadAsDeflatedOnes() throws IOException {
    for (NetworkEncoder encoder :
        new NetworkEncoder[] {
          NetworkEncoder.of(Networks.graph(1), "code"),
          NetworkEncoder.of(Networks.sameDiff(1), "code")
        }) {
      Path file = written(entries(saved(encoder)), true);
      assertThat(Dense.floats(NetworkEncoder.load(file).encode(x)))
          .isEqualTo(Dense.floats(encoder.encode(x)));
    }
  }

  @Test
  void entriesMoreThanNeededAreLetBe() throws IOException {
    NetworkEncoder encoder = NetworkEncoder.of(Networks.graph(2), "code");
    Map<String, byte[]> entries = entries(saved(encoder));
    entries.put("../evil", new byte[] {1});
    entries.put("updaterState.bin", new byte[] {1, 2});
    assertThat(NetworkEncoder.load(written(entries, false)).step()).isEqualTo(encoder.step());
    assertThat(folder.resolveSibling("evil")).doesNotExist();
  }

  @Test
  void aMissingOrEmptyGraphIsNamed() throws IOException {
    Map<String, byte[]> tensors = entries(saved(NetworkEncoder.of(Networks.sameDiff(2), "code")));
    assertThat(tensors.keySet()).containsExactlyInAnyOrder("samediff.fb", DESCRIPTION);
    byte[] good = tensors.put("samediff.fb", new byte[0]);
    refused(tensors, "samediff.fb");
    tensors.put("samediff.fb", "no flat buffer at all".getBytes(StandardCharsets.UTF_8));
    refused(tensors, "samediff.fb");
    byte[] half = java.util.Arrays.copyOf(good, good.length / 2);
    tensors.put("samediff.fb", half);
    refused(tensors, "samediff.fb");
    tensors.remove("samediff.fb");
    refused(tensors, "an entry 'samediff.fb', got none");
  }

  @Test
  void otherWeightsThanThoseDescribedAreRefused() throws IOException {
    Map<String, byte[]> one = entries(saved(NetworkEncoder.of(Networks.graph(3), "code")));
    Map<String, byte[]> other = entries(saved(NetworkEncoder.of(Networks.graph(4), "code")));
    one.put("coefficients.bin", other.get("coefficients.bin"));
    refused(one, "the network of", "weights");
    Map<String, byte[]> tensors = entries(saved(NetworkEncoder.of(Networks.sameDiff(3), "code")));
    Map<String, byte[]> others = entries(saved(NetworkEncoder.of(Networks.sameDiff(4), "code")));
    tensors.put("samediff.fb", others.get("samediff.fb"));
    refused(tensors, "the network of", "weights");
  }

  @Test
  void anotherLayerOrWidthThanThatDescribedIsRefused() throws IOException {
    Map<String, byte[]> graph = entries(saved(NetworkEncoder.of(Networks.graph(5), "code")));
    byte[] good = graph.get(DESCRIPTION);
    for (String layer : new String[] {"left", "none", "", "in"}) {
      graph.put(DESCRIPTION, changed(good, "\"layer\":\"code\"", "\"layer\":\"" + layer + "\""));
      refused(graph, "changed.zip");
    }
    graph.put(DESCRIPTION, changed(good, "\"inputDimension\":23", "\"inputDimension\":22"));
    refused(graph, "\"inputDimension\":22");
    graph.put(DESCRIPTION, changed(good, "\"ComputationGraph\"", "\"MultiLayerNetwork\""));
    refused(graph, "changed.zip");
    graph.put(DESCRIPTION, changed(good, "\"ComputationGraph\"", "\"SameDiff\""));
    refused(graph, "samediff.fb");
    graph.put(DESCRIPTION, changed(good, "\"network\":\"ComputationGraph\"", "\"network\":[]"));
    refused(graph, "a 'network', got []");
  }

  @Test
  void descriptionsThatAreNoJsonAreRefused() throws IOException {
    Map<String, byte[]> entries = entries(saved(NetworkEncoder.of(Networks.sameDiff(6), "code")));
    for (String text :
        new String[] {"", "[]", "{", "null", "{}x", "{\"format\":\"latent4j\"}", "[".repeat(500)}) {
      entries.put(DESCRIPTION, text.getBytes(StandardCharsets.UTF_8));
      refused(entries, DESCRIPTION);
    }
  }

  @Test
  void bytesOfAGraphChangedAndSummedAnewAreRefusedOrLoadTheSame() throws IOException {
    NetworkEncoder encoder = NetworkEncoder.of(Networks.sameDiff(7), "code");
    float[] expected = Dense.floats(encoder.encode(x));
    Map<String, byte[]> entries = entries(saved(encoder));
    byte[] graph = entries.get("samediff.fb");
    for (int at = graph.length - 1; at > graph.length - 400; at -= 13) {
      byte[] spoilt = graph.clone();
      spoilt[at] ^= 0x10;
      entries.put("samediff.fb", spoilt);
      Path file = written(entries, false);
      try {
        assertThat(Dense.floats(NetworkEncoder.load(file).encode(x)))
            .as("byte %d", at)
            .isEqualTo(expected);
      } catch (FormatException e) {
        assertThat(e).as("byte %d", at).hasMessageContaining("changed.zip");
      }
    }
  }

  @Test
  void halvesOfAnAutoencoderThatDoNotFitAreRefused() throws IOException {
    Path file = folder.resolve("saved.zip");
    NetworkAutoencoder.of(Networks.autoencoder(8), "code").save(file);
    Map<String, byte[]> entries = entries(file);
    assertThat(entries.keySet())
        .contains("coefficients.bin", "decoder/coefficients.bin", DESCRIPTION);
    byte[] decoder = entries.remove("decoder/configuration.json");
    Path missing = written(entries, false);
    assertThatThrownBy(() -> NetworkAutoencoder.load(missing))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("decoder/configuration.json");
    entries.put("decoder/configuration.json", decoder);
    byte[] swapped = entries.get("coefficients.bin");
    entries.put("decoder/coefficients.bin", swapped);
    Path wrong = written(entries, false);
    assertThatThrownBy(() -> NetworkAutoencoder.load(wrong))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("changed.zip");
    assertThatThrownBy(() -> NetworkEncoder.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("kind 'network-encoder', got kind 'network-autoencoder'");
  }

  @Test
  void aFolderIsNoFileOfANetwork() {
    assertThatThrownBy(() -> NetworkEncoder.load(folder)).hasMessageContaining(folder.toString());
  }
}
