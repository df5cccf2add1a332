package org.latent4j.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The same matrix laid out in memory in other ways. Around a view lie NaNs, so that reading beside
 * it shows.
 */
final class Layouts {
  private Layouts() {}

  /** Name and matrix, each equal to {@code x}, which has at least one row. */
  static Map<String, INDArray> of(INDArray x) {
    Map<String, INDArray> layouts = new LinkedHashMap<>();
    layouts.put("f order", x.dup('f'));
    layouts.put("a transposed view", x.transpose().dup('c').transpose());
    layouts.put("a window of a larger array", window(x, 'c'));
    layouts.put("a window of a larger f-ordered array", window(x, 'f'));
    layouts.put("every second row and column", strided(x));
    return layouts;
  }

  private static INDArray window(INDArray x, char order) {
    INDArray large = nan(x, x.size(0) + 3, x.size(1) + 2).dup(order);
    INDArray view =
        large.get(NDArrayIndex.interval(1, 1 + x.size(0)), NDArrayIndex.interval(2, 2 + x.size(1)));
    return filled(view, x);
  }

  private static INDArray strided(INDArray x) {
    INDArray large = nan(x, 2 * x.size(0), 2 * x.size(1));
    INDArray view =
        large.get(
            NDArrayIndex.interval(0, 2, 2 * x.size(0)), NDArrayIndex.interval(0, 2, 2 * x.size(1)));
    return filled(view, x);
  }

  private static INDArray nan(INDArray x, long rows, long columns) {
    return Dense.zeros(x.dataType(), rows, columns).assign(Double.NaN);
  }

  private static INDArray filled(INDArray view, INDArray x) {
    for (long i = 0; i < x.size(0); i++) {
      for (long j = 0; j < x.size(1); j++) {
        view.putScalar(i, j, x.getDouble(i, j));
      }
    }
    return view;
  }
}
