package org.latent4j.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.latent4j.Encoder;
import org.latent4j.Estimator;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What every estimator must pass, and {@link EncoderContract} for the encoder that it fits. A test
 * names the estimator and rows to fit on.
 *
 * @param <E> the encoder it makes
 */
public abstract class EstimatorContract<E extends Encoder> extends EncoderContract<E> {
  /** For subclasses. */
  protected EstimatorContract() {}

  /** The estimator: a record of hyper-parameters. */
  protected abstract Estimator<E> estimator();

  /**
   * Rows to fit on, {@code [n, d]} {@code FLOAT}, n of at least 3; small enough that a fit takes
   * well under a second, for the checks fit some thirty times.
   */
  protected abstract INDArray trainingRows(RandomStream random);

  /** Whether another seed gives another fit; then it must. */
  protected abstract boolean usesSeed();

  @Override
  protected final E encoder() {
    return fit(training(), run());
  }

  /** Hyper-parameters are a record, equal to itself after a fit. */
  @Test
  public final void isRecord() {
    Estimator<E> estimator = estimator();
    String before = estimator.toString();
    estimator.fit(training(), run());
    if (!estimator.getClass().isRecord() || !estimator.toString().equals(before)) {
      throw new AssertionError(
          "expected an estimator that is a record and stays " + before + ", got " + estimator);
    }
  }

  /** Fits with 1, 2 and 7 threads, and with as many in products, give the same bits. */
  @Test
  public final void fitsTheSameForAnyThreads() throws Exception {
    INDArray expected = answer(fit(training(), run().withThreads(1)));
    for (int threads : new int[] {1, 2, 7}) {
      E fitted = fit(training(), run().withThreads(threads));
      Bits.same("fitted with " + threads + " threads", expected, answer(fitted));
      E other = Threads.withNative(threads, () -> fit(training(), run()));
      Bits.same("fitted with " + threads + " native threads", expected, answer(other));
    }
  }

  /** Eight fits at once of one estimator give the bits of one. */
  @Test
  public final void fitsEightTimesAtOnce() throws Exception {
    Estimator<E> estimator = estimator();
    INDArray x = training();
    INDArray expected = answer(estimator.fit(x, run()));
    for (E fitted : Threads.together(8, () -> estimator.fit(x, run().withThreads(2)))) {
      Bits.same("fitted while 8 threads fit", expected, answer(fitted));
    }
  }

  /** Another seed gives another fit where the test says so, else the same. */
  @Test
  public final void usesItsSeedAsDeclared() {
    INDArray first = answer(fit(training(), run()));
    INDArray second = answer(fit(training(), run().child("another seed")));
    if (!usesSeed()) {
      Bits.same("fitted with another seed", first, second);
    } else if (Bits.equal(first, second)) {
      throw new AssertionError("expected another fit for another seed, got the same for " + seed());
    }
  }

  /** A fit of other data in between changes nothing: the estimator keeps no state. */
  @Test
  public final void keepsNothingOfAnEarlierFit() {
    Estimator<E> estimator = estimator();
    E first = estimator.fit(training(), run());
    INDArray expected = answer(first);
    estimator.fit(training().mul(-2).addi(1), run());
    Bits.same("the encoder after another fit", expected, answer(first));
    Bits.same("fitted again", expected, answer(estimator.fit(training(), run())));
  }

  /** The training rows keep every bit; views and {@code f} order give the same fit. */
  @Test
  public final void fitsAnyLayoutAndLeavesItAlone() {
    INDArray x = training();
    INDArray expected = answer(fit(x, run()));
    Layouts.of(x)
        .forEach(
            (name, y) -> {
              Bits.same("fitted on " + name, expected, answer(fit(y, run())));
              Bits.same("training rows in " + name + " afterwards", x, y);
            });
    Bits.same("training rows afterwards", training(), x);
  }

  /** The encoder does not hold on to the training rows. */
  @Test
  public final void forgetsTheTrainingArray() {
    INDArray x = training();
    E fitted = fit(x, run());
    INDArray expected = answer(fitted);
    x.assign(9);
    Bits.same("after the training rows were overwritten", expected, answer(fitted));
  }

