package org.latent4j.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.latent4j.Encoder;
import org.latent4j.Keys;
import org.latent4j.LatentSpace;
import org.latent4j.TensorSpace;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What every encoder must pass. A test names its subject and inherits the checks:
 *
 * <pre>{@code
 * class HalvingTest extends EncoderContract<Halving> {
 *   protected Halving encoder() { return new Halving(6); }
 *   protected DoubleRows doubleRows() { return DoubleRows.STAY_DOUBLE; }
 *   protected double quality(Halving encoder) { return -reconstructionError(encoder); }
 *   protected double qualityFloor() { return -0.01; }
 * }
 * }</pre>
 *
 * @param <E> the encoder
 */
public abstract class EncoderContract<E extends Encoder> extends Contract {
  /** Above the usual block sizes, and a multiple of none. */
  private static final int LARGE = 4133;

  private @Nullable E subject;

  /** For subclasses. */
  protected EncoderContract() {}

  /** Makes the subject. Called more than once; each must give the same bits. */
  protected abstract E encoder();

  /** What the subject says of {@code DOUBLE} input. */
  protected abstract DoubleRows doubleRows();

  /**
   * How well the encoder does its job, larger is better: a figure on data whose answer is known,
   * such as a negated error, a correlation or a share of hits.
   */
  protected abstract double quality(E encoder);

  /** The least quality that passes. Choose it so that an encoder that learned nothing fails. */
  protected abstract double qualityFloor();

  /**
   * Varied rows that the subject can encode, {@code [n, inputDimension]} {@code FLOAT}; standard
   * normal unless overridden.
   */
  protected INDArray rows(int n, RandomStream random) {
    int width = (int) subject().inputDimension();
    return Dense.of(random.normals(n * width), n, width);
  }

  /**
   * How far the outputs for one row in different batches may be apart, relative to the largest
   * entry of the output: sums inside may be taken in another order. Unless overridden 1e-5.
   */
  protected double tolerance() {
    return 1e-5;
  }

  /** Output columns that may be constant over varied data; none unless overridden. */
  protected Set<Integer> constantColumns() {
    return Set.of();
  }

  /** The subject, made once for all checks. */
  protected final E subject() {
    if (subject == null) {
      subject = encoder();
    }
    return subject;
  }

  /** Widths are above 0; n rows of the declared width give n rows of the declared width. */
  @Test
  public final void declaresItsShapes() {
    RowShapes.declared(map(), sample("declaresItsShapes"));
  }

  /** No rows give no rows, one row gives what it gives in a batch. */
  @Test
  public final void takesNoRowAndOneRow() {
    RowShapes.fewRows(map(), sample("takesNoRowAndOneRow"), tolerance());
  }

  /** Rows of another width are refused, naming both shapes. */
  @Test
  public final void refusesOtherWidths() {
    RowShapes.otherWidths(map(), DataType.FLOAT);
  }

  /** Vectors and arrays of rank 3 are refused, naming both shapes. */
  @Test
  public final void refusesOtherRanks() {
    RowShapes.otherRanks(map(), DataType.FLOAT);
  }

  /** Integers and truth values are refused, naming the type. */
  @Test
  public final void refusesOtherTypes() {
    RowShapes.otherTypes(map());
  }

  /** A NaN or an infinity is refused, naming its row and column in the whole input. */
  @Test
  public final void namesWhatIsNotFinite() {
    RandomStream random = random("namesWhatIsNotFinite");
    RowShapes.notFinite(map(), rows(9, random), random);
    RowShapes.notFinite(map(), rows(LARGE, random), random);
  }

  /** After refusals the subject answers as before. */
  @Test
  public final void staysUsableAfterRefusals() {
    INDArray x = sample("staysUsableAfterRefusals");
    INDArray z = map().apply(x);
    INDArray nan = x.dup('c').putScalar(0, 0, Double.NaN);
    Refusal.thrownBy(() -> map().apply(nan));
    Refusal.thrownBy(() -> map().apply(Dense.zeros(DataType.FLOAT, 2, map().width() + 1)));
    Bits.same(map().name() + " after refusals", z, map().apply(x));
  }

  /** {@code DOUBLE} rows are treated as the test declares. */
  @Test
  public final void treatsDoubleRowsAsDeclared() {
    RowShapes.doubles(map(), sample("treatsDoubleRowsAsDeclared"), doubleRows(), tolerance());
  }

  /** The input keeps every bit, whatever its layout. */
  @Test
  public final void leavesItsInputAlone() {
    RowMemory.inputStays(map(), sample("leavesItsInputAlone"));
  }

  /** Views and {@code f} order give the bits of the dense copy. */
  @Test
  public final void readsViewsAndBothOrders() {
    for (INDArray x : types(sample("readsViewsAndBothOrders"))) {
      RowLaws.layouts(map(), x);
    }
  }

  /** What a row becomes does not depend on its neighbours or its place. */
  @Test
  public final void encodesEachRowByItself() {
    RandomStream random = random("encodesEachRowByItself");
    RowLaws.independent(map(), rows(23, random), random, tolerance());
  }

  /** Small and large batches agree with the pieces they are cut into. */
  @Test
  public final void agreesForAnySplitIntoBatches() {
    RandomStream random = random("agreesForAnySplitIntoBatches");
    RowLaws.batches(map(), rows(2 + random.below(40), random), random, tolerance());
    RowLaws.batches(map(), rows(LARGE, random), random, tolerance());
  }

  /** The same call, and a second subject made in the same way, give the same bits. */
  @Test
  public final void repeatsItsBits() {
    E second = encoder();
    for (INDArray x : types(sample("repeatsItsBits"))) {
      RowLaws.repeats(map(), x);
      Bits.same("a second subject made alike", map().apply(x), second.encode(x));
    }
  }

