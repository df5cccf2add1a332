package org.latent4j.quantize;

import org.latent4j.io.HeldArray;
import org.latent4j.io.SavedThing;
import org.latent4j.io.StoredArray;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An orthogonal matrix R: a row x becomes x R. In double. Immutable. */
final class OrthogonalMatrix {
  private final int size;
  private final float[] values; // [size, size]
  private final INDArray matrix; // [size, size] DOUBLE

  /** Takes the array. */
  OrthogonalMatrix(float[] values, int size) {
    this.size = size;
    this.values = values;
    this.matrix = ScanParameters.doubles(values, size, size);
  }

  /** R rounded to floats, which the file holds. */
  static OrthogonalMatrix of(double[] values, int size) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return new OrthogonalMatrix(floats, size);
  }

  int size() {
    return size;
  }

  /** R itself; not to be changed. */
  float[] values() {
    return values;
  }

  /** Rows of {@code width} up to the size, filled up with zeros, times R: {@code [n, size]}. */
  double[] turn(double[] rows, int width, int threads) {
    int n = rows.length / width;
    if (n == 0) {
      return new double[0];
    }
    double[] padded = rows;
    if (width < size) {
      padded = new double[n * size];
      for (int i = 0; i < n; i++) {
        System.arraycopy(rows, i * width, padded, i * size, width);
      }
    }
    return product(Gemm.Form.NN, padded, n, threads);
  }

  /** Rows {@code [n, size]} times the transpose of R, the way back. */
  double[] back(double[] rows, int threads) {
    return rows.length == 0 ? rows : product(Gemm.Form.NT, rows, rows.length / size, threads);
  }

  private double[] product(Gemm.Form form, double[] rows, int n, int threads) {
    INDArray x = Dense.of(rows, n, size); // [n, size]
    INDArray product = Gemm.product(form, x, matrix, threads); // [n, size]
    double[] out = Dense.doubles(product);
    x.close();
    product.close();
    return out;
  }

  /** One query, perhaps narrower than the size. */
  double[] turn(float[] query) {
    double[] wide = new double[query.length];
    for (int j = 0; j < wide.length; j++) {
      wide[j] = query[j];
    }
    return turn(wide, wide.length, 1);
  }

  StoredArray tensor() {
    return HeldArray.of("rotation", values, size, size);
  }

  static OrthogonalMatrix read(SavedThing thing, int size) {
    return new OrthogonalMatrix(ScanParameters.rotation(thing, size), size);
  }
}
