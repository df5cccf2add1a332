package org.latent4j.quantize.autoencoder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.kernel.RandomStream;

/**
 * An autoencoder in training: dense layers pixels-hidden-hidden-latents and back, with what the
 * model does to latents between them. Weights learn by Adam with decay beside it and gradients
 * clamped element by element to [-1, 1]; biases and codebooks by Adam alone. For one thread at a
 * time; close it after use.
 *
 * <p>The loss is the mean binary cross-entropy of the reconstruction (of logits) over batch and
 * pixels, and what the model adds. Batches are drawn uniformly with replacement; those of a step
 * depend on the seed and the number of the step alone, so a training that was saved and resumed
 * gives the same bits as one that was not, on any number of threads.
 *
 * <p>Source: Hsu et al. 2023, arXiv 2305.18378, section 3 and appendix B.
 */
public final class AutoencoderTraining implements AutoCloseable {
  private static final String TASK = "autoencoder";

  private final AutoencoderSettings settings;
  private final int pixels;
  private final Run run;
  private final Bottleneck bottleneck;
  private final Network encoder;
  private final Network decoder;
  private final List<Codebook> codebooks = new ArrayList<>();
  private final Twin input;
  private final Twin code;
  private final Twin outputGradient;
  private final Twin codeGradient;
  private long steps;

  private AutoencoderTraining(AutoencoderSettings settings, int pixels, Run run) {
    this.settings = settings;
    this.pixels = (int) Require.atLeast("AutoencoderTraining: pixels", 1, pixels);
    this.run = run;
    this.bottleneck = Bottlenecks.of(settings, pixels, run.seed().child("codebook"));
    int batch = settings.batch();
    int hidden = settings.hidden();
    this.encoder =
        new Network(
            "encoder",
            run.seed().child("encoder"),
            batch,
            pixels,
            hidden,
            hidden,
            bottleneck.encodedWidth());
    this.decoder =
        new Network(
            "decoder",
            run.seed().child("decoder"),
            batch,
            bottleneck.decodedWidth(),
            hidden,
            hidden,
            pixels);
    bottleneck.parameters().forEach(group -> codebooks.add(new Codebook(group)));
    this.input = new Twin(batch, pixels);
    this.code = new Twin(batch, bottleneck.decodedWidth());
    this.outputGradient = new Twin(batch, pixels);
    this.codeGradient = new Twin(batch, bottleneck.encodedWidth());
  }

  /**
   * A fresh training.
   *
   * @param pixels numbers of a row
   * @param run seed, progress and threads
   */
  public static AutoencoderTraining start(AutoencoderSettings settings, int pixels, Run run) {
    return new AutoencoderTraining(settings, pixels, run);
  }

  /**
   * A training that goes on where a saved one stood, with its settings, seed and moments.
   *
   * @param run progress and threads; its seed is not used
   * @throws org.latent4j.error.FormatException for a file that is no saved training
   */
  public static AutoencoderTraining resume(Path file, Run run) {
    return Checkpoint.load(file, run);
  }

  /** Saves all that a training needs to go on: values, moments, step and seed. */
  public void save(Path file) {
    Checkpoint.save(this, file);
  }

  /** The hyper-parameters. */
  public AutoencoderSettings settings() {
    return settings;
  }

  /** Numbers of a row. */
  public int pixels() {
    return pixels;
  }

  /** How many steps were made. */
  public long steps() {
    return steps;
  }

  /** The seed, progress and threads. */
  public Run run() {
    return run;
  }

  /** Makes steps until there are {@code total} of them. */
  public void train(TrainingRows rows, long total) {
    Progress progress = run.progress();
    progress.on(new Progress.Started(TASK, total));
    while (steps < total) {
      double loss = step(rows);
      progress.on(new Progress.Stepped(TASK, steps, Map.of("loss", loss)));
    }
    progress.on(new Progress.Finished(TASK));
  }

