package org.latent4j.metric;

/**
 * The orthogonal map that brings Y nearest to X, from the singular value decomposition XᵀY = W Σ
 * Zᵀ: Y Z Wᵀ is nearest to X, and the nuclear norm ‖XᵀY‖_* is the trace of Σ.
 *
 * <p>Where there are fewer rows than columns, both are first written in the coordinates of their
 * own singular directions, which changes no distance.
 *
 * <p>Source: Schönemann, "A generalized solution of the orthogonal Procrustes problem",
 * Psychometrika 31, 1966.
 */
final class Alignment {
  /** Below this share of ‖X‖² + ‖Y‖² the difference of squares is recomputed as a distance. */
  private static final double NEAR = 1e-2;

  private final Matrix x; // [n, d]
  private final Matrix y; // [n, d']
  private final Basis product; // of XᵀY, all min(d, d') directions
  private final int threads;
  private final double squaresX;
  private final double squaresY;

  private Alignment(Matrix x, Matrix y, int threads) {
    this.x = x;
    this.y = y;
    this.threads = threads;
    this.product = Basis.thin(x.transposedTimes(y, threads));
    this.squaresX = x.squaredNorm();
    this.squaresY = y.squaredNorm();
  }

  static Alignment ofCentred(Pair pair) {
    return fewRows(pair)
        ? new Alignment(
            pair.x.centredBasis().coordinates(), pair.y.centredBasis().coordinates(), pair.threads)
        : new Alignment(pair.x.centred(), pair.y.centred(), pair.threads);
  }

  static Alignment ofRaw(Pair pair) {
    return fewRows(pair)
        ? new Alignment(
            pair.x.rawBasis().coordinates(), pair.y.rawBasis().coordinates(), pair.threads)
        : new Alignment(pair.x.raw(), pair.y.raw(), pair.threads);
  }

  private static boolean fewRows(Pair pair) {
    return pair.size() < Math.max(pair.x.width, pair.y.width);
  }

  /** ‖X‖, the Frobenius norm. */
  double normX() {
    return Math.sqrt(squaresX);
  }

  /** ‖Y‖. */
  double normY() {
    return Math.sqrt(squaresY);
  }

  /** ‖XᵀY‖_*. */
  double nuclearNorm() {
    return Sums.of(product.sigma());
  }

  /** The smallest ‖a X - b Y Q‖² over orthogonal Q, for a, b > 0. */
  double squaredDistance(double a, double b) {
    double norms = a * a * squaresX + b * b * squaresY;
    double difference = norms - 2 * a * b * nuclearNorm();
    return difference < NEAR * norms ? directly(a, b) : difference;
  }

  /** The same without cancellation. */
  private double directly(double a, double b) {
    boolean intoX = y.columns() <= x.columns();
    Matrix turned = intoX ? yInX() : y;
    Matrix other = intoX ? x : xInY();
    double sum = 0;
    for (int i = 0; i < turned.values().length; i++) {
      double difference = a * other.values()[i] - b * turned.values()[i];
      sum += difference * difference;
    }
    return sum;
  }

  private Matrix yInX() {
    return y.times(product.v(), threads).timesTransposed(product.u(), threads);
  }

  private Matrix xInY() {
    return x.times(product.u(), threads).timesTransposed(product.v(), threads);
  }

  /** The mean cosine of the rows of X and of Y turned, without rows of zeros. */
  Definition.Value meanCosine() {
    Matrix p = UnitRows.of(x);
    Matrix q = UnitRows.of(y);
    Matrix turnedX = p.times(product.u(), threads); // [n, r]
    Matrix turnedY = q.times(product.v(), threads); // [n, r]
    double sum = 0;
    int left = 0;
    for (int i = 0; i < p.rows(); i++) {
      if (p.dot(i, p, i) == 0 || q.dot(i, q, i) == 0) {
        left++;
      } else {
        sum += turnedX.dot(i, turnedY, i);
      }
    }
    if (left == p.rows()) {
      return Definition.Value.none("all rows are zero on one side");
    }
    return new Definition.Value(
        sum / (p.rows() - left), left == 0 ? "" : left + " rows of zeros left out");
  }
}
