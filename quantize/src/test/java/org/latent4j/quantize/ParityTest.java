package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Seed;
import org.latent4j.io.NpzFile;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One step of each trainable quantizer against golden files. */
class ParityTest {
  private static final double SHARE = 1e-12;

  /** Passes once and compares output, codes and gradient; returns the step. */
  private static Step pass(String name, TrainableQuantizer quantizer) {
    String in = name + "-in";
    String out = name + "-out";
    Step step = quantizer.forward(Golden.array(in, "z"), Phase.EVALUATION);
    INDArray gradient = quantizer.backward(step, Golden.array(in, "gradient"));
    assertThat(step.codes().codes()).as(name).isEqualTo(Golden.integers(out, "codes"));
    Golden.close(
        name + " output", Dense.doubles(step.output()), Golden.doubles(out, "output"), SHARE);
    Golden.close(name + " grad_z", Dense.doubles(gradient), Golden.doubles(out, "grad_z"), SHARE);
    return step;
  }

  private static void losses(String name, Step step, String... parts) {
    String out = name + "-out";
    for (int i = 0; i < parts.length; i += 2) {
      double golden = Golden.doubles(out, parts[i])[0];
      Golden.close(
          name + " " + parts[i],
          new double[] {step.losses().part(parts[i + 1])},
          new double[] {golden},
          SHARE);
    }
    double total = Golden.doubles(out, "loss")[0];
    Golden.close(name + " loss", new double[] {step.losses().total()}, new double[] {total}, SHARE);
  }

  private static double[][] matrix(INDArray x) {
    double[] all = Dense.doubles(x);
    int d = (int) x.size(1);
    return IntStream.range(0, (int) x.size(0))
        .mapToObj(row -> Arrays.copyOfRange(all, row * d, (row + 1) * d))
        .toArray(double[][]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"qlae", "qlae-shared"})
  void qlae(String name) {
    double[][] values = matrix(Golden.array(name + "-in", "values"));
    int latents = (int) Golden.array(name + "-in", "z").size(1);
    QlaeQuantization settings =
        QlaeQuantization.of(values[0].length).withShared(values.length == 1);
    QlaeTraining quantizer = QlaeTraining.of(settings, latents, values);
    Step step = pass(name, quantizer);
    losses(
        name, step, "quantization_loss", Losses.QUANTIZATION, "commitment_loss", Losses.COMMITMENT);
    Golden.close(
        "grad_values",
        quantizer.parameters().get(0).gradient(),
        Golden.doubles(name + "-out", "grad_values"),
        SHARE);
  }

