package org.latent4j.quantize;

import org.latent4j.kernel.Kernels;

/**
 * Estimates between rows and queries that are both coded by {@link IntervalCoder}, perhaps in
 * different bits, from the product of their codes in whole numbers and four factors of each.
 *
 * @param centroid {@code [d]}
 * @param bits of the rows' codes
 * @param queryBits of the query's
 * @param similarity that of the rows' {@code correction}
 */
@SuppressWarnings("ArrayRecordComponent")
record IntervalScan(float[] centroid, int bits, int queryBits, Similarity similarity) {
  /** The inner product of the codes of a query with those of a row. */
  @FunctionalInterface
  private interface Products {
    int of(int row);
  }

  /** Unpacks the codes once; codes of one bit stay packed. */
  ScanPlan plan(CodeMatrix codes) {
    int d = centroid.length;
    int n = Math.toIntExact(codes.rows());
    byte[] packed = codes.bytes();
    byte[] bytes = bits == 1 ? new byte[0] : unpacked(codes, n, d);
    int width = codes.space().bytesPerRow();
    return query -> {
      IntervalCoder coded = new IntervalCoder(centroid, queryBits);
      coded.code(Centroid.query(query, similarity), 0);
      if (bits == 1) {
        BitPlanes planes = new BitPlanes(coded.codes, queryBits);
        return estimates(codes, coded, row -> planes.product(packed, row * width));
      }
      return estimates(codes, coded, row -> product(bytes, row * d, coded.codes));
    };
  }

  private static byte[] unpacked(CodeMatrix codes, int n, int d) {
    byte[] bytes = new byte[Math.multiplyExact(n, d)];
    PackedRows layout = new PackedRows(codes.space());
    int[] row = new int[d];
    for (int i = 0; i < n; i++) {
      layout.read(codes.bytes(), i, row, 0);
      for (int j = 0; j < d; j++) {
        bytes[i * d + j] = (byte) row[j];
      }
    }
    return bytes;
  }

  private static int product(byte[] bytes, int at, int[] codes) {
    int even = 0;
    int odd = 0;
    int j = 0;
    for (; j + 2 <= codes.length; j += 2) {
      even += (bytes[at + j] & 0xFF) * codes[j];
      odd += (bytes[at + j + 1] & 0xFF) * codes[j + 1];
    }
    if (j < codes.length) {
      even += (bytes[at + j] & 0xFF) * codes[j];
    }
    return even + odd;
  }

  private RowEstimates estimates(CodeMatrix codes, IntervalCoder query, Products products) {
    float[] lower = codes.shared(OptimizedScalarQuantizer.LOWER);
    float[] upper = codes.shared(OptimizedScalarQuantizer.UPPER);
    float[] correction = codes.shared(OptimizedScalarQuantizer.CORRECTION);
    float[] sum = codes.shared(OptimizedScalarQuantizer.SUM);
    int d = centroid.length;
    double top = (1 << bits) - 1;
    double a = query.lower;
    double step = query.step();
    double queryPart = step * query.sum + d * a;
    boolean distance = similarity == Similarity.L2;
    double constant =
        distance ? query.squares : query.product - Kernels.dotInDouble(centroid, 0, centroid, 0, d);
    return (from, to, out) -> {
      for (int i = from; i < to; i++) {
        double low = lower[i];
        double stride = (upper[i] - lower[i]) / top;
        double product =
            low * queryPart + stride * (a * sum[i] + step * products.of(i)); // of the centred rows
        out[i - from] = (float) (constant + correction[i] + (distance ? -2 * product : product));
      }
    };
  }
}
