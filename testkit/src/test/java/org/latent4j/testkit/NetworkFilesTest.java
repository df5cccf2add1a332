package org.latent4j.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Nested;
import org.latent4j.network.NetworkAutoencoder;
import org.latent4j.network.NetworkEncoder;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The files of networks. */
class NetworkFilesTest {
  @Nested
  class OfEncoder extends PersistenceContract<NetworkEncoder> {
    @Override
    protected NetworkEncoder subject() {
      return NetworkEncoder.of(SmallNetwork.untrained(), SmallNetwork.CODE_LAYER);
    }

    @Override
    protected void save(NetworkEncoder subject, Path file) {
      subject.save(file);
    }

    @Override
    protected NetworkEncoder load(Path file) {
      return NetworkEncoder.load(file);
    }

    @Override
    protected String fileName() {
      return "encoder.zip";
    }

    @Override
    protected byte[] newer(byte[] file) {
      return NetworkFilesTest.newer(file);
    }
  }

  @Nested
  class OfAutoencoder extends PersistenceContract<NetworkAutoencoder> {
    @Override
    protected NetworkAutoencoder subject() {
      return NetworkAutoencoder.of(SmallNetwork.untrained(), SmallNetwork.CODE_LAYER);
    }

    @Override
    protected void save(NetworkAutoencoder subject, Path file) {
      subject.save(file);
    }

    @Override
    protected NetworkAutoencoder load(Path file) {
      return NetworkAutoencoder.load(file);
    }

    /** Both halves show in it. */
    @Override
    protected INDArray answer(NetworkAutoencoder autoencoder) {
      return autoencoder.decode(super.answer(autoencoder));
    }

    @Override
    protected String fileName() {
      return "autoencoder.zip";
    }

    @Override
    protected byte[] newer(byte[] file) {
      return NetworkFilesTest.newer(file);
    }
  }

  /** The same zip whose description says version 9. */
  private static byte[] newer(byte[] file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] content = in.readAllBytes();
        if (entry.getName().equals("latent4j.json")) {
          String text = new String(content, StandardCharsets.UTF_8);
          content = text.replace("\"version\":\"1\"", "\"version\":\"9\"").getBytes(
              StandardCharsets.UTF_8);
        }
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(content);
        out.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("rewriting " + file.length + " bytes", e);
    }
    return bytes.toByteArray();
  }
}
