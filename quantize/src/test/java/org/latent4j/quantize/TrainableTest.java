package org.latent4j.quantize;

import org.junit.jupiter.api.Nested;
import org.latent4j.Seed;

/** Every trainable quantizer passes its contract. */
class TrainableTest {
  private static final Seed SEED = new Seed(12);

  private static VqQuantization vq() {
    return VqQuantization.of(6).withAverages(0.9, 1e-5, 0.5);
  }

  @Nested
  class Qlae extends TrainableContract {
    @Override
    protected TrainableQuantizer trainable() {
      return QlaeQuantization.of(5).withWeights(1, 0.5).trainable(4);
    }

    @Override
    protected int width() {
      return 4;
    }
  }

  @Nested
  class SharedQlae extends TrainableContract {
    @Override
    protected TrainableQuantizer trainable() {
      return QlaeQuantization.of(5).withShared(true).withWeights(1, 0.5).trainable(4);
    }

    @Override
    protected int width() {
      return 4;
    }
  }

  @Nested
  class FixedQlae extends TrainableContract {
    @Override
    protected TrainableQuantizer trainable() {
      return QlaeQuantization.of(5).withOptimizeValues(false).trainable(4);
    }

    @Override
    protected int width() {
      return 4;
    }
  }

  @Nested
  class Fsq extends TrainableContract {
    @Override
    protected TrainableQuantizer trainable() {
      return FsqQuantization.preset(10).withBound(FsqBound.ATANH).trainable();
    }

    @Override
    protected int width() {
      return 4;
    }
  }

  @Nested
  class Lfq extends TrainableContract {
    @Override
    protected TrainableQuantizer trainable() {
      return new LfqQuantization(1, 0.2, new EntropyPenalty(1, 0.1, 0.5, 0)).trainable(5);
    }

    @Override
    protected int width() {
      return 5;
    }
  }

  @Nested
  class Bsq extends TrainableContract {
    @Override
    protected TrainableQuantizer trainable() {
      return new BsqQuantization(1, 0.2, new EntropyPenalty(1, 0.1, 0.5, 2)).trainable(5);
    }

    @Override
    protected int width() {
      return 5;
    }
  }

  @Nested
  class MovingVq extends TrainableContract {
    @Override
    protected TrainableQuantizer trainable() {
      return vq().trainable(3, SEED);
    }

    @Override
    protected int width() {
      return 3;
    }

    @Override
    protected boolean movesAfterSteps() {
      return true;
    }
  }

  @Nested
  class CosineVq extends TrainableContract {
    @Override
    protected TrainableQuantizer trainable() {
      return vq().withCosine(true).withEstimator(GradientEstimator.ROTATION).trainable(3, SEED);
    }

    @Override
    protected int width() {
      return 3;
    }

    @Override
    protected boolean movesAfterSteps() {
      return true;
    }
  }

  @Nested
  class GradientVq extends TrainableContract {
    @Override
    protected TrainableQuantizer trainable() {
      return vq().withUpdate(CodebookUpdate.GRADIENT).withClusteredStart(false).trainable(3, SEED);
    }

    @Override
    protected int width() {
      return 3;
    }
  }

  @Nested
  class FrozenVq extends TrainableContract {
    @Override
    protected TrainableQuantizer trainable() {
      return vq().withUpdate(CodebookUpdate.FROZEN).trainable(3, SEED);
    }

    @Override
    protected int width() {
      return 3;
    }
  }

  @Nested
  class SimVq extends TrainableContract {
    @Override
    protected TrainableQuantizer trainable() {
      return SimVqQuantization.of(9).trainable(3, SEED);
    }

    @Override
    protected int width() {
      return 3;
    }
  }

  @Nested
  class Residual extends TrainableContract {
    @Override
    protected TrainableQuantizer trainable() {
      return ResidualQuantization.of(3, 6).withStage(vq()).trainable(4, SEED);
    }

    @Override
    protected int width() {
      return 4;
    }

    @Override
    protected boolean movesAfterSteps() {
      return true;
    }
  }

  @Nested
  class DroppingResidual extends TrainableContract {
    @Override
    protected TrainableQuantizer trainable() {
      return ResidualQuantization.of(3, 6)
          .withStage(vq().withUpdate(CodebookUpdate.GRADIENT).withClusteredStart(false))
          .withDropout(true)
          .trainable(4, SEED);
    }

    @Override
    protected int width() {
      return 4;
    }

    @Override
    protected boolean drawsInForward() {
      return true;
    }
  }

  @Nested
  class Grouped extends TrainableContract {
    @Override
    protected TrainableQuantizer trainable() {
      return GroupedQuantization.of(2, 6).withGroup(vq()).trainable(4, SEED);
    }

    @Override
    protected int width() {
      return 4;
    }

    @Override
    protected boolean movesAfterSteps() {
      return true;
    }
  }

  @Nested
  class Bernoulli extends TrainableContract {
    @Override
    protected TrainableQuantizer trainable() {
      return new BernoulliQuantization(0.3).trainable(4, SEED);
    }

    @Override
    protected int width() {
      return 4;
    }

    @Override
    protected boolean drawsInForward() {
      return true;
    }
  }
}
