package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.FormatException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Quantizers for search in files of other programs, whole and broken. */
class HandmadeFilesTest {
  private static final List<String> KINDS = List.of("pq", "opq", "rq", "sq", "osq", "rabitq");

  @TempDir private Path folder;

  private static float[] turn(int size) {
    float[] turn = new float[size * size];
    for (int i = 0; i < size; i++) {
      turn[i * size + (i + 1) % size] = i % 2 == 0 ? 1 : -1;
    }
    return turn;
  }

  private static float[] numbers(int count) {
    return PlainScan.whole(new RandomStream(count), count, 9);
  }

  /** A whole file of a kind, of rows of width 4. */
  private static HandmadeFile whole(String kind) {
    return switch (kind) {
      case "pq" ->
          HandmadeFile.of("pq", "{\"bits\": 4}").floats("centroids", numbers(64), 2, 16, 2);
      case "opq" ->
          HandmadeFile.of("opq", "{\"bits\": 4}")
              .floats("centroids", numbers(64), 2, 16, 2)
              .floats("rotation", turn(4), 4, 4);
      case "rq" -> HandmadeFile.of("rq", "{}").floats("codebooks", numbers(60), 3, 5, 4);
      case "sq" ->
          HandmadeFile.of("sq", "{\"bits\": 8}")
              .floats("minimum", new float[] {-1, -2, -3, 0}, 4)
              .floats("maximum", new float[] {1, 2, 3, 0}, 4);
      case "osq" -> HandmadeFile.of("osq", "{\"bits\": 3}").floats("centroid", numbers(4), 4);
      default ->
          HandmadeFile.of("rabitq", "{}")
              .floats("centroid", numbers(4), 4)
              .floats("rotation", turn(64), 64, 64);
    };
  }

  private Path file() {
    return folder.resolve("made.safetensors");
  }

  private void refused(HandmadeFile made, String... words) {
    refused(made.bytes(), words);
  }

