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
import org.latent4j.network.NetworkAutoencoder;

class NetworkPersistenceTest extends PersistenceContract<NetworkAutoencoder> {
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

  @Override
  protected String fileName() {
    return "subject.zip";
  }

  @Override
  protected byte[] newer(byte[] file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] content = in.readAllBytes();
        if (entry.getName().equals("latent4j.json")) {
          content =
              new String(content, StandardCharsets.UTF_8)
                  .replace("\"version\":\"1\"", "\"version\":\"9\"")
                  .getBytes(StandardCharsets.UTF_8);
        }
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
