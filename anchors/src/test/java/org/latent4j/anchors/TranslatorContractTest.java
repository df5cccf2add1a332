package org.latent4j.anchors;

import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.testkit.DoubleRows;
import org.latent4j.testkit.EncoderContract;
import org.latent4j.testkit.SpaceTransformation;
import org.nd4j.linalg.api.ndarray.INDArray;

class TranslatorContractTest extends EncoderContract<Translator> {
  @Override
  protected Translator encoder() {
    return Procrustes.similarity().fit(rows("pairs"), moved(rows("pairs")), Run.of(0));
  }

  @Override
  protected DoubleRows doubleRows() {
    return DoubleRows.STAY_DOUBLE;
  }

  /** Minus the largest error on rows that it has not seen. */
  @Override
  protected double quality(Translator translator) {
    INDArray x = rows("quality");
    return -translator.encode(x).sub(moved(x)).amaxNumber().doubleValue();
  }

  @Override
  protected double qualityFloor() {
    return -1e-4;
  }

  private INDArray rows(String task) {
    return Dense.of(random(task).normals(50 * 6), 50, 6);
  }

  private INDArray moved(INDArray x) {
    INDArray turned = SpaceTransformation.ORTHOGONAL.apply(x, random("turn"));
    return turned.mul(1.7).addi(3);
  }
}
