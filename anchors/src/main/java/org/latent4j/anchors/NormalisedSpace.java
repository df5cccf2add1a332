package org.latent4j.anchors;

import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One space of several: centred and of Frobenius norm 1. */
final class NormalisedSpace {
  private static final String NAME = "GeneralisedProcrustes.fit: space ";

  private final INDArray raw; // [n, d]
  private final double[] mean; // [d]
  private final double norm;
  private final INDArray rows; // [n, d] DOUBLE

  private NormalisedSpace(INDArray raw, double[] mean, double norm, INDArray rows) {
    this.raw = raw;
    this.mean = mean;
    this.norm = norm;
    this.rows = rows;
  }

  static NormalisedSpace of(int number, INDArray x, long n) {
    if (x.size(0) != n || n < 1 || x.size(1) < 1) {
      throw new ShapeException(
          NAME + number,
          "[" + Math.max(1, n) + ", d] as the first one",
          java.util.Arrays.toString(x.shape()));
    }
    Finite.require(NAME + number, x);
    double[] mean = ColumnMeans.of(x);
    double[] values = Dense.doubles(x);
    Translator.add(values, mean, -1);
    double squares = 0;
    for (double value : values) {
      squares += value * value;
    }
    double norm = Math.sqrt(squares);
    if (norm == 0) {
      throw new InputException(NAME + number, "rows that differ", n + " equal rows");
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= norm;
    }
    return new NormalisedSpace(x, mean, norm, Dense.of(values, n, mean.length));
  }

  INDArray rows() {
    return rows;
  }

  /** The rows with zeros behind, {@code [n, width]}. */
  INDArray padded(long width) {
    double[] from = Dense.doubles(rows);
    int d = mean.length;
    int n = from.length / d;
    double[] out = new double[Math.toIntExact(n * width)];
    for (int i = 0; i < n; i++) {
      System.arraycopy(from, i * d, out, Math.toIntExact(i * width), d);
    }
    return Dense.of(out, n, width);
  }

  /** Centring, scale and turn as one map onto the mean of all spaces. */
  Translator translator(INDArray turn, INDArray target, Run run) {
    double[] weight = Dense.doubles(turn);
    for (int i = 0; i < weight.length; i++) {
      weight[i] /= norm;
    }
    Translation method = new Turn();
    PairedRows pairs = PairedRows.of(method, raw, target, true, run);
    return new TranslatorDraft(method, Dense.of(weight, turn.shape()))
        .scale(1 / norm)
        .rank(mean.length)
        .fitted(pairs, mean, new double[(int) turn.size(1)]);
  }

  /** How the maps of {@link GeneralisedProcrustes} are called. */
  private record Turn() implements Translation {
    @Override
    public String method() {
      return "generalised-procrustes";
    }

    @Override
    public Translator fit(INDArray x, INDArray y, Run run) {
      return Procrustes.similarity().fit(x, y, run);
    }
  }
}
