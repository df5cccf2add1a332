package org.latent4j.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.latent4j.Autoencoder;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What every autoencoder must pass: {@link EncoderContract}, and the same of its decoder. The
 * quality that a test declares is best the negated error of {@code decode(encode(x))}.
 *
 * @param <A> the autoencoder
 */
public abstract class AutoencoderContract<A extends Autoencoder> extends EncoderContract<A> {
  /** For subclasses. */
  protected AutoencoderContract() {}

  /** Rows for the decoder, {@code [n, dimension]}: codes of {@link #rows} unless overridden. */
  protected INDArray codes(int n, RandomStream random) {
    return subject().encode(rows(n, random));
  }

  /** Codes of the declared width give rows of the declared width. */
  @Test
  public final void decoderDeclaresItsShapes() {
    RowShapes.declared(decoder(), sample("decoderDeclaresItsShapes"));
  }

  /** No code gives no row, one code gives what it gives in a batch. */
  @Test
  public final void decoderTakesNoRowAndOneRow() {
    RowShapes.fewRows(decoder(), sample("decoderTakesNoRowAndOneRow"), tolerance());
  }

  /** Codes of another width or rank are refused, naming both shapes; integers by their type. */
  @Test
  public final void decoderRefusesOtherShapesAndTypes() {
    RowShapes.otherWidths(decoder(), DataType.FLOAT);
    RowShapes.otherRanks(decoder(), DataType.FLOAT);
    RowShapes.otherTypes(decoder());
  }

  /** A NaN or an infinity in a code is refused, naming its row and column. */
  @Test
  public final void decoderNamesWhatIsNotFinite() {
    RandomStream random = random("decoderNamesWhatIsNotFinite");
    RowShapes.notFinite(decoder(), codes(9, random), random);
  }

  /** {@code DOUBLE} codes are treated as the test declares. */
  @Test
  public final void decoderTreatsDoubleRowsAsDeclared() {
    INDArray z = sample("decoderTreatsDoubleRowsAsDeclared");
    RowShapes.doubles(decoder(), z, doubleRows(), tolerance());
  }

  /** The codes keep every bit, and views and {@code f} order give the bits of the dense copy. */
  @Test
  public final void decoderReadsAnyLayoutAndLeavesItAlone() {
    INDArray z = sample("decoderReadsAnyLayoutAndLeavesItAlone");
    RowMemory.inputStays(decoder(), z);
    RowLaws.layouts(decoder(), z);
  }

  /** What a code becomes does not depend on its neighbours, its place or its batch. */
  @Test
  public final void decodesEachRowByItself() {
    RandomStream random = random("decodesEachRowByItself");
    INDArray z = codes(41, random);
    RowLaws.independent(decoder(), z, random, tolerance());
    RowLaws.batches(decoder(), z, random, tolerance());
  }

  /** The same codes give the same bits, also from a second subject made alike. */
  @Test
  public final void decoderRepeatsItsBits() {
    INDArray z = sample("decoderRepeatsItsBits");
    RowLaws.repeats(decoder(), z);
    Bits.same("a second decoder made alike", decoder().apply(z), encoder().decode(z));
  }

  /** 1, 2 and 7 threads give the same bits, and eight may decode at once. */
  @Test
  public final void decoderServesManyThreads() throws Exception {
    RandomStream random = random("decoderServesManyThreads");
    RowLaws.threadCounts(decoder(), codes(33, random));
    RowLaws.atOnce(decoder(), Stream.of(3, 64, 1, 17).map(n -> codes(n, random)).toList());
  }

  /** The decoded rows are new, dense and shared with nothing, workspaces included. */
  @Test
  public final void decoderGivesAnOutputOfItsOwn() {
    INDArray z = sample("decoderGivesAnOutputOfItsOwn");
    RowMemory.outputIsNew(decoder(), z);
    RowMemory.outputLeavesWorkspace(decoder(), z);
  }

  /** Codes of zeros and of tiny numbers give finite rows. */
  @Test
  public final void decoderStaysFiniteAtZero() {
    RowMemory.finiteAtZero(decoder(), sample("decoderStaysFiniteAtZero"));
  }

  /** Decoding prints and logs nothing. */
  @Test
  @ResourceLock(Resources.SYSTEM_OUT)
  @ResourceLock(Resources.SYSTEM_ERR)
  public final void decoderIsSilent() throws Exception {
    INDArray z = sample("decoderIsSilent");
    A fresh = encoder();
    Silence.expect(decoder().name(), () -> fresh.decode(z));
  }

  private RowMap decoder() {
    A decoder = subject();
    String name = RowMap.nameOf(decoder) + ".decode";
    return new RowMap(name, decoder.dimension(), decoder.inputDimension(), decoder::decode);
  }

  private INDArray sample(String check) {
    RandomStream random = random(check);
    return codes(5 + random.below(36), random);
  }
}