  /**
   * Makes one step and returns its loss.
   *
   * @throws InputException for rows of another width
   */
  public double step(TrainingRows rows) {
    if (rows.width() != pixels) {
      throw new InputException(
          "AutoencoderTraining.step", pixels + " numbers a row", Integer.toString(rows.width()));
    }
    int batch = settings.batch();
    RandomStream random = run.seed().child("batches").child(steps).stream();
    float[] x = input.resize(batch).values();
    for (int row = 0; row < batch; row++) {
      rows.read(random.below(rows.count()), x, row * pixels);
    }
    input.toNative();
    Twin encoded = encoder.forward(input, run.threads());
    bottleneck.forward(
        encoded.values(),
        batch,
        run.seed().child("noise").child(steps),
        code.resize(batch).values());
    Twin logits = decoder.forward(code.toNative(), run.threads());
    float[] gradient = outputGradient.resize(batch).values();
    double loss =
        CrossEntropy.gradient(logits.values(), x, batch * pixels, gradient) + bottleneck.loss();
    Twin byCode = decoder.backward(outputGradient, true, run.threads());
    codebooks.forEach(Codebook::clear);
    bottleneck.backward(byCode.values(), codeGradient.resize(batch).values());
    encoder.backward(codeGradient, false, run.threads());
    learn();
    return loss;
  }

  private void learn() {
    steps++;
    Adam adam = new Adam(settings.learningRate(), steps);
    weights().forEach(weight -> weight.learn(adam, settings.weightDecay()));
    codebooks.forEach(codebook -> codebook.learn(adam));
  }

  /**
   * Encodes and reconstructs rows; nothing is drawn, and nothing learned.
   *
   * @param indices of the rows
   */
  public Evaluation evaluate(TrainingRows rows, int... indices) {
    int width = settings.latents();
    float[] latents = new float[Math.multiplyExact(indices.length, width)];
    double entropy = 0;
    double psnr = 0;
    int batch = settings.batch();
    for (int from = 0; from < indices.length; from += batch) {
      int n = Math.min(batch, indices.length - from);
      float[] x = input.resize(n).values();
      for (int row = 0; row < n; row++) {
        rows.read(indices[from + row], x, row * pixels);
      }
      Twin encoded = encoder.forward(input.toNative(), run.threads());
      bottleneck.forward(encoded.values(), n, null, code.resize(n).values());
      System.arraycopy(bottleneck.latents(), 0, latents, from * width, n * width);
      float[] logits = decoder.forward(code.toNative(), run.threads()).values();
      entropy += CrossEntropy.sum(logits, x, n * pixels);
      for (int row = 0; row < n; row++) {
        psnr += CrossEntropy.psnr(logits, x, row * pixels, pixels);
      }
    }
    int n = Math.max(1, indices.length);
    return new Evaluation(
        latents, settings.model().discrete(), width, entropy / n / pixels, psnr / n);
  }

  /** The largest distance of a value of a codebook from where it began; 0 without a codebook. */
  public double valuesMoved() {
    Bottleneck fresh = Bottlenecks.of(settings, pixels, run.seed().child("codebook"));
    double most = 0;
    for (int g = 0; g < codebooks.size(); g++) {
      double[] now = codebooks.get(g).group().values();
      double[] then = fresh.parameters().get(g).values();
      for (int i = 0; i < now.length; i++) {
        most = Math.max(most, Math.abs(now[i] - then[i]));
      }
    }
    return most;
  }

  /** All weights and biases. */
  List<Weights> weights() {
    List<Weights> all = new ArrayList<>(encoder.weights());
    all.addAll(decoder.weights());
    return all;
  }

  /** What the bottleneck learns. */
  List<Codebook> codebooks() {
    return codebooks;
  }

  void resumeAt(long step) {
    steps = step;
  }

  @Override
  public void close() {
    encoder.close();
    decoder.close();
    input.close();
    code.close();
    outputGradient.close();
    codeGradient.close();
  }
}
