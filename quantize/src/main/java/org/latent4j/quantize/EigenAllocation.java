package org.latent4j.quantize;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.SymmetricEigen;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The rotation to the principal axes, dealt out to slices so that the products of their variances
 * are alike: the axis of largest variance goes to the slice of least product that has room.
 *
 * <p>Source: Ge, He, Ke and Sun 2013, "Optimized product quantization", section 4.3.
 */
final class EigenAllocation {
  private static final double LEAST_SHARE = 1e-12;

  private EigenAllocation() {}

  /**
   * The rotation {@code [d, d]} by columns: y = x R.
   *
   * @param x {@code [n, d]}, d divisible by the number of slices
   */
  static double[] rotation(INDArray x, int slices, int threads) {
    int d = Math.toIntExact(x.size(1));
    SymmetricEigen eigen = SymmetricEigen.of(covariance(x, threads), d);
    double[] values = Dense.doubles(eigen.values()); // [d], smallest first
    double[] vectors = Dense.doubles(eigen.vectors()); // [d, d]
    eigen.values().close();
    eigen.vectors().close();
    List<Integer> axes = deal(values, slices);
    double[] rotation = new double[d * d];
    for (int column = 0; column < d; column++) {
      int axis = axes.get(column);
      for (int i = 0; i < d; i++) {
        rotation[i * d + column] = vectors[i * d + axis];
      }
    }
    return rotation;
  }

  /** The axes slice by slice. */
  static List<Integer> deal(double[] ascending, int slices) {
    int d = ascending.length;
    double floor = Math.max(Double.MIN_NORMAL, ascending[d - 1] * LEAST_SHARE);
    double smallest = Math.max(floor, ascending[0]);
    List<List<Integer>> dealt = new ArrayList<>();
    double[] products = new double[slices]; // logarithms
    for (int s = 0; s < slices; s++) {
      dealt.add(new ArrayList<>());
    }
    for (int axis = d - 1; axis >= 0; axis--) {
      int least = -1;
      for (int s = 0; s < slices; s++) {
        boolean room = dealt.get(s).size() < d / slices;
        if (room && (least < 0 || products[s] < products[least])) {
          least = s;
        }
      }
      dealt.get(least).add(axis);
      products[least] += Math.log(Math.max(floor, ascending[axis]) / smallest);
    }
    return dealt.stream().flatMap(List::stream).toList();
  }

  private static double[] covariance(INDArray x, int threads) {
    int n = Math.toIntExact(x.size(0));
    int d = Math.toIntExact(x.size(1));
    double[] rows = Dense.doubles(x);
    double[] mean = new double[d];
    for (int i = 0; i < rows.length; i++) {
      mean[i % d] += rows[i];
    }
    for (int i = 0; i < rows.length; i++) {
      rows[i] -= mean[i % d] / n;
    }
    INDArray centred = Dense.of(DataType.DOUBLE, rows, n, d); // [n, d]
    INDArray product = Gemm.product(Gemm.Form.TN, centred, centred, threads); // [d, d]
    double[] covariance = Dense.doubles(product);
    centred.close();
    product.close();
    for (int i = 0; i < covariance.length; i++) {
      covariance[i] /= n;
    }
    return covariance;
  }
}
