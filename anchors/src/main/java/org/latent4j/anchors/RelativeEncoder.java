package org.latent4j.anchors;

import org.jspecify.annotations.Nullable;
import org.latent4j.Encoder;
import org.latent4j.Lineage;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.LinearAlgebra;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Describes each row by its cosine to m anchors. A {@code FLOAT} input gives {@code FLOAT}, a
 * {@code DOUBLE} input {@code DOUBLE}. Invariant to orthogonal maps and scales of rows and anchors
 * together, to translations too when centred.
 *
 * <p>For stitching, relative rows go to the decoder as they are; for nearest-neighbour search by
 * inner product they are brought to length one first. (The paper's code leaves this unsaid.)
 *
 * <p>Source: Moschella et al. 2022, arXiv 2209.15430, equation 2.
 */
public final class RelativeEncoder implements Encoder {
  /** Rows at a time. */
  private static final int BLOCK = 4096;

  private final RelativeProjection projection;
  private final AnchorSet anchors;
  private final double[] mean; // [d]
  private final INDArray unitAnchors; // [m, d] DOUBLE
  private final INDArray unitAnchorsFloat; // [m, d] FLOAT

  RelativeEncoder(
      RelativeProjection projection,
      AnchorSet anchors,
      INDArray vectors,
      double @Nullable [] spaceMean) {
    Finite.require("RelativeProjection.fit: anchors", vectors);
    this.projection = projection;
    this.anchors = anchors;
    this.mean =
        switch (projection.centering()) {
          case ANCHORS -> ColumnMeans.of(vectors);
          case SPACE -> java.util.Objects.requireNonNull(spaceMean);
          case NONE -> new double[Math.toIntExact(vectors.size(1))];
        };
    this.unitAnchors = unit(Dense.doubles(vectors), DataType.DOUBLE);
    this.unitAnchorsFloat = unit(Dense.doubles(vectors), DataType.FLOAT);
  }

  /** The anchors, in the order of the columns. */
  public AnchorSet anchors() {
    return anchors;
  }

  /**
   * How far the directions of the anchors are from depending on each other: the largest over the
   * smallest singular value of the unit anchors, at least 1; infinite when one is a combination.
   */
  public double condition() {
    return LinearAlgebra.condition(unitAnchors);
  }

  @Override
  public long inputDimension() {
    return mean.length;
  }

  /** The number of anchors, m. */
  @Override
  public long dimension() {
    return anchors.size();
  }

  @Override
  public INDArray encode(INDArray x) {
    Require.matrix("RelativeEncoder.encode", x, mean.length);
    Finite.require("RelativeEncoder.encode", x);
    INDArray out = Dense.zeros(x.dataType(), x.size(0), dimension()); // [n, m]
    INDArray anchorRows = x.dataType() == DataType.DOUBLE ? unitAnchors : unitAnchorsFloat;
    int threads = Runtime.getRuntime().availableProcessors();
    for (long from = 0; from < x.size(0); from += BLOCK) {
      long to = Math.min(x.size(0), from + BLOCK);
      INDArray rows = unit(Dense.doubles(x, from, to), x.dataType()); // [b, d]
      INDArray block = Gemm.product(Gemm.Form.NT, rows, anchorRows, threads); // [b, m]
      Dense.rows(out, from, to).assign(block);
      rows.close();
      block.close();
    }
    return out;
  }

  /** Rows centred and of length one, as an array of the given type. */
  private INDArray unit(double[] rows, DataType type) {
    new UnitRows(mean).apply(rows);
    return Dense.of(type, rows, rows.length / mean.length, mean.length);
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step(
        "RelativeEncoder",
        "{\"projection\":\"cosine\",\"center\":\""
            + projection.centering().name().toLowerCase(java.util.Locale.ROOT)
            + "\"}",
        anchors.fingerprint());
  }

  @Override
  public String toString() {
    return "cosine to " + anchors + " [" + mean.length + " -> " + dimension() + "]";
  }
}