  /** No rows, other ranks and integers are refused, naming what came. */
  @Test
  public final void refusesWhatIsNoMatrixOfRows() {
    long width = training().size(1);
    String none = refuses(Dense.zeros(DataType.FLOAT, 0, width), InputException.class);
    Refusal.names("fit without rows", none, "0");
    for (long[] shape : new long[][] {{width}, {2, width, 3}}) {
      INDArray x = Dense.zeros(DataType.FLOAT, shape);
      Refusal.names("fit", refuses(x, ShapeException.class), Arrays.toString(shape));
    }
    INDArray integers = Dense.zeros(DataType.INT32, 5, width);
    String message = refuses(integers, InputException.class);
    Refusal.names("fit", message, integers.dataType().toString());
  }

  /** A NaN or an infinity in the training rows is refused, naming its row and column. */
  @Test
  public final void namesWhatIsNotFiniteInTrainingRows() {
    RandomStream random = random("namesWhatIsNotFiniteInTrainingRows");
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      INDArray x = training();
      int row = random.below((int) x.size(0));
      int column = random.below((int) x.size(1));
      x.putScalar(row, column, value);
      String message = refuses(x, NonFiniteException.class);
      String name = Double.isNaN(value) ? "NaN" : Double.toString(value);
      Refusal.namesCell("fit", message, name, row, column);
    }
  }

  /** One row, and rows all alike, are fitted to something finite or refused. */
  @Test
  public final void fitsOrRefusesRowsWithoutVariation() {
    INDArray x = training();
    for (int n : new int[] {1, (int) x.size(0)}) {
      INDArray alike = Dense.zeros(x.dataType(), n, x.size(1)).addiRowVector(x.getRow(0));
      try {
        Bits.finite("fitted on " + n + " equal rows", answer(fit(alike, run())));
      } catch (InputException e) {
        Refusal.names("fit on " + n + " equal rows", String.valueOf(e.getMessage()), "expected");
      }
    }
  }

  /** Every task that starts finishes, steps go up, and listening changes no bit. */
  @Test
  public final void tellsItsProgress() {
    List<Progress.Event> events = new ArrayList<>();
    Progress listener =
        event -> {
          synchronized (events) {
            events.add(event);
          }
        };
    INDArray expected = answer(fit(training(), run()));
    INDArray heard = answer(fit(training(), run().withProgress(listener)));
    Bits.same("fitted with a listener", expected, heard);
    Events.check(events);
  }

  /** A fit prints nothing and logs nothing at INFO or above. */
  @Test
  @ResourceLock(Resources.SYSTEM_OUT)
  @ResourceLock(Resources.SYSTEM_ERR)
  public final void fitsInSilence() throws Exception {
    INDArray x = training();
    Estimator<E> estimator = estimator();
    Silence.expect("fit", () -> estimator.fit(x, run()));
  }

  /** The step in the lineage has a type and hyper-parameters as a JSON object. */
  @Test
  public final void tellsItsStep() {
    var step = subject().step();
    String parameters = step.parameters().strip();
    if (step.type().isBlank() || !parameters.startsWith("{") || !parameters.endsWith("}")) {
      throw new AssertionError("expected a type and a JSON object, got " + step);
    }
  }

  private Run run() {
    return new Run(new Seed(seed().value()).child("fit"), Progress.silent(), 2);
  }

  private INDArray training() {
    return trainingRows(random("training")).dup('c');
  }

  private E fit(INDArray x, Run run) {
    return estimator().fit(x, run);
  }

  private INDArray answer(E encoder) {
    INDArray x = rows(17, random("answer"));
    // Where DOUBLE stays DOUBLE, no difference hides in the rounding to FLOAT.
    boolean wide = doubleRows() == DoubleRows.STAY_DOUBLE;
    return encoder.encode(wide ? x.castTo(DataType.DOUBLE) : x);
  }

  private String refuses(INDArray x, Class<? extends InputException> type) {
    return Refusal.of("fit given " + Bits.describe(x), type, () -> fit(x, run()));
  }
}
