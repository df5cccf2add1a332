package example;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.testkit.DoubleRows;
import org.latent4j.testkit.EstimatorContract;
import org.latent4j.testkit.PersistenceContract;
import org.nd4j.linalg.api.ndarray.INDArray;

class RandomProjectionTest {
  static INDArray normalRows(RandomStream random) {
    return Dense.of(random.normals(40 * 100), 40, 100); // [40, 100]
  }

  @Nested
  class Fitted extends EstimatorContract<RandomProjection> {
    @Override
    protected RandomProjection.Fit estimator() {
      return new RandomProjection.Fit(64);
    }

    @Override
    protected INDArray trainingRows(RandomStream random) {
      return normalRows(random);
    }

    @Override
    protected boolean usesSeed() {
      return true;
    }

    @Override
    protected DoubleRows doubleRows() {
      return DoubleRows.STAY_DOUBLE;
    }

    /** One minus the mean relative error of the distances between neighbouring rows. */
    @Override
    protected double quality(RandomProjection encoder) {
      INDArray x = normalRows(random("quality"));
      INDArray z = encoder.encode(x);
      double error = 0;
      for (int i = 1; i < 40; i++) {
        double before = x.getRow(i).distance2(x.getRow(i - 1));
        error += Math.abs(z.getRow(i).distance2(z.getRow(i - 1)) / before - 1) / 39;
      }
      return 1 - error;
    }

    @Override
    protected double qualityFloor() {
      return 0.85;
    }
  }

  @Nested
  class Saved extends PersistenceContract<RandomProjection> {
    @Override
    protected RandomProjection subject() {
      return new RandomProjection.Fit(5).fit(normalRows(random("rows")), Run.of(7));
    }

    @Override
    protected void save(RandomProjection subject, Path file) {
      subject.save(file);
    }

    @Override
    protected RandomProjection load(Path file) {
      return RandomProjection.load(file);
    }
  }
}
