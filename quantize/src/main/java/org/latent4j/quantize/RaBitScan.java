package org.latent4j.quantize;

import org.latent4j.kernel.CodeColumns;

/**
 * Estimates of rows of signs for one rotated query: an inner product of the signs with the query,
 * stretched by what a row lost when it became signs.
 *
 * @param centroid c {@code [d]}
 * @param rotation P {@code [B, B]}
 * @param similarity what is estimated
 * @param queryBits 4, or 32 for a query in floats
 */
@SuppressWarnings("ArrayRecordComponent")
record RaBitScan(
    float[] centroid, OrthogonalMatrix rotation, Similarity similarity, int queryBits) {
  /** Inner products of rows of signs (+1, -1) and a query. */
  @FunctionalInterface
  private interface SignProducts {
    void products(int from, int to, float[] out);
  }

  ScanPlan plan(CodeMatrix codes) {
    int n = Math.toIntExact(codes.rows());
    int width = rotation.size() / 8;
    byte[] packed = codes.bytes();
    if (queryBits == RaBitQuantizer.FLOAT_QUERY) {
      CodeColumns columns = CodeColumns.of(packed, n, width);
      return query -> {
        double[] turned = turned(query);
        float[] tables = tables(turned);
        float offset = 0;
        for (double value : turned) {
          offset -= (float) value;
        }
        float start = offset;
        return estimates(
            codes, query, turned, (from, to, out) -> columns.sum(tables, start, from, to, out));
      };
    }
    return query -> {
      double[] turned = turned(query);
      return estimates(codes, query, turned, coded(turned, packed));
    };
  }

  /** The query less the centroid where distances are wanted, rotated. */
  double[] turned(float[] query) {
    float[] q = Centroid.query(query, similarity);
    double[] wide = new double[q.length];
    for (int j = 0; j < wide.length; j++) {
      wide[j] = similarity == Similarity.L2 ? (double) q[j] - centroid[j] : q[j];
    }
    return rotation.turn(wide, wide.length, 1);
  }

  /** For each byte of a row twice the sum of the query where it has ones {@code [B / 8, 256]}. */
  private static float[] tables(double[] turned) {
    float[] tables = new float[turned.length << 5]; // [B / 8, 256]
    double[] sums = new double[256];
    for (int t = 0; t < turned.length / 8; t++) {
      for (int b = 1; b < 256; b++) {
        int lowest = Integer.numberOfTrailingZeros(b);
        sums[b] = sums[b & (b - 1)] + 2 * turned[8 * t + lowest];
        tables[(t << 8) + b] = (float) sums[b];
      }
    }
    return tables;
  }

  /** Products with the query in 16 equal steps from its least to its largest value. */
  private static SignProducts coded(double[] turned, byte[] packed) {
    double least = turned[0];
    double most = turned[0];
    for (double value : turned) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    double low = least;
    double step = (most - least) / 15;
    int[] numbers = new int[turned.length];
    long sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = step == 0 ? 0 : (int) Math.min(15, Math.floor((turned[i] - low) / step + 0.5));
      sum += numbers[i];
    }
    BitPlanes planes = new BitPlanes(numbers, 4);
    int width = turned.length / 8;
    double whole = low * turned.length + step * sum;
    return (from, to, out) -> {
      for (int i = from; i < to; i++) {
        int ones = BitPlanes.ones(packed, i * width, width);
        double common = low * ones + step * planes.product(packed, i * width);
        out[i - from] = (float) (2 * common - whole);
      }
    };
  }

  private RowEstimates estimates(
      CodeMatrix codes, float[] query, double[] turned, SignProducts signs) {
    float[] norms = codes.shared(RaBitQuantizer.NORM);
    float[] alignments = codes.shared(RaBitQuantizer.ALIGNMENT);
    double root = Math.sqrt(rotation.size());
    boolean distance = similarity == Similarity.L2;
    double constant = distance ? squares(turned) : product(Centroid.query(query, similarity));
    return (from, to, out) -> {
      signs.products(from, to, out);
      for (int i = from; i < to; i++) {
        double norm = norms[i];
        double product = norm * (out[i - from] / root) / alignments[i];
        out[i - from] =
            (float) (distance ? norm * norm + constant - 2 * product : constant + product);
      }
    };
  }

  private double product(float[] query) {
    return org.latent4j.kernel.Kernels.dotInDouble(query, 0, centroid, 0, centroid.length);
  }

  static double squares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }
}
