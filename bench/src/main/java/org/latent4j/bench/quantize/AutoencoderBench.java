package org.latent4j.bench.quantize;

import java.util.concurrent.TimeUnit;
import org.latent4j.Run;
import org.latent4j.kernel.RandomStream;
import org.latent4j.quantize.autoencoder.AutoencoderModel;
import org.latent4j.quantize.autoencoder.AutoencoderSettings;
import org.latent4j.quantize.autoencoder.AutoencoderTraining;
import org.latent4j.quantize.autoencoder.TrainingRows;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step of training of QLAE 768-256-256-12 and back, batches of 128, one thread: drawing the
 * batch, forward, backward and the optimiser. Peer: {@code peers/AutoencoderBench.py}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 7, time = 2)
public class AutoencoderBench {
  private static final int ROWS = 4096;

  /** Numbers of a row. */
  @Param("768")
  int pixels;

  private AutoencoderTraining training;
  private TrainingRows rows;

  /** A fresh training and uniform rows. */
  @Setup
  public void prepare() {
    float[] values = new float[ROWS * pixels];
    RandomStream random = new RandomStream(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.uniformFloat();
    }
    rows = new HeldRows(values, pixels);
    training =
        AutoencoderTraining.start(
            AutoencoderSettings.of(AutoencoderModel.QLAE), pixels, Run.of(0).withThreads(1));
  }

  /** Rows in memory. */
  private record HeldRows(float[] values, int width) implements TrainingRows {
    @Override
    public int count() {
      return values.length / width;
    }

    @Override
    public void read(int index, float[] out, int start) {
      System.arraycopy(values, index * width, out, start, width);
    }
  }

  /** The loss of one step. */
  @Benchmark
  public double step() {
    return training.step(rows);
  }

  /** Frees the network. */
  @TearDown
  public void release() {
    training.close();
  }
}
