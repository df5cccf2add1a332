package org.latent4j.anchors;

import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.latent4j.Run;
import org.latent4j.testkit.DoubleRows;
import org.latent4j.testkit.EncoderContract;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The contract of encoders, for each method of translation. */
class TranslatorContractTest {
  private static final int WIDTH = 7;

  private static INDArray moved(INDArray x) {
    return x.mmul(Planted.orthogonal(5, WIDTH, false)).mul(1.5).add(2);
  }

  /** Fitted on rows and the same rows moved; the quality is minus the largest error on others. */
  private abstract static class Map extends EncoderContract<Translator> {
    private final Translation method;
    private final double floor;

    Map(Translation method, double floor) {
      this.method = method;
      this.floor = floor;
    }

    @Override
    protected Translator encoder() {
      INDArray x = Planted.rows(1, 80, WIDTH);
      return method.fit(x, moved(x), Run.of(0));
    }

    @Override
    protected DoubleRows doubleRows() {
      return DoubleRows.STAY_DOUBLE;
    }

    @Override
    protected double quality(Translator translator) {
      INDArray fresh = Planted.rows(2, 60, WIDTH);
      return -Planted.difference(translator.encode(fresh), translator.target(moved(fresh)));
    }

    @Override
    protected double qualityFloor() {
      return floor;
    }
  }

  @Nested
  class Identity extends Map {
    Identity() {
      super(Translation.identity(), -60);
    }
  }

  @Nested
  class Linear extends Map {
    Linear() {
      super(Translation.linear(), -10);
    }
  }

  @Nested
  class Affine extends Map {
    Affine() {
      super(Translation.affine(), -1e-11);
    }
  }

  @Nested
  class Ridge extends Map {
    Ridge() {
      super(Translation.ridge(), -1e-3);
    }
  }

  @Nested
  class Orthogonal extends Map {
    Orthogonal() {
      super(Translation.orthogonal(), -30);
    }
  }

  @Nested
  class CentredOrthogonal extends Map {
    CentredOrthogonal() {
      super(Translation.centredOrthogonal(), -12);
    }
  }

  @Nested
  class Similarity extends Map {
    Similarity() {
      super(Translation.similarity(), -1e-11);
    }
  }

  @Nested
  class Rigid extends Map {
    Rigid() {
      super(Translation.rigid(), -12);
    }
  }

  @Nested
  class OrthogonalisedLeastSquares extends Map {
    OrthogonalisedLeastSquares() {
      super(Translation.orthogonalisedLinear(), -30);
    }
  }

  @Nested
  class Canonical extends Map {
    Canonical() {
      super(Translation.canonical(), -12);
    }
  }

  @Nested
  class Permutation extends Map {
    Permutation() {
      super(Translation.permutation(), -60);
    }
  }

  @Nested
  class LowRank extends Map {
    LowRank() {
      super(Translation.lowRank(6), -10);
    }
  }

  @Nested
  class Gradient extends Map {
    Gradient() {
      super(new GradientTranslation(3000, 0.01), -0.5);
    }
  }

  @Nested
  class SelfLearning extends Map {
    SelfLearning() {
      super(Translation.procrustesCsls(), -12);
    }
  }

  @Nested
  class Inverse extends Map {
    Inverse() {
      super(Translation.inverseRelative(), -1e-11);
    }
  }

  @Nested
  class UnitRows extends Map {
    UnitRows() {
      super(Translation.centredOrthogonal().onUnitRows(), -1e-11);
    }
  }

  /** A map onto more dimensions leaves the last ones at their mean. */
  @Nested
  class Padded extends EncoderContract<Translator> {
    @Override
    protected Translator encoder() {
      INDArray x = Planted.rows(1, 80, 3);
      return Translation.identity().fit(x, Planted.rows(2, 80, 4), Run.of(0));
    }

    @Override
    protected DoubleRows doubleRows() {
      return DoubleRows.STAY_DOUBLE;
    }

    @Override
    protected Set<Integer> constantColumns() {
      return Set.of(3);
    }

    @Override
    protected double quality(Translator translator) {
      INDArray fresh = Planted.rows(3, 20, 3);
      return -Planted.difference(translator.encode(fresh).getColumns(0, 1, 2), fresh);
    }

    @Override
    protected double qualityFloor() {
      return 0;
    }
  }
}
