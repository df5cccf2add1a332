package org.latent4j.metric;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Linear and unbiased CKA of two spaces whose rows come in blocks, in memory of some 3 (d + d')²
 * doubles however many rows there are. How the rows are cut into blocks changes the value by
 * rounding only. One thread at a time may use it.
 *
 * <p>Rows are taken relative to the mean of the first block, so that a common offset does not
 * cancel digits.
 *
 * <p>Source: Song et al., 2012, equation 4; Nguyen, Raghu and Kornblith, 2021, arXiv 2010.15327;
 * the form without n x n is in {@link Moments}.
 */
public final class StreamingCka {
  private static final String NAME = "StreamingCka.accept";

  private final int threads;
  private @Nullable Moments moments;
  private double[] leftOrigin = new double[0];
  private double[] rightOrigin = new double[0];

  private StreamingCka(int threads) {
    this.threads = threads;
  }

  /** An empty one that uses all processors. */
  public static StreamingCka create() {
    return withThreads(Runtime.getRuntime().availableProcessors());
  }

  /** An empty one; {@code threads} does not change a bit of the result. */
  public static StreamingCka withThreads(int threads) {
    Require.atLeast("StreamingCka: threads", 1, threads);
    return new StreamingCka(threads);
  }

  /**
   * Adds rows.
   *
   * @param blockA {@code [m, d]}, {@code FLOAT} or {@code DOUBLE}; m may be 0
   * @param blockB {@code [m, d']}, the same rows in the other space
   * @return this
   * @throws ShapeException for different numbers of rows, or widths other than those of the first
   *     block
   * @throws org.latent4j.error.NonFiniteException for a NaN or an infinity; nothing is added then
   */
  public StreamingCka accept(INDArray blockA, INDArray blockB) {
    Moments known = moments;
    Require.matrix(NAME, blockA, known == null ? -1 : leftOrigin.length);
    Require.matrix(NAME, blockB, known == null ? -1 : rightOrigin.length);
    if (blockA.size(0) != blockB.size(0)) {
      throw new ShapeException(
          NAME,
          "the same number of rows on both sides",
          Arrays.toString(blockA.shape()) + " and " + Arrays.toString(blockB.shape()));
    }
    if (blockA.size(0) == 0) {
      return this;
    }
    Finite.require(NAME, blockA);
    Finite.require(NAME, blockB);
    if (known == null) {
      known = begin(blockA, blockB);
    }
    known.accept(
        rows(blockA).minus(leftOrigin),
        rows(blockB).minus(rightOrigin),
        Math.toIntExact(blockA.size(0)));
    return this;
  }

  private Moments begin(INDArray blockA, INDArray blockB) {
    leftOrigin = Side.of(NAME, blockA, threads).mean();
    rightOrigin = Side.of(NAME, blockB, threads).mean();
    Moments fresh = new Moments(leftOrigin.length, rightOrigin.length, threads);
    moments = fresh;
    return fresh;
  }

  private static RowSource rows(INDArray block) {
    return (from, to, out, stride) -> Dense.read(block, from, to, out, stride);
  }

  /** The number of rows so far. */
  public long rows() {
    Moments known = moments;
    return known == null ? 0 : known.rows();
  }

  /**
   * {@code unbiased-cka} of the rows so far.
   *
   * @throws InputException for fewer than 4 rows
   */
  public Score unbiased() {
    Moments all = filled(Hsic.ROWS);
    double[] three = LinearKernels.ofMoments(all);
    return score(Hsic.ratio(three[0], three[1], three[2]));
  }

  /**
   * {@code linear-cka} of the rows so far.
   *
   * @throws InputException when there are none
   */
  public Score linear() {
    return score(LinearKernels.linear(filled(1)));
  }

  private Score score(Definition.Value value) {
    return Score.of(value.number(), rows(), value.note());
  }

  private Moments filled(int needed) {
    Moments known = moments;
    if (known == null || known.rows() < needed) {
      throw new InputException("StreamingCka", "at least " + needed + " rows", rows() + " rows");
    }
    return known;
  }
}
