package org.latent4j.quantize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.io.ArrayDescription;
import org.latent4j.io.ArrayFile;
import org.latent4j.io.FileKind;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.io.NpzWriter;
import org.latent4j.io.SafetensorsWriter;
import org.latent4j.io.StoredArray;

/** Codes in files: {@code codes [n, positions]} and one array {@code [n]} a factor. */
final class CodesFile {
  private static final String CODES = "codes";

  private CodesFile() {}

  static void save(CodeMatrix matrix, Path file) {
    FileKind kind = kind(file);
    if (kind == FileKind.NPY) {
      requireNoFactors(file, matrix.factors());
      NpyWriter.write(file, codes(matrix));
      return;
    }
    List<StoredArray> arrays = new ArrayList<>(List.of(codes(matrix)));
    matrix.factors().forEach(name -> arrays.add(factor(matrix, name)));
    if (kind == FileKind.NPZ) {
      NpzWriter.write(file, arrays);
    } else {
      SafetensorsWriter.write(file, Map.of(), arrays);
    }
  }

  static CodeMatrix load(Path file, CodeSpace space, List<String> factors) {
    if (kind(file) == FileKind.NPY) {
      requireNoFactors(file, factors);
    }
    ArrayFile arrays = ArrayFile.open(file);
    StoredArray codes = arrays.array(kind(file) == FileKind.NPY ? arrays.names().get(0) : CODES);
    CodeMatrix matrix = fill(codes, space);
    for (String name : factors) {
      matrix = matrix.withFactor(name, factor(arrays.array(name), matrix.rows()));
    }
    return matrix;
  }

  private static CodeMatrix fill(StoredArray codes, CodeSpace space) {
    ArrayDescription description = codes.description();
    if (description.type().isFloating() || description.type().isText()) {
      throw new FormatException(codes.place(), "whole numbers", description.type().toString());
    }
    if (description.rank() != 2 || description.size(1) != space.positions()) {
      throw new ShapeException(
          codes.place(),
          "codes [n, " + space.positions() + "]",
          Arrays.toString(description.shape()));
    }
    long[] values = codes.longs();
    int positions = space.positions();
    CodeDraft draft = CodeMatrix.draft(space, description.size(0));
    for (int i = 0; i < values.length; i++) {
      int row = i / positions;
      int p = i % positions;
      if (values[i] < 0 || values[i] >= space.level(p)) {
        throw new InputException(
            codes.place() + " row " + row + ", position " + p,
            "a code of 0 to " + (space.level(p) - 1),
            Long.toString(values[i]));
      }
      draft.put(row, p, (int) values[i]);
    }
    return draft.seal();
  }

  private static float[] factor(StoredArray array, long rows) {
    ArrayDescription description = array.description();
    if (!description.type().isFloating()
        || description.rank() != 1
        || description.size(0) != rows) {
      throw new ShapeException(
          array.place(), "floats of shape [" + rows + "]", description.toString());
    }
    float[] values = array.floats();
    for (int row = 0; row < values.length; row++) {
      if (!Float.isFinite(values[row])) {
        throw new InputException(
            array.place() + " row " + row, "finite values", Float.toString(values[row]));
      }
    }
    return values;
  }

  private static StoredArray codes(CodeMatrix matrix) {
    long positions = matrix.space().positions();
    int[] codes = matrix.codes();
    if (matrix.space().highest() > 256) {
      return HeldArray.of(CODES, codes, matrix.rows(), positions);
    }
    byte[] bytes = new byte[codes.length];
    for (int i = 0; i < codes.length; i++) {
      bytes[i] = (byte) codes[i];
    }
    return HeldArray.of(CODES, bytes, matrix.rows(), positions);
  }

  private static StoredArray factor(CodeMatrix matrix, String name) {
    return HeldArray.of(name, matrix.shared(name), matrix.rows());
  }

  private static FileKind kind(Path file) {
    return FileKind.find(file)
        .filter(List.of(FileKind.NPY, FileKind.NPZ, FileKind.SAFETENSORS)::contains)
        .orElseThrow(
            () ->
                new InputException(
                    file.toString(),
                    "a name ending in .npz, .safetensors or .npy",
                    String.valueOf(file.getFileName())));
  }

  private static void requireNoFactors(Path file, List<String> factors) {
    if (!factors.isEmpty()) {
      throw new InputException(
          file.toString(),
          "a name ending in .npz or .safetensors for codes with " + factors,
          ".npy");
    }
  }
}
