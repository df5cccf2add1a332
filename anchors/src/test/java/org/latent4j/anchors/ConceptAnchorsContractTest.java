package org.latent4j.anchors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.TensorSpace;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.testkit.DoubleRows;
import org.latent4j.testkit.EncoderContract;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The contract of encoders, for concepts. */
class ConceptAnchorsContractTest extends EncoderContract<ConceptAnchors> {
  private static final int WIDTH = 8;

  private static INDArray space() {
    return Dense.of(new RandomStream(3).normals(40 * WIDTH), 40, WIDTH);
  }

  @Override
  protected ConceptAnchors encoder() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (int c = 0; c < 5; c++) {
      groups.put("concept " + c, List.of("" + 2 * c, "" + (2 * c + 1)));
    }
    return ConceptAnchors.of(TensorSpace.of("space", space()), groups);
  }

  @Override
  protected DoubleRows doubleRows() {
    return DoubleRows.STAY_DOUBLE;
  }

  /** The mean score of rows with the first row of their own concept less that with another. */
  @Override
  protected double quality(ConceptAnchors encoder) {
    INDArray space = space();
    double gap = 0;
    for (int i = 0; i < 10; i++) {
      int own = i / 2 * 2;
      gap += encoder.score(space.getRow(i), space.getRow(own));
      gap -= encoder.score(space.getRow(i), space.getRow((own + 2) % 10));
    }
    return gap / 10;
  }

  @Override
  protected double qualityFloor() {
    return 0.4;
  }
}
