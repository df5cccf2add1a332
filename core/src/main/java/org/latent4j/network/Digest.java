package org.latent4j.network;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A digest of parameters: equal for networks that compute the same with the same weights. */
final class Digest {
  private static final int STRETCH = 1 << 16;
  private static final int SHOWN = 16;
  private final MessageDigest digest;

  Digest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256 in this Java: " + e.getMessage(), e);
    }
  }

  static String of(Network network) {
    Digest all = new Digest();
    all.add(network.kind());
    all.add(network.layer());
    network.digest(all);
    return HexFormat.of().formatHex(all.digest.digest()).substring(0, SHOWN);
  }

  void add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  /** Adds the values of an array of any type in row-major order, as doubles, some at a time. */
  void add(INDArray values) {
    if (values.isEmpty()) {
      return;
    }
    boolean readable = values.dataType() == DataType.FLOAT || values.dataType() == DataType.DOUBLE;
    INDArray wide = readable ? values : values.castTo(DataType.DOUBLE);
    INDArray row = wide.reshape('c', 1, wide.length()); // [1, length]
    for (long from = 0; from < row.length(); from += STRETCH) {
      long to = Math.min(row.length(), from + STRETCH);
      double[] doubles =
          Dense.doubles(row.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)));
      ByteBuffer bytes = ByteBuffer.allocate(doubles.length * Double.BYTES);
      for (double value : doubles) {
        bytes.putDouble(value);
      }
      digest.update(bytes.array());
    }
  }
}
