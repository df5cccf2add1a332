package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.io.ArrayFile;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.io.NpzWriter;
import org.latent4j.io.SafetensorsFile;
import org.latent4j.io.SafetensorsWriter;
import org.latent4j.kernel.RandomStream;

/** The figures, defaults and files of fit, encode and decode, counted by hand. */
class QuantizeFiguresTest {
  @TempDir private Path folder;

  private Path at(String name) {
    return folder.resolve(name);
  }

  private static void done(Object... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).as(run.error()).isZero();
    assertThat(run.error()).isEmpty();
  }

  private static double[] only(Path file) {
    ArrayFile arrays = ArrayFile.open(file);
    return arrays.array(arrays.names().get(0)).doubles();
  }

  private Path rows(int n, int d) {
    Path file = at("x" + n + "x" + d + ".npy");
    NpyWriter.write(file, HeldArray.of("x", new RandomStream(n).normals(n * d), n, d));
    return file;
  }

  private JsonObject fitted(Path x, Path out, String words) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("quantize", "fit", "--kind"));
    arguments.addAll(List.of((Object[]) words.split(" ")));
    arguments.addAll(List.of("--input", x, "--out", out, "--json", at("fit.json")));
    done(arguments.toArray());
    return CommandRun.json(at("fit.json"));
  }

  private static Map<String, String> tensors(Path quantizer) {
    Map<String, String> shapes = new TreeMap<>();
    SafetensorsFile.open(quantizer)
        .descriptions()
        .forEach(
            each -> shapes.put(each.name(), each.type() + java.util.Arrays.toString(each.shape())));
    return shapes;
  }

  /**
   * What is not said is 8 positions of 8 bits, 4 stages of 256 codes, 10 levels, 4 bits for osq.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pq --iterations 1 | 8 | 64 | {centroids=F32[8, 256, 1]}",
        "rq --iterations 1 | 4 | 32 | {codebooks=F32[4, 256, 8]}",
        "sq | 8 | 64 | {maximum=F32[8], minimum=F32[8]}",
        "osq | 8 | 32 | {centroid=F32[8]}",
        "rabitq | 64 | 64 | {centroid=F32[8], rotation=F32[64, 64]}",
        "tokenizer --iterations 1 | 1 | 8 | {centroids=F32[256, 8]}",
        "fsq --levels 8,8,8,8,8,5,5,5 | 8 | 24 | {_levels=I32[8]}",
        "lfq | 8 | 8 | {codebook_scale=F32[1], dimension=I32[1]}",
        "bernoulli | 8 | 8 | {embedding=F32[8, 8]}"
      })
  void defaultsAreThoseOfTheSpecification(String words, int positions, int bits, String expected)
      throws IOException {
    Path quantizer = at("q.safetensors");
    JsonObject json = fitted(rows(260, 8), quantizer, words);
    assertThat(json.get("positions").getAsInt()).isEqualTo(positions);
    assertThat(json.get("bitsPerVector").getAsInt()).isEqualTo(bits);
    assertThat(tensors(quantizer)).hasToString(expected);
    Map<String, String> metadata = SafetensorsFile.open(quantizer).metadata();
    assertThat(metadata).containsEntry("format", "latent4j").containsEntry("version", "1");
    assertThat(metadata).containsEntry("kind", words.replaceFirst(" .*", ""));
    assertThat(metadata).containsKeys("parameters", "lineage");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pq --positions 2 --bits 4 --similarity dot | \"bits\":4 | \"similarity\":\"dot\"",
        "opq --positions 2 --bits 4 --iterations 2 | \"bits\":4 | \"similarity\":\"l2\"",
        "sq --bits 4 --similarity cosine | \"bits\":4 | \"similarity\":\"cosine\"",
        "osq --bits 7 | \"bits\":7 | \"similarity\":\"l2\"",
        "rq --codes 5 --stages 2 --beam 3 | \"beam\":3 | \"similarity\":\"l2\"",
        "rabitq --similarity dot | {} | \"similarity\":\"dot\""
      })
  void parametersStandInTheFile(String words, String one, String other) throws IOException {
    Path quantizer = at("q.safetensors");
    fitted(rows(60, 8), quantizer, words);
    String parameters = SafetensorsFile.open(quantizer).metadata().get("parameters");
    assertThat(parameters.replace(" ", "")).contains(one.replace("{}", ""), other);
  }

  /** mse, perplexity, active and dead are those of the codes and values that are written. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pq --positions 2 --bits 4",
        "opq --positions 4 --bits 4 --iterations 2",
        "rq --codes 7 --stages 3",
        "sq --bits 4",
        "osq --bits 2",
        "rabitq",
        "qlae --levels 6",
        "gvq --positions 4 --codes 9"
      })
  void figuresAreThoseOfTheFiles(String words) throws IOException {
    int d = 8;
    int n = 90;
    Path x = rows(n, d);
    Path quantizer = at("q.safetensors");
    JsonObject fit = fitted(x, quantizer, words);
    done(
        "quantize",
        "encode",
        "--quantizer",
        quantizer,
        "--input",
        x,
        "--codes",
        at("c.npz"),
        "--values",
        at("v.npy"),
        "--packed",
        at("p.npy"),
        "--json",
        at("e.json"));
    JsonObject encode = CommandRun.json(at("e.json"));
    double[] values = only(at("v.npy"));
    double[] rows = only(x);
    double mse = 0;
    for (int i = 0; i < rows.length; i++) {
      mse += (rows[i] - values[i]) * (rows[i] - values[i]) / rows.length;
    }
    double[] codes = ArrayFile.open(at("c.npz")).array("codes").doubles();
    int positions = codes.length / n;
    int bits = fit.get("bitsPerVector").getAsInt();
    int levels =
        switch (words.replaceFirst(" .*", "")) {
          case "rq" -> 7;
          case "qlae" -> 6;
          case "gvq" -> 9;
          default -> 1 << (bits / positions);
        };
    int active = 0;
    double[] perplexity = new double[positions];
    for (int p = 0; p < positions; p++) {
      int[] counts = new int[levels];
      for (int i = 0; i < n; i++) {
        counts[(int) codes[i * positions + p]]++;
      }
      double entropy = 0;
      for (int count : counts) {
        active += count > 0 ? 1 : 0;
        entropy -= count == 0 ? 0 : (double) count / n * Math.log((double) count / n);
      }
      perplexity[p] = Math.exp(entropy);
    }
    for (JsonObject json : List.of(fit, encode)) {
      assertThat(json.get("mse").getAsDouble()).isCloseTo(mse, within(1e-6 * (1 + mse)));
      assertThat(json.get("dead").getAsInt()).isEqualTo(levels * positions - active);
      for (int p = 0; p < positions; p++) {
        assertThat(json.getAsJsonArray("perplexity").get(p).getAsDouble())
            .isCloseTo(perplexity[p], within(1e-9 * perplexity[p]));
      }
      assertThat(json.get("seconds").getAsDouble()).isNotNegative();
    }
    assertThat(fit.keySet())
        .contains(
            "kind",
            "dimension",
            "positions",
            "bitsPerVector",
            "mse",
            "perplexity",
            "dead",
            "seconds");
    assertThat(encode.keySet())
        .contains("rows", "mse", "perplexity", "active", "dead", "bytesPerRow", "seconds");
    assertThat(encode.get("active").getAsInt()).isEqualTo(active);
    assertThat(encode.get("rows").getAsInt()).isEqualTo(n);
    assertThat(encode.get("bytesPerRow").getAsInt()).isEqualTo((bits + 7) / 8);
    unpacked(only(at("p.npy")), codes, n, levels);
  }

  /** Bit b of a row is bit {@code b & 7} of byte {@code b >> 3}, lowest bit of a code first. */
  private static void unpacked(double[] bytes, double[] codes, int n, int levels) {
    int positions = codes.length / n;
    int bits = 32 - Integer.numberOfLeadingZeros(levels - 1);
    int width = bytes.length / n;
    assertThat(width).isEqualTo((positions * bits + 7) / 8);
    for (int i = 0; i < codes.length; i++) {
      int code = 0;
      for (int t = 0; t < bits; t++) {
        int b = i % positions * bits + t;
        code |= ((int) bytes[i / positions * width + (b >> 3)] >> (b & 7) & 1) << t;
      }
      assertThat(code).as("code %d", i).isEqualTo((int) codes[i]);
    }
  }

  /**
   * The same bytes by 1, 2 and 7 threads, where rows are sampled too; other ones by other seeds.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pq --positions 2 --bits 4 --iterations 3",
        "opq --positions 2 --bits 4 --iterations 2",
        "rq --codes 6 --stages 2 --iterations 3",
        "rabitq"
      })
  void threadsChangeNothingAndSeedsDo(String words) throws IOException {
    Path x = rows(4200, 4);
    fitted(x, at("1.safetensors"), words + " --threads 1");
    byte[] one = Files.readAllBytes(at("1.safetensors"));
    for (int threads : new int[] {2, 7}) {
      fitted(x, at("n.safetensors"), words + " --seed 0 --threads " + threads);
      assertThat(Files.readAllBytes(at("n.safetensors"))).as("%d threads", threads).isEqualTo(one);
    }
    fitted(x, at("s.safetensors"), words + " --seed 1");
    assertThat(Files.readAllBytes(at("s.safetensors"))).isNotEqualTo(one);
  }

  /** Vectors in a named array of a larger file, and in double, are the same vectors. */
  @Test
  void vectorsOfAnyFile() throws IOException {
    float[] values = new RandomStream(4).normals(80 * 4);
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    NpyWriter.write(at("x.npy"), HeldArray.of("x", values, 80, 4));
    NpyWriter.write(at("d.npy"), HeldArray.of("x", wide, 80, 4));
    NpzWriter.write(
        at("x.npz"),
        List.of(HeldArray.of("other", new float[3], 3), HeldArray.of("mine", values, 80, 4)));
    SafetensorsWriter.write(
        at("x.safetensors"),
        Map.of(),
        List.of(HeldArray.of("other", new float[3], 3), HeldArray.of("mine", values, 80, 4)));
    String words = "pq --positions 2 --bits 4 --iterations 4";
    fitted(at("x.npy"), at("1.safetensors"), words);
    byte[] expected = Files.readAllBytes(at("1.safetensors"));
    for (String input : new String[] {"x.npz#mine", "x.safetensors#mine"}) {
      fitted(at(input), at("2.safetensors"), words);
      assertThat(Files.readAllBytes(at("2.safetensors"))).as(input).isEqualTo(expected);
    }
    for (String input : new String[] {"x.npy", "d.npy", "x.npz#mine"}) {
      Path codes = at("c.npy");
      done(
          "quantize",
          "encode",
          "--quantizer",
          at("1.safetensors"),
          "--in",
          at(input),
          "--codes",
          codes);
      if (input.equals("x.npy")) {
        Files.move(codes, at("first.npy"));
      } else {
        assertThat(Files.readAllBytes(codes))
            .as(input)
            .isEqualTo(Files.readAllBytes(at("first.npy")));
      }
    }
  }

  @Test
  void noRowsAreCodedToNone() throws IOException {
    fitted(rows(40, 4), at("q.safetensors"), "osq");
    Path none = rows(0, 4);
    done(
        "quantize",
        "encode",
        "--quantizer",
        at("q.safetensors"),
        "--input",
        none,
        "--codes",
        at("c.npz"),
        "--values",
        at("v.npy"),
        "--packed",
        at("p.npy"),
        "--json",
        at("e.json"));
    JsonObject json = CommandRun.json(at("e.json"));
    assertThat(json.get("rows").getAsInt()).isZero();
    assertThat(json.get("active").getAsInt()).isZero();
    assertThat(json.get("dead").getAsInt()).isEqualTo(4 * 16);
    assertThat(json.get("bytesPerRow").getAsInt()).isEqualTo(2);
    assertThat(Files.readString(at("e.json"))).doesNotContain("NaN");
    ArrayFile codes = ArrayFile.open(at("c.npz"));
    assertThat(codes.array("codes").description().shape()).containsExactly(0, 4);
    for (String factor : new String[] {"lower", "upper", "correction", "sum"}) {
      assertThat(codes.array(factor).description().shape()).containsExactly(0);
    }
    assertThat(ArrayFile.open(at("p.npy")).descriptions().get(0).shape()).containsExactly(0, 2);
    assertThat(ArrayFile.open(at("v.npy")).descriptions().get(0).shape()).containsExactly(0, 4);
  }
}
