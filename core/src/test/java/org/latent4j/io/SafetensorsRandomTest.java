package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.kernel.RandomStream;

/** Safetensors files drawn at random, whole and with one thing wrong. */
class SafetensorsRandomTest {
  private static final String[] TYPES = {
    "F64", "F32", "F16", "BF16", "I64", "I32", "I16", "I8", "U8", "BOOL"
  };
  private static final int[] WIDTHS = {8, 4, 2, 2, 8, 4, 2, 1, 1, 1};

  @TempDir private Path folder;

  /** A tensor as the header says it. */
  @SuppressWarnings("ArrayRecordComponent") // Not compared.
  private record Drawn(String name, String type, long[] shape, long begin, long end) {
    String json(String shown, long from, long to) {
      return HandMade.tensor(name, type, shown, from, to);
    }

    String json() {
      return json(Arrays.toString(shape), begin, end);
    }
  }

  private static List<Drawn> draw(RandomStream random) {
    List<Drawn> tensors = new ArrayList<>();
    long at = 0;
    int count = 1 + random.below(6);
    for (int i = 0; i < count; i++) {
      int type = random.below(TYPES.length);
      long[] shape = new long[random.below(4)];
      long elements = 1;
      for (int axis = 0; axis < shape.length; axis++) {
        shape[axis] = 1L + random.below(4);
        elements *= shape[axis];
      }
      long bytes = elements * WIDTHS[type];
      tensors.add(new Drawn("layer." + i + "/é", TYPES[type], shape, at, at + bytes));
      at += bytes;
    }
    return tensors;
  }

  private static byte[] file(RandomStream random, List<String> entries, byte[] data) {
    List<String> shuffled = new ArrayList<>();
    for (int i : random.permutation(entries.size())) {
      shuffled.add(entries.get(i));
    }
    String blanks = " ".repeat(random.below(9));
    return HandMade.safetensors("{" + String.join(", ", shuffled) + "}" + blanks, data);
  }

