package org.latent4j.anchors;

import java.util.Arrays;
import org.latent4j.Progress;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Cholesky;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.LinearAlgebra;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Finds rows of a target space whose cosines to its anchors are known. */
final class Inverting {
  private static final String NAME = "RelativeEncoder.invert";

  /** Above this condition of the unit anchors, digits are lost that matter. */
  private static final double LARGEST_CONDITION = 1e6;

  private Inverting() {}

  static INDArray of(
      RelativeEncoder encoder, INDArray r, INDArray target, Inversion how, Progress progress) {
    check(encoder.projection());
    int m = encoder.anchors().size();
    Require.matrix(NAME + ": r", r, m);
    Finite.require(NAME + ": r", r);
    Require.matrix(NAME + ": target anchors", target, -1);
    if (target.size(0) != m || target.size(1) < 1) {
      throw new ShapeException(
          NAME + ": target anchors", "[" + m + ", d]", Arrays.toString(target.shape()));
    }
    Finite.require(NAME + ": target anchors", target);
    INDArray unit = unit(encoder.projection().centering(), target); // [m, d]
    double condition = Math.max(encoder.condition(), LinearAlgebra.condition(unit));
    if (condition > LARGEST_CONDITION) {
      progress.on(
          new Progress.Warned(
              NAME, "the unit anchors have a condition of " + condition + ": digits are lost"));
    }
    INDArray map = map(unit, how); // [m, d]
    INDArray out = Gemm.product(r.castTo(DataType.DOUBLE), map, Threads.all()); // [n, d]
    return r.dataType() == DataType.DOUBLE
        ? out
        : Dense.of(r.dataType(), Dense.doubles(out), out.shape());
  }

  private static void check(RelativeProjection projection) {
    boolean direct =
        projection.kind() == Kind.COSINE
            && projection.composition().heads() == null
            && projection.composition().product() == null
            && projection.composition().aggregate() == Aggregate.ANCHOR
            && projection.finish().sparsity() == null
            && projection.finish().post() == Post.NONE;
    if (!direct) {
      throw new InputException(NAME, "a projection by cosine alone", projection.toString());
    }
    if (projection.centering() == Centering.SPACE || projection.scaling() == Scaling.STD) {
      throw new InputException(
          NAME,
          "what target anchors alone can tell: centring on them or none, no scaling by column",
          projection.centering() + " and " + projection.scaling());
    }
  }

  private static INDArray unit(Centering centering, INDArray target) {
    int d = Math.toIntExact(target.size(1));
    double[] rows = Dense.doubles(target);
    if (centering == Centering.ANCHORS) {
      new Frame(ColumnMeans.of(rows, d), null, false).apply(rows);
    }
    UnitRows.apply(rows, d);
    return Dense.of(rows, rows.length / d, d);
  }

  /** What relative rows are multiplied by, {@code [m, d]}. */
  private static INDArray map(INDArray unit, Inversion how) {
    if (how instanceof Inversion.Ridge ridge && ridge.lambda() > 0) {
      return ridge(unit, ridge.lambda());
    }
    if (how instanceof Inversion.Subsets subsets) {
      return subsets(unit, subsets);
    }
    return pseudoInverse(unit);
  }

  /** The pseudo-inverse of the transpose, which is the transpose of the pseudo-inverse. */
  private static INDArray pseudoInverse(INDArray unit) {
    return LinearAlgebra.pseudoInverse(unit).transpose().dup('c');
  }

  private static INDArray ridge(INDArray unit, double lambda) {
    int d = Math.toIntExact(unit.size(1));
    double[] gram = Dense.doubles(Gemm.product(Gemm.Form.TN, unit, unit, Threads.all())); // [d, d]
    double trace = 0;
    for (int i = 0; i < d; i++) {
      trace += gram[i * d + i];
    }
    for (int i = 0; i < d; i++) {
      gram[i * d + i] += lambda * trace / d;
    }
    INDArray solved = Cholesky.of(Dense.of(gram, d, d)).solve(unit.transpose().dup('c')); // [d, m]
    return solved.transpose().dup('c');
  }

  private static INDArray subsets(INDArray unit, Inversion.Subsets subsets) {
    int m = Math.toIntExact(unit.size(0));
    int d = Math.toIntExact(unit.size(1));
    Require.between(NAME + ": anchors of a subset", 1, m, subsets.size());
    double[] all = Dense.doubles(unit);
    double[] sum = new double[m * d]; // [m, d]
    for (int i = 0; i < subsets.count(); i++) {
      int[] order = new Seed(subsets.seed()).child(i).stream().permutation(m);
      double[] chosen = new double[subsets.size() * d];
      for (int j = 0; j < subsets.size(); j++) {
        System.arraycopy(all, order[j] * d, chosen, j * d, d);
      }
      double[] part = Dense.doubles(pseudoInverse(Dense.of(chosen, subsets.size(), d)));
      for (int t = 0; t < part.length; t++) {
        sum[order[t / d] * d + t % d] += part[t] / subsets.count();
      }
    }
    return Dense.of(sum, m, d);
  }
}
