package org.latent4j.examples.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.examples.sprites.FactorSprites;
import org.latent4j.io.ArrayDescription;
import org.latent4j.io.ArraySink;
import org.latent4j.io.ElementType;
import org.latent4j.io.FileKind;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpzWriter;
import org.latent4j.kernel.RandomStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Draws images of the factor-sprites data set. */
@picocli.CommandLine.Command(
    name = "sprites",
    description = "Draw images of the factor-sprites data set, with their factors.")
public final class Sprites extends Command {
  private static final int BLOCK = 1024;

  /** Which images. */
  static final class Choice {
    @Option(names = "--all", required = true, description = "All 98304 images.")
    @SuppressWarnings("UnusedVariable") // what is left when neither of the others is given
    private boolean all;

    @Option(
        names = "--indices",
        required = true,
        paramLabel = "I.npy",
        converter = ArrayArgument.Converter.class,
        description = "The images of these indices, whole numbers.")
    private @Nullable ArrayArgument indices;

    @Option(
        names = "--count",
        required = true,
        paramLabel = "N",
        description = "N images, drawn uniformly with replacement by --seed.")
    private @Nullable Integer count;
  }

  @ArgGroup(multiplicity = "1")
  private Choice choice;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "F.npz",
      description = "Where to write images, factors and indices.")
  private Path out;

  @Option(
      names = "--size",
      paramLabel = "S",
      description = "Pixels of a side: 16, 32 or 64 (default ${DEFAULT-VALUE}).")
  private int size = 16;

  @Option(names = "--seed", paramLabel = "N", description = "Seed (default ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  Map<String, ?> run(Outputs outputs) throws Exception {
    if (FileKind.find(out).filter(FileKind.NPZ::equals).isEmpty()) {
      throw new InputException(out.toString(), "a name ending in .npz", "" + out.getFileName());
    }
    Path target = outputs.stage(out);
    FactorSprites sprites = new FactorSprites(size);
    int[] indices = indices();
    byte[] small = new byte[indices.length * FactorSprites.FACTORS];
    for (int i = 0; i < indices.length; i++) {
      int[] one = FactorSprites.factors(indices[i]);
      for (int j = 0; j < one.length; j++) {
        small[i * one.length + j] = (byte) one[j];
      }
    }
    long sum;
    try (NpzWriter writer = NpzWriter.create(target)) {
      sum = drawAll(sprites, indices, writer);
      append(writer, HeldArray.of("factors", small, indices.length, FactorSprites.FACTORS));
      append(writer, HeldArray.of("indices", indices, indices.length));
      writer.commit();
    }
    double mean = indices.length == 0 ? 0 : (double) sum / indices.length / sprites.bytes();
    print("%d images of %d x %d pixels, mean byte %.4f", indices.length, size, size, mean);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("images", indices.length);
    figures.put("size", size);
    figures.put("meanByte", mean);
    return figures;
  }

  private int[] indices() {
    ArrayArgument given = choice.indices;
    if (given != null) {
      long[] all = given.wholeNumbers();
      int[] out = new int[all.length];
      for (int i = 0; i < out.length; i++) {
        Require.between(given + ": image index of row " + i, 0, FactorSprites.COUNT - 1, all[i]);
        out[i] = (int) all[i];
      }
      return out;
    }
    if (choice.count != null) {
      Require.atLeast("--count", 0, choice.count);
      RandomStream random = new Seed(seed).stream();
      return IntStream.range(0, choice.count).map(i -> random.below(FactorSprites.COUNT)).toArray();
    }
    return IntStream.range(0, FactorSprites.COUNT).toArray();
  }

  /** Draws block by block and returns the sum of all bytes. */
  private static long drawAll(FactorSprites sprites, int[] indices, NpzWriter writer) {
    int side = sprites.side();
    ArraySink sink =
        writer.begin(ArrayDescription.of("images", ElementType.U8, indices.length, side, side, 3));
    long sum = 0;
    for (int from = 0; from < indices.length; from += BLOCK) {
      int count = Math.min(BLOCK, indices.length - from);
      byte[] block = new byte[count * sprites.bytes()];
      for (int i = 0; i < count; i++) {
        sprites.draw(indices[from + i], block, i * sprites.bytes());
      }
      for (byte value : block) {
        sum += value & 0xFF;
      }
      sink.append(HeldArray.of("images", block, count, side, side, 3));
    }
    return sum;
  }

  private static void append(NpzWriter writer, org.latent4j.io.StoredArray array) {
    writer.begin(array.description()).append(array);
  }
}