  @ParameterizedTest
  @EnumSource(FsqBound.class)
  void fsq(FsqBound bound) {
    String name = "fsq-" + bound.name().toLowerCase(java.util.Locale.ROOT);
    int[] levels = Golden.integers(name + "-in", "levels");
    FsqTraining quantizer = new FsqQuantization(levels, bound).trainable();
    Step step = pass(name, quantizer);
    long[] index = Golden.open(name + "-out").array("index").longs();
    CodeMatrix fitted = quantizer.freeze().quantize(Golden.array(name + "-in", "z"));
    assertThat(fitted).isEqualTo(step.codes());
    for (int row = 0; row < index.length; row++) {
      assertThat(fitted.index(row)).isEqualTo(index[row]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lfq", "bsq"})
  void signs(String name) {
    double[] o = Golden.doubles(name + "-out", "options");
    EntropyPenalty penalty = new EntropyPenalty(o[0], o[1], o[2], 0);
    int d = (int) Golden.array(name + "-in", "z").size(1);
    SignTraining quantizer =
        name.equals("lfq")
            ? new LfqQuantization(o[4], o[3], penalty).trainable(d)
            : new BsqQuantization(o[4], o[3], penalty).trainable(d);
    Step step = pass(name, quantizer);
    losses(
        name,
        step,
        "sample_entropy",
        Losses.SAMPLE_ENTROPY,
        "batch_entropy",
        Losses.BATCH_ENTROPY,
        "commitment_loss",
        Losses.COMMITMENT);
    long[] index = Golden.open(name + "-out").array("index").longs();
    CodeMatrix fitted = quantizer.freeze().quantize(Golden.array(name + "-in", "z"));
    for (int row = 0; row < index.length; row++) {
      assertThat(step.codes().index(row)).isEqualTo(index[row]);
      assertThat(fitted.index(row)).isEqualTo(index[row]);
    }
    double[] clamped = Golden.doubles(name + "-out", "reference_clamped");
    double allowed = 1e-3 * d;
    assertThat(step.losses().part(Losses.SAMPLE_ENTROPY) - clamped[0]).isBetween(-1e-9, allowed);
    assertThat(step.losses().part(Losses.BATCH_ENTROPY) - clamped[1]).isBetween(-1e-9, allowed);
  }

  @ParameterizedTest
  @EnumSource(GradientEstimator.class)
  void vq(GradientEstimator estimator) {
    String name = "vq-" + estimator.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    INDArray codebook = Golden.array(name + "-in", "codebook");
    VqQuantization settings = VqQuantization.of((int) codebook.size(0)).withEstimator(estimator);
    VqTraining quantizer = VqTraining.of(settings, (int) codebook.size(1), Dense.doubles(codebook));
    losses(name, pass(name, quantizer), "commitment_loss", Losses.COMMITMENT);
  }

  @Test
  void movingAverages() {
    NpzFile in = Golden.open("vq-ema-in");
    double[] o = Golden.doubles("vq-ema-out", "options");
    INDArray codebook = Golden.array("vq-ema-in", "codebook");
    int d = (int) codebook.size(1);
    VqTraining quantizer =
        VqTraining.of(
            VqQuantization.of((int) codebook.size(0)).withAverages(o[0], o[1], 0),
            d,
            Dense.doubles(codebook));
    quantizer.resume(in.array("cluster_size").doubles(), in.array("embed_avg").doubles());
    INDArray z = in.array("z").read();
    int block = (int) (z.size(0) / o[2]);
    int[] golden = Golden.integers("vq-ema-out", "codes");
    for (int from = 0; from < z.size(0); from += block) {
      Step step = quantizer.forward(Dense.rows(z, from, from + block), Phase.TRAINING);
      assertThat(step.codes().codes()).isEqualTo(Arrays.copyOfRange(golden, from, from + block));
      quantizer.afterStep(step, new Seed(from));
    }
    String out = "vq-ema-out";
    Golden.close("codebook", quantizer.codebook(), Golden.doubles(out, "codebook"), SHARE);
    Golden.close("size", quantizer.clusterSize(), Golden.doubles(out, "cluster_size"), SHARE);
    Golden.close("sums", quantizer.embedAverage(), Golden.doubles(out, "embed_avg"), SHARE);
  }

  @Test
  void simVq() {
    INDArray frozen = Golden.array("simvq-in", "frozen");
    SimVqTraining quantizer =
        SimVqTraining.of(
            SimVqQuantization.of((int) frozen.size(0)),
            (int) frozen.size(1),
            Dense.doubles(frozen),
            Golden.doubles("simvq-in", "weight"));
    losses(
        "simvq",
        pass("simvq", quantizer),
        "quantization_loss",
        Losses.QUANTIZATION,
        "commitment_loss",
        Losses.COMMITMENT);
    Golden.close(
        "grad_weight",
        quantizer.parameters().get(0).gradient(),
        Golden.doubles("simvq-out", "grad_weight"),
        SHARE);
  }

  @Test
  void residual() {
    INDArray all = Golden.array("rvq-in", "codebooks");
    int stages = (int) all.size(0);
    int codes = (int) all.size(1);
    int d = (int) all.size(2);
    double[] flat = Golden.doubles("rvq-in", "codebooks");
    List<double[]> codebooks =
        IntStream.range(0, stages)
            .mapToObj(s -> Arrays.copyOfRange(flat, s * codes * d, (s + 1) * codes * d))
            .toList();
    ResidualTraining quantizer =
        ResidualTraining.of(ResidualQuantization.of(stages, codes), d, codebooks, new Seed(0));
    Step step = pass("rvq", quantizer);
    losses("rvq", step, "commitment_loss", Losses.COMMITMENT);
    assertThat(quantizer.freeze().quantize(Golden.array("rvq-in", "z"))).isEqualTo(step.codes());
  }

  @Test
  void bernoulli() {
    int bits = (int) Golden.array("bernoulli-in", "z").size(1);
    pass("bernoulli", BernoulliQuantization.standard().trainable(bits, new Seed(0)));
  }

  @Test
  void tokenizer() {
    Quantizer tokenizer = Quantizer.load(Golden.path("tokenizer.safetensors"));
    CodeMatrix codes = tokenizer.quantize(Golden.array("vectors", "x"));
    double[] margins = Golden.doubles("tokenizer-out", "margin");
    int[] golden = Golden.integers("tokenizer-out", "codes");
    for (int row = 0; row < golden.length; row++) {
      if (margins[row] > 1e-5) {
        assertThat(codes.get(row, 0)).as("row %d", row).isEqualTo(golden[row]);
      }
    }
  }

  @Test
  void floatsAreCodedAsDoubles() {
    INDArray z = Golden.array("qlae-in", "z").castTo(DataType.FLOAT);
    double[][] values = matrix(Golden.array("qlae-in", "values"));
    QlaeTraining quantizer =
        QlaeTraining.of(QlaeQuantization.of(values[0].length), values.length, values);
    Step step = quantizer.forward(z, Phase.EVALUATION);
    assertThat(step.output().dataType()).isEqualTo(DataType.FLOAT);
    assertThat(step.codes().codes()).isEqualTo(Golden.integers("qlae-out", "codes"));
  }
}
