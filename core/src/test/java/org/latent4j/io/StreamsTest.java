package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.kernel.RandomStream;

/** Every kind of array gives the same bytes however it is read, by however many threads. */
class StreamsTest {
  private static final int ROWS = 211;
  private static final int COLUMNS = 97;

  @TempDir private Path folder;

  private final Map<String, StoredArray> arrays = new LinkedHashMap<>();
  private byte[] expected = {};

  @BeforeEach
  void make() {
    long[] numbers = HandMade.numbers("f8", ROWS * COLUMNS);
    expected = HandMade.elements("f8", ByteOrder.LITTLE_ENDIAN, numbers);
    byte[] columns =
        HandMade.elements("f8", ByteOrder.BIG_ENDIAN, HandMade.columnMajor(numbers, ROWS, COLUMNS));
    byte[] plain = HandMade.npy("<f8", false, expected, ROWS, COLUMNS);
    byte[] odd = HandMade.npy(">f8", true, columns, ROWS, COLUMNS);
    arrays.put("npy", NpyFile.open(Broken.file(folder, "p.npy", plain)).array());
    arrays.put("odd npy", NpyFile.open(Broken.file(folder, "o.npy", odd)).array());
    byte[] zip =
        new HandZip()
            .add("stored.npy", plain)
            .add("deflated.npy", plain, HandZip.Trait.DEFLATED)
            .add("odd.npy", odd, HandZip.Trait.DEFLATED, HandZip.Trait.LATER_SIGNED)
            .end("");
    NpzFile npz = NpzFile.open(Broken.file(folder, "z.npz", zip));
    npz.names().forEach(name -> arrays.put("npz " + name, npz.array(name)));
    String header = "{" + HandMade.tensor("a", "F64", "[211,97]", 0, expected.length) + "}";
    Path tensors = Broken.file(folder, "t.safetensors", HandMade.safetensors(header, expected));
    arrays.put("safetensors", SafetensorsFile.open(tensors).array("a"));
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = numbers[i];
    }
    arrays.put("converted", HeldArray.of("h", floats, ROWS, COLUMNS).as(ElementType.F64));
    Path words = folder.resolve("w.vec.gz");
    try (WordVectorWriter writer = WordVectorWriter.create(words, ROWS, COLUMNS)) {
      for (int i = 0; i < ROWS; i++) {
        float[] row = java.util.Arrays.copyOfRange(floats, i * COLUMNS, (i + 1) * COLUMNS);
        writer.append("word " + i, row);
      }
      writer.commit();
    }
    arrays.put("words", WordVectorFile.open(words).array("vectors").as(ElementType.F64));
  }

  @Test
  void allAtOnce() {
    arrays.forEach((what, array) -> assertThat(HandMade.bytes(array)).as(what).isEqualTo(expected));
  }

  @Test
  void byteByByte() throws IOException {
    for (Map.Entry<String, StoredArray> entry : arrays.entrySet()) {
      try (InputStream in = entry.getValue().stream()) {
        for (int i = 0; i < expected.length; i++) {
          int one = in.read();
          if (one != (expected[i] & 0xFF)) {
            throw new AssertionError(entry.getKey() + ": byte " + i + " is " + one);
          }
        }
        assertThat(in.read()).as(entry.getKey()).isEqualTo(-1);
        assertThat(in.read(new byte[3])).as(entry.getKey()).isEqualTo(-1);
        assertThat(in.read(new byte[0])).as(entry.getKey()).isZero();
      }
    }
  }

  @Test
  void inPiecesOfAnyLength() throws IOException {
    for (Map.Entry<String, StoredArray> entry : arrays.entrySet()) {
      RandomStream random = new RandomStream(5);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      byte[] some = new byte[70_000];
      try (InputStream in = entry.getValue().stream()) {
        while (true) {
          int offset = random.below(5);
          int length = 1 + random.below(random.below(2) == 0 ? 9 : 69_000);
          int count = in.read(some, offset, length);
          if (count < 0) {
            break;
          }
          assertThat(count).as(entry.getKey()).isBetween(1, length);
          all.write(some, offset, count);
        }
      }
      assertThat(all.toByteArray()).as(entry.getKey()).isEqualTo(expected);
    }
  }

  @Test
  void afterSkipping() throws IOException {
    for (Map.Entry<String, StoredArray> entry : arrays.entrySet()) {
      for (int skipped : new int[] {0, 1, 8, 4096, 65_535, 65_537, expected.length}) {
        try (InputStream in = entry.getValue().stream()) {
          in.skipNBytes(skipped);
          assertThat(in.read())
              .as(entry.getKey() + " behind " + skipped)
              .isEqualTo(skipped == expected.length ? -1 : expected[skipped] & 0xFF);
        }
      }
    }
  }

  @Test
  void streamsOfOneArrayDoNotDisturbEachOther() throws IOException {
    for (Map.Entry<String, StoredArray> entry : arrays.entrySet()) {
      try (InputStream first = entry.getValue().stream();
          InputStream second = entry.getValue().stream()) {
        byte[] a = first.readNBytes(1000);
        byte[] b = second.readNBytes(70_000);
        assertThat(HandMade.join(a, first.readAllBytes())).as(entry.getKey()).isEqualTo(expected);
        assertThat(HandMade.join(b, second.readAllBytes())).as(entry.getKey()).isEqualTo(expected);
      }
    }
  }

  @Test
  void sevenThreadsReadTheSame() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(7);
    try {
      List<Future<byte[]>> futures = new ArrayList<>();
      for (int round = 0; round < 3; round++) {
        arrays.values().forEach(array -> futures.add(threads.submit(() -> HandMade.bytes(array))));
      }
      for (Future<byte[]> future : futures) {
        assertThat(future.get(60, TimeUnit.SECONDS)).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void javaArraysAndTensorsAgree() {
    for (Map.Entry<String, StoredArray> entry : arrays.entrySet()) {
      double[] doubles = entry.getValue().doubles();
      float[] floats = entry.getValue().floats();
      double[] tensor = HandMadeTensors.doubles(entry.getValue().read());
      assertThat(tensor).as(entry.getKey()).isEqualTo(doubles);
      for (int i = 0; i < doubles.length; i += 101) {
        assertThat((double) floats[i]).as(entry.getKey()).isEqualTo(doubles[i]);
      }
    }
  }

  @Test
  void readingLeavesTheFilesAsTheyAre() throws IOException {
    Map<Path, byte[]> before = new LinkedHashMap<>();
    try (var files = java.nio.file.Files.list(folder)) {
      for (Path file : files.toList()) {
        before.put(file, java.nio.file.Files.readAllBytes(file));
      }
    }
    arrays.values().forEach(StoredArray::read);
    try (var files = java.nio.file.Files.list(folder)) {
      assertThat(files.toList()).containsExactlyInAnyOrderElementsOf(before.keySet());
    }
    for (Map.Entry<Path, byte[]> entry : before.entrySet()) {
      assertThat(java.nio.file.Files.readAllBytes(entry.getKey())).isEqualTo(entry.getValue());
    }
  }
}