  /** 1, 2 and 7 threads give the same bits. */
  @Test
  public final void givesTheSameBitsForAnyThreads() throws Exception {
    for (INDArray x : types(sample("givesTheSameBitsForAnyThreads"))) {
      RowLaws.threadCounts(map(), x);
    }
  }

  /** Eight threads may call at once. */
  @Test
  public final void servesEightThreadsAtOnce() throws Exception {
    RandomStream random = random("servesEightThreadsAtOnce");
    RowLaws.atOnce(map(), Stream.of(3, 64, 1, 17).map(n -> rows(n, random)).toList());
  }

  /** The output is new, dense, in {@code c} order, and shares no memory. */
  @Test
  public final void givesAnOutputOfItsOwn() {
    RowMemory.outputIsNew(map(), sample("givesAnOutputOfItsOwn"));
  }

  /** Called inside a workspace, it gives an output that outlives it. */
  @Test
  public final void leavesWorkspaces() {
    RowMemory.outputLeavesWorkspace(map(), sample("leavesWorkspaces"));
  }

  /** Rows of zeros and of tiny numbers give finite rows. */
  @Test
  public final void staysFiniteAtZero() {
    RowMemory.finiteAtZero(map(), sample("staysFiniteAtZero"));
  }

  /** Nothing is printed, and nothing is logged at INFO or above. */
  @Test
  @ResourceLock(Resources.SYSTEM_OUT)
  @ResourceLock(Resources.SYSTEM_ERR)
  public final void isSilent() throws Exception {
    INDArray x = sample("isSilent"); // ND4J itself may log when it starts, which is before
    E fresh = encoder();
    Silence.expect(
        map().name(),
        () -> {
          Bits.finite(fresh.toString(), fresh.encode(x));
          Refusal.thrownBy(() -> fresh.encode(x.dup('c').putScalar(0, 0, Double.NaN)));
        });
  }

  /** The class has no statics or public fields that change, and no setters. */
  @Test
  public final void keepsNoStateThatChanges() {
    List<String> found = SharedState.of(subject().getClass());
    if (!found.isEmpty()) {
      throw new AssertionError("expected an immutable " + subject().getClass() + ", got " + found);
    }
  }

  /** Over varied rows every output column varies, unless it is declared constant. */
  @Test
  public final void usesEveryOutputColumn() {
    INDArray z = map().apply(rows(512, random("usesEveryOutputColumn")));
    Set<Integer> dead = new TreeSet<>(RowMemory.constantColumns(z));
    dead.removeAll(constantColumns());
    if (!dead.isEmpty()) {
      throw new AssertionError(
          map().name() + ": expected columns that vary, got constant columns " + dead);
    }
  }

  /** The quality is a number and reaches the declared floor. */
  @Test
  public final void reachesItsQualityFloor() {
    double quality = quality(subject());
    double floor = qualityFloor();
    if (!Double.isFinite(floor) || !(quality >= floor) || Double.isInfinite(quality)) {
      throw new AssertionError("quality: expected at least " + floor + ", got " + quality);
    }
  }

  /** A space keeps its name, keys and labels, and its lineage grows by the subject's step. */
  @Test
  public final void keepsTheKeysOfASpace() {
    INDArray x = sample("keepsTheKeysOfASpace");
    int[] labels = IntStream.range(0, (int) x.size(0)).map(i -> i % 3).toArray();
    List<String> keys = new ArrayList<>();
    for (int label = 0; label < labels.length; label++) {
      keys.add("key " + label);
    }
    LatentSpace space = TensorSpace.of("rows", x, Keys.of(keys)).withLabels(labels);
    LatentSpace encoded = subject().encode(space);
    Bits.same("the vectors of an encoded space", map().apply(x), encoded.vectors());
    boolean kept =
        encoded.keys().asList().equals(keys)
            && encoded.name().equals("rows")
            && encoded.labels().map(found -> Arrays.equals(found, labels)).orElse(false);
    int steps = encoded.lineage().steps().size();
    if (!kept || steps == 0) {
      throw new AssertionError(
          "encoded space: expected the keys, name and labels of "
              + space
              + " and a lineage, got "
              + encoded
              + " made by "
              + encoded.lineage());
    }
  }

  /** An encoder of another width behind it is refused at once, naming both widths. */
  @Test
  public final void chainsOnlyWithFittingWidths() {
    long width = subject().dimension() + subject().inputDimension();
    Encoder next =
        new Encoder() {
          @Override
          public long inputDimension() {
            return width;
          }

          @Override
          public long dimension() {
            return 1;
          }

          @Override
          public INDArray encode(INDArray x) {
            return x;
          }
        };
    String situation = map().name() + " before an encoder of width " + width;
    String message = Refusal.of(situation, ShapeException.class, () -> subject().andThen(next));
    Refusal.names(situation, message, Long.toString(width));
    Refusal.names(situation, message, Long.toString(subject().dimension()));
  }

  private RowMap map() {
    E encoder = subject();
    String name = RowMap.nameOf(encoder) + ".encode";
    return new RowMap(name, encoder.inputDimension(), encoder.dimension(), encoder::encode);
  }

  /** The rows in each type that the subject takes. */
  private List<INDArray> types(INDArray x) {
    return doubleRows() == DoubleRows.STAY_DOUBLE
        ? List.of(x, x.castTo(DataType.DOUBLE))
        : List.of(x);
  }

  private INDArray sample(String check) {
    RandomStream random = random(check);
    return rows(5 + random.below(36), random);
  }
}
