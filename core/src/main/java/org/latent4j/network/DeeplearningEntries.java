package org.latent4j.network;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.FormatException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.options.ArrayOptionsHelper;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The entries of DL4J's own model files, those that {@code ModelSerializer} writes and restores: a
 * configuration in JSON and all parameters as one array.
 */
final class DeeplearningEntries {
  static final String CONFIGURATION = "configuration.json";
  private static final String PARAMETERS = "coefficients.bin";

  /** Stands in files of networks without parameters. */
  private static final String NO_PARAMETERS = "noParams.marker";

  private DeeplearningEntries() {}

  static void write(ArchiveWriter out, String configuration, @Nullable INDArray parameters)
      throws IOException {
    out.add(CONFIGURATION, stream -> stream.write(configuration.getBytes(StandardCharsets.UTF_8)));
    boolean none = parameters == null || parameters.isEmpty();
    out.add(
        PARAMETERS,
        stream -> {
          if (!none) {
            DataOutputStream data = new DataOutputStream(stream);
            Nd4j.write(parameters, data);
            data.flush();
          }
        });
    if (none) {
      out.add(NO_PARAMETERS, stream -> {});
    }
  }

  /** The parameters, or null for a network without any. */
  static @Nullable INDArray parameters(ArchiveReader in) {
    byte[] bytes = in.bytes(PARAMETERS);
    if (bytes.length == 0 && in.has(NO_PARAMETERS)) {
      return null;
    }
    String place = in.place() + ": " + PARAMETERS;
    try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes))) {
      check(place, bytes);
      return Nd4j.read(data).reshape(-1);
    } catch (IOException | RuntimeException e) {
      throw Refusal.of(place, "an array as ND4J writes it", e);
    }
  }

  /** ND4J allocates and reads what a file says, so that is held against the file's size first. */
  private static void check(String place, byte[] bytes) throws IOException {
    try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes))) {
      data.readUTF();
      long length = data.readLong();
      data.readUTF();
      if (length < 0 || length > data.available() / Long.BYTES) {
        throw new FormatException(place, "a shape inside the entry", length + " numbers");
      }
      long[] shape = new long[(int) length];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = data.readLong();
      }
      data.readUTF();
      long values = data.readLong();
      DataType type = DataType.valueOf(data.readUTF());
      if (!type.isFPType() || values < 0 || values != data.available() / (double) type.width()) {
        throw new FormatException(
            place, data.available() + " bytes of values", values + " values " + type);
      }
      if (!isVector(shape, values)
          || ArrayOptionsHelper.dataType(shape) != type
          || ArrayOptionsHelper.hasBitSet(shape, ArrayOptionsHelper.ATYPE_EMPTY_BIT)) {
        throw new FormatException(
            place, "one row of " + values + " values " + type, "shape " + Arrays.toString(shape));
      }
    }
  }

  /** Whether ND4J's description of a shape (rank, sizes, strides, ...) is of values in a row. */
  private static boolean isVector(long[] shape, long values) {
    if (shape.length == 0 || shape[0] < 1 || shape[0] > 2 || shape.length != 2 * shape[0] + 4) {
      return false;
    }
    int rank = (int) shape[0];
    return shape[rank] == values
        && (shape[2 * rank] == 1 || values == 1)
        && (rank == 1 || shape[1] == 1);
  }
}