  private static byte[] data(RandomStream random, long length) {
    byte[] data = new byte[(int) length];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) random.below(256);
    }
    return data;
  }

  @Test
  void everyWholeFileIsRead() {
    for (long seed = 0; seed < 200; seed++) {
      RandomStream random = new RandomStream(seed);
      List<Drawn> tensors = draw(random);
      byte[] data = data(random, tensors.get(tensors.size() - 1).end());
      byte[] bytes = file(random, tensors.stream().map(Drawn::json).toList(), data);
      SafetensorsFile file = SafetensorsFile.open(Broken.file(folder, "r.safetensors", bytes));
      assertThat(file.names())
          .as("seed " + seed)
          .containsExactlyElementsOf(tensors.stream().map(Drawn::name).toList());
      for (Drawn tensor : tensors) {
        MappedArray array = file.array(tensor.name());
        assertThat(array.description().shape()).as("seed " + seed).isEqualTo(tensor.shape());
        assertThat(array.description().type().name()).isEqualTo(tensor.type());
        assertThat(HandMade.bytes(array))
            .as("seed " + seed + ", " + tensor.name())
            .isEqualTo(Arrays.copyOfRange(data, (int) tensor.begin(), (int) tensor.end()));
      }
    }
  }

  @Test
  void everyMovedOffsetIsRefused() {
    for (long seed = 0; seed < 200; seed++) {
      RandomStream random = new RandomStream(seed);
      List<Drawn> tensors = draw(random);
      List<String> entries = new ArrayList<>(tensors.stream().map(Drawn::json).toList());
      int one = random.below(entries.size());
      Drawn tensor = tensors.get(one);
      long shift = 1L + random.below(9);
      boolean later = random.below(2) == 0 || tensor.begin() < shift;
      long moved = later ? shift : -shift;
      String shape = Arrays.toString(tensor.shape());
      entries.set(one, tensor.json(shape, tensor.begin() + moved, tensor.end() + moved));
      long length = tensors.get(tensors.size() - 1).end();
      byte[] bytes = file(random, entries, data(random, length));
      // The tensor itself, or the one behind the hole or the overlap, is named.
      Broken.assertRefused(
          Broken.file(folder, "m" + seed + ".safetensors", bytes), "tensor 'layer.");
    }
  }

  @Test
  void everyChangedSizeIsRefusedByName() {
    for (long seed = 0; seed < 200; seed++) {
      RandomStream random = new RandomStream(1000 + seed);
      List<Drawn> tensors = draw(random);
      int one = random.below(tensors.size());
      Drawn tensor = tensors.get(one);
      if (tensor.shape().length == 0) {
        continue;
      }
      long[] shape = tensor.shape().clone();
      int axis = random.below(shape.length);
      shape[axis] = random.below(3) == 0 ? shape[axis] << 33 : shape[axis] + 1;
      List<String> entries = new ArrayList<>(tensors.stream().map(Drawn::json).toList());
      entries.set(one, tensor.json(Arrays.toString(shape), tensor.begin(), tensor.end()));
      byte[] bytes = file(random, entries, data(random, tensors.get(tensors.size() - 1).end()));
      Broken.assertRefused(
          Broken.file(folder, "s" + seed + ".safetensors", bytes),
          "tensor '" + tensor.name() + "'");
    }
  }

  @Test
  void dataShorterOrLongerAreRefused() {
    for (long seed = 0; seed < 100; seed++) {
      RandomStream random = new RandomStream(2000 + seed);
      List<Drawn> tensors = draw(random);
      long length = tensors.get(tensors.size() - 1).end();
      List<String> entries = tensors.stream().map(Drawn::json).toList();
      int change = 1 + random.below((int) Math.min(length, 9));
      byte[] shorter = file(random, entries, data(random, length - change));
      Broken.assertRefused(Broken.file(folder, "d.safetensors", shorter));
      byte[] longer = file(random, entries, data(random, length + change));
      Broken.assertRefused(Broken.file(folder, "l.safetensors", longer), "bytes");
    }
  }

  @Test
  void noSingleByteOfAHeaderCanMakeItCrash() {
    for (long seed = 0; seed < 400; seed++) {
      RandomStream random = new RandomStream(3000 + seed);
      List<Drawn> tensors = draw(random);
      byte[] data = data(random, tensors.get(tensors.size() - 1).end());
      byte[] bytes = file(random, tensors.stream().map(Drawn::json).toList(), data);
      int changes = 1 + random.below(3);
      for (int i = 0; i < changes; i++) {
        bytes[random.below(bytes.length - data.length)] = (byte) random.below(256);
      }
      Broken.readOrRefused(Broken.file(folder, "b.safetensors", bytes), "seed " + (3000 + seed));
    }
  }

  @Test
  void metadataOfAnyTextComesBack() {
    for (long seed = 0; seed < 100; seed++) {
      RandomStream random = new RandomStream(4000 + seed);
      Map<String, String> metadata = new LinkedHashMap<>();
      int count = random.below(5);
      for (int i = 0; i < count; i++) {
        metadata.put(text(random), text(random));
      }
      Path file = folder.resolve("t.safetensors");
      SafetensorsWriter.write(
          file, metadata, List.of(HeldArray.of(text(random) + "x", new byte[3], 3)));
      assertThat(SafetensorsFile.open(file).metadata()).as("seed " + seed).isEqualTo(metadata);
    }
  }

  /** Up to 20 code points of every plane, none of them half a surrogate pair. */
  private static String text(RandomStream random) {
    StringBuilder text = new StringBuilder();
    int length = random.below(20);
    int[] ends = {0x20, 0x7F, 0x800, 0xD800, 0x11_0000};
    for (int i = 0; i < length; i++) {
      int point = random.below(ends[random.below(ends.length)]);
      text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? '"' : point);
    }
    return text.toString();
  }
}
