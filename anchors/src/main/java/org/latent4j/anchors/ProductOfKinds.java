package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.List;

/** A product of invariances: several kinds, each standardised by two scalars. */
final class ProductOfKinds implements Relation {
  private final List<Relation> kinds;
  private final double[] means; // [q]
  private final double[] deviations; // [q]
  private final Combination combination;

  private ProductOfKinds(
      List<Relation> kinds, double[] means, double[] deviations, Combination combination) {
    this.kinds = kinds;
    this.means = means;
    this.deviations = deviations;
    this.combination = combination;
  }

  static ProductOfKinds of(
      Composition.Product product, RelativeProjection projection, FitState state) {
    List<Relation> kinds = new ArrayList<>();
    int q = product.kinds().size();
    double[] means = new double[q];
    double[] deviations = new double[q];
    for (int i = 0; i < q; i++) {
      Relation relation = Relations.of(product.kinds().get(i), projection, state);
      double[] own = relation.apply(state.anchors().vectors().clone()); // r(A)
      means[i] = ColumnMeans.of(own, 1)[0];
      double squares = 0;
      for (double value : own) {
        squares += (value - means[i]) * (value - means[i]);
      }
      double deviation = Math.sqrt(squares / own.length);
      deviations[i] = deviation > 0 ? deviation : 1;
      kinds.add(relation);
    }
    return new ProductOfKinds(kinds, means, deviations, product.combination());
  }

  @Override
  public int columns() {
    int m = kinds.get(0).columns();
    return combination == Combination.CONCAT ? kinds.size() * m : m;
  }

  @Override
  public double[] apply(double[] rows) {
    int m = kinds.get(0).columns();
    int columns = columns();
    double[] out = new double[0];
    for (int kind = 0; kind < kinds.size(); kind++) {
      boolean last = kind + 1 == kinds.size();
      double[] values = kinds.get(kind).apply(last ? rows : rows.clone()); // [b, m]
      out = kind == 0 ? new double[values.length / m * columns] : out;
      for (int t = 0; t < values.length; t++) {
        double value = (values[t] - means[kind]) / deviations[kind];
        if (combination == Combination.CONCAT) {
          out[t / m * columns + kind * m + t % m] = value;
        } else {
          out[t] += value / kinds.size();
        }
      }
    }
    return out;
  }
}
