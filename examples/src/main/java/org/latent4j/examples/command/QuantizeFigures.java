package org.latent4j.examples.command;

import java.util.Arrays;
import java.util.Map;
import org.latent4j.kernel.Dense;
import org.latent4j.quantize.CodeMatrix;
import org.latent4j.quantize.Quantizer;
import org.latent4j.quantize.UsageStats;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the commands tell of codes. */
final class QuantizeFigures {
  private static final int BLOCK = 4096;

  private QuantizeFigures() {}

  /** Adds perplexity of each position and the numbers of active and dead codes of all. */
  static void usage(CodeMatrix codes, Map<String, Object> figures) {
    UsageStats usage = UsageStats.counting(codes);
    figures.put("perplexity", usage.perplexity());
    figures.put("active", Arrays.stream(usage.active()).sum());
    figures.put("dead", Arrays.stream(usage.dead()).sum());
  }

  /** Mean squared error of all entries; NaN without rows and where widths differ. */
  static double meanSquaredError(INDArray x, Quantizer quantizer, CodeMatrix codes) {
    if (quantizer.dimension() != x.size(1) || x.size(0) == 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (long from = 0; from < x.size(0); from += BLOCK) {
      long to = Math.min(x.size(0), from + BLOCK);
      double[] rows = Dense.doubles(x, from, to);
      INDArray values = quantizer.reconstruct(codes.slice(from, to)); // [block, d]
      double[] decoded = Dense.doubles(values);
      values.close();
      for (int i = 0; i < rows.length; i++) {
        sum += (rows[i] - decoded[i]) * (rows[i] - decoded[i]);
      }
    }
    return sum / x.size(0) / x.size(1);
  }
}
