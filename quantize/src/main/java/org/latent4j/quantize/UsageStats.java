package org.latent4j.quantize;

import java.util.Arrays;

/**
 * How codes are used.
 *
 * @param counts how many rows have each code, {@code [positions][levels]}
 * @param pairwiseNmi {@code [positions][positions]}: mutual information of two positions over the
 *     mean of their entropies; 1 on the diagonal; NaN where it was not asked for
 */
public record UsageStats(long[][] counts, double[][] pairwiseNmi) {
  /** Counts alone. */
  public UsageStats(long[][] counts) {
    this(counts, unknown(counts.length));
  }

  /** Counts the codes of all rows and how much two positions tell of each other. */
  public static UsageStats of(CodeMatrix codes) {
    return new UsageStats(counted(codes), PairwiseInformation.of(codes));
  }

  /** Counts the codes of all rows alone: cheaper than {@link #of}. */
  public static UsageStats counting(CodeMatrix codes) {
    return new UsageStats(counted(codes));
  }

  /** For each position the exponential of the entropy of its codes in nats; 0 without rows. */
  public double[] perplexity() {
    return Arrays.stream(counts).mapToDouble(UsageStats::perplexity).toArray();
  }

  /** For each position the number of codes that some row has. */
  public int[] active() {
    return Arrays.stream(counts)
        .mapToInt(of -> (int) Arrays.stream(of).filter(count -> count > 0).count())
        .toArray();
  }

  /** For each position the number of codes that no row has. */
  public int[] dead() {
    return Arrays.stream(counts)
        .mapToInt(of -> (int) Arrays.stream(of).filter(count -> count == 0).count())
        .toArray();
  }

  /** Entropy of counts in nats. */
  static double entropy(long[] counts) {
    double total = Arrays.stream(counts).sum();
    double entropy = 0;
    for (long count : counts) {
      if (count > 0) {
        entropy -= count / total * Math.log(count / total);
      }
    }
    return entropy;
  }

  private static double perplexity(long[] counts) {
    return Arrays.stream(counts).sum() == 0 ? 0 : Math.exp(entropy(counts));
  }

  private static long[][] counted(CodeMatrix codes) {
    int positions = codes.space().positions();
    long[][] counts = new long[positions][];
    for (int p = 0; p < positions; p++) {
      counts[p] = new long[codes.space().level(p)];
    }
    PackedRows layout = new PackedRows(codes.space());
    int[] row = new int[positions];
    for (long i = 0; i < codes.rows(); i++) {
      layout.read(codes.bytes(), i, row, 0);
      for (int p = 0; p < positions; p++) {
        counts[p][row[p]]++;
      }
    }
    return counts;
  }

  private static double[][] unknown(int positions) {
    double[][] nmi = new double[positions][positions];
    for (int p = 0; p < positions; p++) {
      Arrays.fill(nmi[p], Double.NaN);
      nmi[p][p] = 1;
    }
    return nmi;
  }
}