  private void refused(byte[] bytes, String... words) {
    HandmadeFile.write(file(), bytes);
    assertThatThrownBy(() -> Quantizer.load(file()))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("made.safetensors")
        .hasMessageNotContaining("\n")
        .satisfies(e -> List.of(words).forEach(word -> assertThat(e).hasMessageContaining(word)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pq", "opq", "rq", "sq", "osq", "rabitq"})
  void wholeFilesLoadWithDistancesAtFirst(String kind) {
    ScanningQuantizer quantizer = (ScanningQuantizer) Quantizer.load(whole(kind).write(file()));
    assertThat(quantizer.kind()).isEqualTo(kind);
    assertThat(quantizer.dimension()).isEqualTo(4);
    assertThat(quantizer.similarity()).isEqualTo(Similarity.L2);
    INDArray x = Dense.of(numbers(40), 10, 4);
    CodeMatrix codes = quantizer.quantize(x);
    assertThat(codes.factors()).isEqualTo(quantizer.factors());
    assertThat(quantizer.search(x, codes, 3).k()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"l2", "dot", "cosine"})
  void theSimilarityIsThatOfTheFile(String word) {
    for (String kind : KINDS) {
      String bits = kind.equals("sq") ? "8" : "4";
      HandmadeFile made =
          whole(kind).with("parameters", "{\"bits\":" + bits + ",\"similarity\":\"" + word + "\"}");
      ScanningQuantizer quantizer = (ScanningQuantizer) Quantizer.load(made.write(file()));
      assertThat(quantizer.similarity().word()).as(kind).isEqualTo(word);
    }
  }

  /**
   * The parameters that the specification lists are those of pq, sq and osq; no other needs any.
   */
  @ParameterizedTest
  @ValueSource(strings = {"opq", "rq", "rabitq"})
  void kindsWithoutNeededParametersLoadWithoutAny(String kind) {
    for (String parameters : new String[] {"{}", "{\"other\": [1, 2]}"}) {
      Quantizer quantizer =
          Quantizer.load(whole(kind).with("parameters", parameters).write(file()));
      assertThat(quantizer.kind()).isEqualTo(kind);
    }
    assertThat(Quantizer.load(whole(kind).with("parameters", null).write(file())).kind())
        .isEqualTo(kind);
    assertThat(Quantizer.load(whole(kind).with("lineage", null).write(file())).kind())
        .isEqualTo(kind);
  }

  /** Codes and values are those of the tensors, by hand. */
  @Test
  void tensorsMeanWhatTheSpecificationSays() {
    float[] centroids = new float[32];
    for (int k = 0; k < 16; k++) {
      centroids[2 * k] = k;
      centroids[2 * k + 1] = -k;
    }
    Path made =
        HandmadeFile.of("opq", "{\"bits\":4}")
            .floats("centroids", centroids, 1, 16, 2)
            .floats("rotation", new float[] {0, 1, -1, 0}, 2, 2)
            .write(file());
    Quantizer opq = Quantizer.load(made);
    // y = x R: (x0, x1) becomes (-x1, x0); (-7, -7) becomes (7, -7), the centroid of code 7.
    INDArray x = Dense.of(new float[] {-7.2f, -6.9f}, 1, 2);
    assertThat(opq.quantize(x).codes()).containsExactly(7);
    assertThat(Dense.floats(opq.encode(x))).containsExactly(-7, -7);
    Quantizer rq =
        Quantizer.load(
            HandmadeFile.of("rq", "{}")
                .floats("codebooks", new float[] {0, 10, 20, 0, 1, 2}, 2, 3, 1)
                .write(file()));
    assertThat(rq.quantize(Dense.of(new float[] {12.2f}, 1, 1)).codes()).containsExactly(1, 2);
    Quantizer sq =
        Quantizer.load(
            HandmadeFile.of("sq", "{\"bits\":4}")
                .floats("minimum", new float[] {1}, 1)
                .floats("maximum", new float[] {31}, 1)
                .write(file()));
    assertThat(sq.quantize(Dense.of(new float[] {6.9f}, 1, 1)).codes()).containsExactly(3);
    assertThat(Dense.floats(sq.encode(Dense.of(new float[] {6.9f}, 1, 1)))).containsExactly(7);
  }

  @Test
  void signsOfARotationByHand() {
    float[] centroid = {1, 1, 1, 1};
    Path made =
        HandmadeFile.of("rabitq", "{}")
            .floats("centroid", centroid, 4)
            .floats("rotation", turn(64), 64, 64)
            .write(file());
    Quantizer quantizer = Quantizer.load(made);
    CodeMatrix codes = quantizer.quantize(Dense.of(new float[] {3, 1, 2, 0}, 1, 4));
    // x - c = (2, 0, 1, -1); entry i goes to i + 1, odd ones with the other sign.
    int[] expected = new int[64];
    expected[1] = 1;
    expected[3] = 1;
    expected[4] = 1;
    assertThat(codes.codes()).containsExactly(expected);
    assertThat(codes.factor("norm")[0]).isCloseTo((float) Math.sqrt(6), within(1e-6f));
    assertThat(codes.factor("alignment")[0])
        .isCloseTo((float) (4 / (8 * Math.sqrt(6))), within(1e-6f));
  }

  /** Tensors in double are rounded. */
  @ParameterizedTest
  @ValueSource(strings = {"pq", "rq", "osq"})
  void doublesAreTakenToo(String kind) {
    INDArray x = Dense.of(numbers(40), 10, 4);
    CodeMatrix expected = Quantizer.load(whole(kind).write(file())).quantize(x);
    HandmadeFile made =
        switch (kind) {
          case "pq" -> whole("pq").without("centroids").doubles("centroids", numbers(64), 2, 16, 2);
          case "rq" -> whole("rq").without("codebooks").doubles("codebooks", numbers(60), 3, 5, 4);
          default -> whole("osq").without("centroid").doubles("centroid", numbers(4), 4);
        };
    assertThat(Quantizer.load(made.write(file())).quantize(x)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "pq,centroids",
    "opq,centroids",
    "opq,rotation",
    "rq,codebooks",
    "sq,minimum",
    "sq,maximum",
    "osq,centroid",
    "rabitq,centroid",
    "rabitq,rotation"
  })
  void aMissingOrMisshapenTensorIsNamed(String kind, String tensor) {
    refused(whole(kind).without(tensor), tensor);
    refused(whole(kind).without(tensor).ints(tensor, new float[1], 1), tensor, "I32");
    refused(whole(kind).without(tensor).floats(tensor, numbers(7), 1, 1, 1, 7), tensor);
    refused(whole(kind).without(tensor).floats(tensor, new float[0], 0), tensor, "[0]");
  }

  @Test
  void sizesThatDoNotFitEachOtherAreNamed() {
    refused(
        whole("pq").without("centroids").floats("centroids", numbers(60), 2, 15, 2), "[2, 15, 2]");
    refused(whole("pq").with("parameters", "{\"bits\": 8}"), "centroids", "256", "[2, 16, 2]");
    refused(
        whole("opq").without("rotation").floats("rotation", turn(5), 5, 5), "rotation", "[5, 5]");
    refused(
        whole("opq").without("rotation").floats("rotation", new float[8], 2, 4),
        "rotation",
        "[2, 4]");
    refused(
        whole("sq").without("maximum").floats("maximum", new float[] {9, 9, 9}, 3),
        "maximum",
        "[3]");
    refused(
        whole("rabitq").without("rotation").floats("rotation", turn(4), 4, 4),
        "rotation",
        "[4, 4]");
    refused(
        whole("rabitq").without("centroid").floats("centroid", numbers(65), 65), "rotation", "128");
    refused(
        whole("rq").without("codebooks").floats("codebooks", new float[0], 3, 0, 4), "codebooks");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void valuesThatAreNotFiniteAreNamed(float bad) {
    float[] centroids = numbers(64);
    centroids[17] = bad;
    String word = Float.toString(bad);
    refused(whole("pq").without("centroids").floats("centroids", centroids, 2, 16, 2), word, "17");
    float[] four = {0, 0, bad, 0};
    refused(whole("osq").without("centroid").floats("centroid", four, 4), "centroid", word);
    refused(whole("sq").without("minimum").floats("minimum", four, 4), "minimum", word);
    float[] rotation = turn(64);
    rotation[5] = bad;
    refused(
        whole("rabitq").without("rotation").floats("rotation", rotation, 64, 64), "rotation", word);
  }

  @ParameterizedTest
  @CsvSource({"pq,5", "pq,0", "pq,16", "sq,1", "sq,7", "osq,0", "osq,9", "osq,-1", "pq,4.5"})
  void bitsOutOfRangeAreNamed(String kind, String bits) {
    refused(whole(kind).with("parameters", "{\"bits\":" + bits + "}"), "bits", bits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pq", "sq", "osq"})
  void neededParametersAreAskedFor(String kind) {
    refused(whole(kind).with("parameters", "{}"), "bits", "missing");
    refused(whole(kind).with("parameters", "{\"bits\":\"8\"}"), "bits", "8");
    refused(whole(kind).with("parameters", "{\"bits\":null}"), "bits", "null");
    refused(whole(kind).with("parameters", "[8]"), "parameters");
    refused(whole(kind).with("parameters", "{\"bits\":"), "parameters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pq", "opq", "rq", "sq", "osq", "rabitq"})
  void theSimilarityMustBeAWordOfThree(String kind) {
    String bits = kind.equals("sq") ? "8" : "4";
    for (String bad : new String[] {"\"L2\"", "\"ip\"", "3", "[\"l2\"]"}) {
      HandmadeFile made =
          whole(kind).with("parameters", "{\"bits\":" + bits + ",\"similarity\":" + bad + "}");
      refused(made, "similarity", bad.replaceAll("[\\[\\]\"]", ""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pq", "opq", "rq", "sq", "osq", "rabitq"})
  void theHeadIsChecked(String kind) {
    refused(whole(kind).with("kind", "pqx"), "pqx", kind);
    refused(whole(kind).with("kind", ""), "kind");
    refused(whole(kind).with("kind", null), "kind");
    refused(whole(kind).with("version", "2"), "version", "2");
    refused(whole(kind).with("version", "0"), "version", "0");
    refused(whole(kind).with("version", null), "version");
    refused(whole(kind).with("format", "faiss"), "faiss");
    refused(whole(kind).with("format", null), "format");
  }

  /** A kind that exists but belongs to other tensors names the tensor that it lacks. */
  @Test
  void anotherKindsTensorsAreNotItsOwn() {
    refused(whole("pq").with("kind", "rq"), "codebooks");
    refused(whole("osq").with("kind", "rabitq"), "rotation");
    refused(whole("sq").with("kind", "osq"), "centroid");
    refused(whole("pq").with("kind", "tokenizer"), "centroids");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pq", "opq", "rq", "sq", "osq", "rabitq"})
  void everyTruncationIsRefused(String kind) {
    byte[] bytes = whole(kind).bytes();
    for (int length : new int[] {0, 1, 7, 8, 9, 100, bytes.length - 17, bytes.length - 1}) {
      refused(Arrays.copyOf(bytes, length));
    }
    refused(Arrays.copyOf(bytes, bytes.length + 1));
  }

  /** The row sums of |R Rᵀ - I| may be 1e-3 and no more. */
  @Test
  void rotationsMustBeOrthogonal() {
    for (int size : new int[] {4, 64}) {
      String kind = size == 4 ? "opq" : "rabitq";
      float[] scaled = turn(size);
      float[] sheared = turn(size);
      float[] fine = turn(size);
      for (int i = 0; i < size * size; i++) {
        scaled[i] *= 1.01f;
        fine[i] *= 1.0004f; // squares are off by .0008
      }
      sheared[0] = 0.002f;
      for (float[] bad : List.of(scaled, sheared, new float[size * size])) {
        refused(
            whole(kind).without("rotation").floats("rotation", bad, size, size),
            "rotation",
            "orthogonal");
      }
      Path made =
          whole(kind).without("rotation").floats("rotation", fine, size, size).write(file());
      assertThat(Quantizer.load(made).kind()).isEqualTo(kind);
    }
  }

  @Test
  void theBeamOfAFileIsHeeded() {
    float[] books = {0, 10, 20, 0, 1, 2};
    HandmadeFile made = HandmadeFile.of("rq", "{}").floats("codebooks", books, 2, 3, 1);
    assertThat(((RefinedResidualQuantizer) Quantizer.load(made.write(file()))).beam()).isEqualTo(5);
    made.with("parameters", "{\"beam\":2}");
    assertThat(((RefinedResidualQuantizer) Quantizer.load(made.write(file()))).beam()).isEqualTo(2);
    for (String bad : new String[] {"0", "-3", "1.5", "\"2\"", "true"}) {
      refused(made.with("parameters", "{\"beam\":" + bad + "}"), "beam", bad.replace("\"", ""));
    }
  }
}
