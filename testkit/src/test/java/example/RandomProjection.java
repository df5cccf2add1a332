package example;

import java.nio.file.Path;
import org.latent4j.Encoder;
import org.latent4j.Estimator;
import org.latent4j.Lineage;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.latent4j.io.HeldArray;
import org.latent4j.io.SavedThing;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rows minus their mean, times a random matrix that keeps distances: {@code [n, d] -> [n, k]}. */
public final class RandomProjection implements Encoder {
  private static final String KIND = "example-random-projection";

  private final double[] mean; // [d]
  private final double[] weight; // [d, k]

  private RandomProjection(double[] mean, double[] weight) {
    this.mean = mean;
    this.weight = weight;
  }

  /**
   * The hyper-parameters.
   *
   * @param dimension k, the width of the encoded rows
   */
  public record Fit(int dimension) implements Estimator<RandomProjection> {
    /** Checks the width. */
    public Fit {
      Require.atLeast("RandomProjection.Fit: dimension", 1, dimension);
    }

    @Override
    public RandomProjection fit(INDArray x, Run run) {
      Finite.require("RandomProjection.fit", Require.matrix("RandomProjection.fit", x, -1));
      Require.atLeast("RandomProjection.fit: rows", 1, x.size(0));
      int d = (int) x.size(1);
      double[] rows = Dense.doubles(x);
      double[] mean = new double[d];
      for (int i = 0; i < rows.length; i++) {
        mean[i % d] += rows[i] / x.size(0);
      }
      RandomStream random = run.seed().child("projection").stream();
      double[] weight = new double[d * dimension];
      for (int i = 0; i < weight.length; i++) {
        weight[i] = random.normal() / Math.sqrt(dimension);
      }
      return new RandomProjection(mean, weight);
    }
  }

  @Override
  public long inputDimension() {
    return mean.length;
  }

  @Override
  public long dimension() {
    return weight.length / mean.length;
  }

  @Override
  public INDArray encode(INDArray x) {
    Require.matrix("RandomProjection.encode", x, mean.length);
    Finite.require("RandomProjection.encode", x);
    double[] rows = Dense.doubles(x); // whatever the order, the view and the type of x
    int k = (int) dimension();
    double[] out = new double[(int) x.size(0) * k];
    for (int i = 0; i < rows.length; i++) {
      int row = i / mean.length;
      int column = i % mean.length;
      for (int j = 0; j < k; j++) {
        out[row * k + j] += (rows[i] - mean[column]) * weight[column * k + j];
      }
    }
    return Dense.of(x.dataType(), out, x.size(0), k); // [n, k]
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step("RandomProjection", parameters(), null);
  }

  /** Saves it beside an older file and renames. */
  public void save(Path file) {
    SavedThing.draft(KIND)
        .parameters(parameters())
        .tensor(HeldArray.of("mean", mean, mean.length))
        .tensor(HeldArray.of("weight", weight, mean.length, dimension()))
        .save(file);
  }

  /** Loads a saved one; a broken file is refused. */
  public static RandomProjection load(Path file) {
    SavedThing thing = SavedThing.open(file, KIND);
    INDArray weight = thing.tensor("weight", -1, -1);
    INDArray mean = thing.tensor("mean", weight.size(0));
    return new RandomProjection(Dense.doubles(mean), Dense.doubles(weight));
  }

  private String parameters() {
    return "{\"dimension\": " + dimension() + "}";
  }
}
