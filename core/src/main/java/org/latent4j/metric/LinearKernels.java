package org.latent4j.metric;

import org.latent4j.metric.Definition.Value;

/**
 * Alignment of linear kernels XXᵀ and YYᵀ: in feature space, or, where n x n is the smaller, by the
 * Gram matrices of the centred rows.
 */
final class LinearKernels {
  private LinearKernels() {}

  /** Whether the Gram matrices take less work than the products of columns. */
  private static boolean gram(long n, long d, long e) {
    return n * (d + e) < d * d + e * e + d * e;
  }

  static Value cka(Pair pair) {
    if (gram(pair.size(), pair.x.width, pair.y.width)) {
      Matrix k = gramOf(pair.x.centred(), pair.threads);
      Matrix l = gramOf(pair.y.centred(), pair.threads);
      double cross = Sums.ofProducts(k.values(), l.values());
      return ratio(cross, Math.sqrt(k.squaredNorm()), Math.sqrt(l.squaredNorm()));
    }
    return linear(pair.moments());
  }

  /** The biased linear alignment of what was added up. */
  static Value linear(Moments moments) {
    double cross = moments.crossNorm();
    return ratio(cross * cross, moments.leftNorm(), moments.rightNorm());
  }

  private static Value ratio(double cross, double left, double right) {
    return left > 0 && right > 0
        ? Value.of(cross / left / right)
        : Value.none("all rows are equal on one side");
  }

  static Value unbiasedCka(Pair pair) {
    double[] three =
        gram(pair.size(), pair.x.width, pair.y.width)
            ? ofGram(pair.x.centred(), pair.y.centred(), pair.threads)
            : ofMoments(pair.moments());
    return Hsic.ratio(three[0], three[1], three[2]);
  }

  /** HSIC₁ of both, of the left and of the right side. */
  static double[] ofMoments(Moments moments) {
    return new double[] {moments.unbiasedCross(), moments.unbiasedLeft(), moments.unbiasedRight()};
  }

  /** HSIC₁ of both, of the left and of the right side by n x n matrices; centred rows. */
  private static double[] ofGram(Matrix x, Matrix y, int threads) {
    Matrix k = withoutDiagonal(gramOf(x, threads));
    Matrix l = withoutDiagonal(gramOf(y, threads));
    double[] rowsOfK = rowSums(k);
    double[] rowsOfL = rowSums(l);
    return new double[] {
      unbiased(k, rowsOfK, l, rowsOfL),
      unbiased(k, rowsOfK, k, rowsOfK),
      unbiased(l, rowsOfL, l, rowsOfL)
    };
  }

  private static double unbiased(Matrix k, double[] rowsOfK, Matrix l, double[] rowsOfL) {
    return Hsic.unbiased(
        k.rows(),
        Sums.ofProducts(k.values(), l.values()),
        Sums.of(rowsOfK),
        Sums.of(rowsOfL),
        Sums.ofProducts(rowsOfK, rowsOfL));
  }

  private static Matrix gramOf(Matrix x, int threads) {
    return x.timesTransposed(x, threads); // [n, n]
  }

  private static Matrix withoutDiagonal(Matrix gram) {
    for (int i = 0; i < gram.rows(); i++) {
      gram.values()[gram.start(i) + i] = 0;
    }
    return gram;
  }

  private static double[] rowSums(Matrix x) {
    double[] out = new double[x.rows()];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < x.columns(); j++) {
        out[i] += x.at(i, j);
      }
    }
    return out;
  }

  static Value minibatchCka(Pair pair, int batch) {
    int batches = pair.size() / batch;
    if (batches == 0) {
      return Value.none(pair.size() + " rows are fewer than a batch of " + batch);
    }
    double[] sums = new double[3];
    for (int b = 0; b < batches; b++) {
      double[] three = ofBatch(pair, b * batch, batch);
      for (int t = 0; t < 3; t++) {
        sums[t] += three[t] / batches;
      }
    }
    int dropped = pair.size() - batches * batch;
    Value ratio = Hsic.ratio(sums[0], sums[1], sums[2]);
    return dropped == 0 || !ratio.note().isEmpty()
        ? ratio
        : new Value(ratio.number(), "the last " + dropped + " rows are not in a whole batch");
  }

  private static double[] ofBatch(Pair pair, int from, int batch) {
    if (gram(batch, pair.x.width, pair.y.width)) {
      return ofGram(
          pair.x.readCentred(from, from + batch),
          pair.y.readCentred(from, from + batch),
          pair.threads);
    }
    Moments moments = new Moments(pair.x.width, pair.y.width, pair.threads);
    moments.accept(pair.x.exactlyCentred().from(from), pair.y.exactlyCentred().from(from), batch);
    return ofMoments(moments);
  }
}
