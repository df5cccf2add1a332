package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/** Whole projections step by step, as the definitions say; anchors are rows of the space. */
@SuppressWarnings("ArrayRecordComponent")
record NaiveProjection(RelativeProjection projection, double[][] space, double[][] anchors) {
  /** Relative rows of {@code x}. */
  double[][] relate(double[][] x) {
    double[][] rows = finished(composed(x));
    return switch (projection.finish().post()) {
      case NONE -> rows;
      case L2 -> each(rows, NaiveProjection::unit);
      case STANDARD -> byColumns(rows, finished(composed(anchors)));
    };
  }

  private double[][] composed(double[][] x) {
    Composition.Heads heads = projection.composition().heads();
    Composition.Product product = projection.composition().product();
    List<double[][]> parts = new ArrayList<>();
    if (heads != null) {
      int width = x[0].length / heads.count();
      for (int from = 0; from < x[0].length; from += width) {
        NaiveProjection head =
            new NaiveProjection(
                projection, columns(space, from, width), columns(anchors, from, width));
        parts.add(head.of(projection.kind(), columns(x, from, width)));
      }
      return pooled(parts, heads.pool());
    }
    for (Kind kind : projection.kinds()) {
      double[][] rows = of(kind, x);
      parts.add(product == null ? rows : byAll(rows, of(kind, anchors)));
    }
    boolean mean = product != null && product.combination() == Combination.MEAN;
    return pooled(parts, mean ? Pool.MEAN : Pool.CONCAT);
  }

  /** One kind, after centring and scaling. */
  private double[][] of(Kind kind, double[][] x) {
    if (kind == Kind.WHITENED || kind == Kind.MAHALANOBIS) {
      return NaiveLinear.byCovariance(kind, space, anchors, x);
    }
    double[] mean =
        switch (projection.centering()) {
          case ANCHORS -> Definition.mean(anchors);
          case SPACE -> Definition.mean(space);
          case NONE -> new double[x[0].length];
        };
    boolean onSpace = projection.fitOn() == FitOn.SPACE;
    double[][] measured = Definition.minus(onSpace ? space : anchors, mean);
    double[][] rows = scaled(x, mean, measured);
    double[][] right = scaled(anchors, mean, measured);
    if (kind == Kind.BASIS) {
      return NaiveLinear.times(rows, NaiveLinear.pseudoInverse(right));
    }
    if (kind == Kind.GEODESIC) {
      return NaiveLinear.geodesic(scaled(space, mean, measured), right, rows, 10);
    }
    double[][] out = new double[x.length][anchors.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < anchors.length; j++) {
        out[i][j] = Definition.of(kind, rows[i], right[j], right);
      }
    }
    return out;
  }

  private double[][] scaled(double[][] rows, double[] mean, double[][] measured) {
    return Definition.scaled(projection.scaling(), Definition.minus(rows, mean), measured);
  }

  private double[][] finished(double[][] rows) {
    Finish.Quantising quantising = projection.finish().quantising();
    double[][] out = rows;
    if (quantising != null) {
      double b = quantising.bin();
      out =
          each(
              out,
              row ->
                  Arrays.stream(row)
                      .map(
                          r ->
                              quantising.how() == Quantised.BIN
                                  ? b * Math.rint(r / b)
                                  : r - b * Math.sin(2 * Math.PI * r / b) / 2 / Math.PI)
                      .toArray());
    }
    Finish.Sparsity sparsity = projection.finish().sparsity();
    return sparsity == null ? out : each(out, row -> sharpened(row, sparsity));
  }

  private static double[] sharpened(double[] row, Finish.Sparsity sparsity) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, row.length).boxed().toList());
    order.sort((i, j) -> Double.compare(row[j], row[i])); // stable: the smaller anchor first
    double[] kept = new double[row.length];
    for (int j : order.subList(0, sparsity.topK())) {
      kept[j] = Math.pow(Math.max(row[j], 0), sparsity.exponent());
    }
    return unit(kept);
  }

  private static double[][] pooled(List<double[][]> parts, Pool pool) {
    double[][] out = parts.get(0);
    for (double[][] part : parts.subList(1, parts.size())) {
      double[][] before = out;
      out = new double[before.length][];
      for (int i = 0; i < out.length; i++) {
        out[i] =
            switch (pool) {
              case CONCAT -> joined(before[i], part[i]);
              case MAX -> zipped(before[i], part[i], Math::max);
              case SUM, MEAN -> zipped(before[i], part[i], Double::sum);
            };
      }
    }
    double count = pool == Pool.MEAN ? parts.size() : 1;
    return each(out, row -> Arrays.stream(row).map(value -> value / count).toArray());
  }

  /** Rows less one mean, over one population deviation, those of all values among the anchors. */
  private static double[][] byAll(double[][] rows, double[][] among) {
    double[] all = Arrays.stream(among).flatMapToDouble(Arrays::stream).toArray();
    double mean = Arrays.stream(all).average().orElseThrow();
    double deviation =
        Math.sqrt(Arrays.stream(all).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    return each(rows, row -> Arrays.stream(row).map(value -> (value - mean) / deviation).toArray());
  }

  /** Columns less their means, over their deviations (of m - 1), those of the anchors' rows. */
  private static double[][] byColumns(double[][] rows, double[][] own) {
    double[] mean = Definition.mean(own);
    double[][] out = each(rows, row -> Definition.minus(row, mean));
    for (int j = 0; j < mean.length; j++) {
      int column = j;
      double first = own[0][j];
      if (Arrays.stream(own).allMatch(row -> row[column] == first)) {
        Arrays.stream(out).forEach(row -> row[column] += mean[column] - first);
      } else {
        double squares =
            Arrays.stream(own)
                .mapToDouble(row -> (row[column] - mean[column]) * (row[column] - mean[column]))
                .sum();
        Arrays.stream(out).forEach(row -> row[column] /= Math.sqrt(squares / (own.length - 1)));
      }
    }
    return out;
  }

  /** A row turned into another. */
  private interface RowStep {
    double[] of(double[] row);
  }

  private static double[][] each(double[][] rows, RowStep step) {
    return Arrays.stream(rows).map(step::of).toArray(double[][]::new);
  }

  private static double[] unit(double[] row) {
    double norm = Definition.norm(row);
    return norm == 0 ? row : Arrays.stream(row).map(value -> value / norm).toArray();
  }

  private static double[][] columns(double[][] rows, int from, int width) {
    return each(rows, row -> Arrays.copyOfRange(row, from, from + width));
  }

  private static double[] joined(double[] first, double[] second) {
    double[] out = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, out, first.length, second.length);
    return out;
  }

  private static double[] zipped(double[] first, double[] second, DoubleBinaryOperator how) {
    return IntStream.range(0, first.length)
        .mapToDouble(t -> how.applyAsDouble(first[t], second[t]))
        .toArray();
  }
}
