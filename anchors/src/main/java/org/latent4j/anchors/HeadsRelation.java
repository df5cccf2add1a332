package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.List;

/** Several heads: contiguous blocks of columns, each related by itself. */
final class HeadsRelation implements Relation {
  private final List<Relation> heads;
  private final int d;
  private final Pool pool;
  private final int m;

  private HeadsRelation(List<Relation> heads, int d, Pool pool) {
    this.heads = heads;
    this.d = d;
    this.pool = pool;
    this.m = heads.get(0).columns();
  }

  static HeadsRelation of(
      Composition.Heads composition, RelativeProjection projection, FitState state) {
    List<Relation> heads = new ArrayList<>();
    int width = state.d() / composition.count();
    for (int from = 0; from < state.d(); from += width) {
      FitState part = state.columns(from, from + width);
      heads.add(Relations.of(projection.kind(), projection, part));
    }
    return new HeadsRelation(heads, state.d(), composition.pool());
  }

  @Override
  public int columns() {
    return pool == Pool.CONCAT ? heads.size() * m : m;
  }

  @Override
  public double[] apply(double[] rows) {
    int b = rows.length / d;
    int width = d / heads.size();
    double[] out = new double[b * columns()];
    for (int head = 0; head < heads.size(); head++) {
      double[] part = FitState.columns(rows, d, head * width, (head + 1) * width);
      double[] values = heads.get(head).apply(part); // [b, m]
      if (pool == Pool.CONCAT) {
        for (int i = 0; i < b; i++) {
          System.arraycopy(values, i * m, out, i * columns() + head * m, m);
        }
      } else {
        pool(values, head, out);
      }
    }
    return out;
  }

  private void pool(double[] values, int head, double[] out) {
    for (int t = 0; t < out.length; t++) {
      if (pool == Pool.MAX) {
        out[t] = head == 0 ? values[t] : Math.max(out[t], values[t]);
      } else {
        out[t] += pool == Pool.MEAN ? values[t] / heads.size() : values[t];
      }
    }
  }
}
