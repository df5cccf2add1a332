package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.metric.IndexOptions;
import org.latent4j.metric.Pair;
import org.latent4j.metric.SimilarityIndex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every similarity index of core under the contract, with what it claims of itself. */
class SimilarityIndicesTest {
  /** Options that suit the spaces of the contract, of 30 to 200 rows. */
  private static final IndexOptions OPTIONS =
      IndexOptions.standard().withK(5).withBatch(40).withSigma(4);

  @Test
  void everyIndexIsUnderTheContract() {
    Set<String> tested =
        Arrays.stream(SimilarityIndicesTest.class.getDeclaredClasses())
            .filter(type -> type.isAnnotationPresent(Nested.class))
            .map(type -> type.getSimpleName().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    assertThat(tested)
        .isEqualTo(
            SimilarityIndex.all().stream()
                .map(index -> index.name().replace("-", ""))
                .collect(Collectors.toSet()));
  }

  /** The contract of the index of a name. */
  abstract static class OfIndex extends SimilarityContract {
    private final SimilarityIndex index;
    private final double floor;

    OfIndex(String name, double floor) {
      this(SimilarityIndex.named(name, OPTIONS), floor);
    }

    OfIndex(SimilarityIndex index, double floor) {
      this.index = index;
      this.floor = floor;
    }

    @Override
    protected double compare(INDArray a, INDArray b) {
      return index.compare(a, b).value();
    }

    @Override
    protected boolean largerIsCloser() {
      return Objects.equals(index.direction().word(), "higher");
    }

    @Override
    protected boolean symmetric() {
      return index.symmetric();
    }

    @Override
    protected double least() {
      return index.least();
    }

    @Override
    protected double most() {
      return index.most();
    }

    @Override
    protected Set<SpaceTransformation> invariances() {
      return index.invariances().stream()
          .map(invariance -> SpaceTransformation.valueOf(invariance.name()))
          .collect(Collectors.toSet());
    }

    @Override
    protected double qualityFloor() {
      return floor;
    }

    @Override
    protected boolean metric() {
      return index.metric();
    }

    @Override
    protected boolean sameWidthOnly() {
      RandomStream random = new RandomStream(0);
      INDArray wide = super.sample(20, 3, random);
      return index.obstacle(Pair.of(wide, super.sample(20, 2, random))).isPresent();
    }
  }

  /** Rows in pairs of nearly one direction, paired anew for every space. */
  private static INDArray twins(int n, int d, RandomStream random) {
    INDArray out = Dense.zeros(DataType.DOUBLE, n, d);
    int[] order = random.permutation(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        double twin = i % 2 == 1 ? out.getDouble(order[i - 1], j) : random.normal();
        out.putScalar(order[i], j, twin + 0.01 * random.normal());
      }
    }
    return out;
  }

  @Nested
  class LinearCka extends OfIndex {
    LinearCka() {
      super("linear-cka", 0.6);
    }
  }

  @Nested
  class UnbiasedCka extends OfIndex {
    UnbiasedCka() {
      super("unbiased-cka", 0.6);
    }
  }

  @Nested
  class RbfCka extends OfIndex {
    RbfCka() {
      super("rbf-cka", 0.5);
    }
  }

  @Nested
  class RbfCkaFixed extends OfIndex {
    RbfCkaFixed() {
      super("rbf-cka-fixed", 0.4);
    }
  }

  @Nested
  class UnbiasedRbfCka extends OfIndex {
    UnbiasedRbfCka() {
      super("unbiased-rbf-cka", 0.6);
    }
  }

  @Nested
  class MinibatchCka extends OfIndex {
    MinibatchCka() {
      super("minibatch-cka", 0.6);
    }
  }

  @Nested
  class Cknna extends OfIndex {
    Cknna() {
      super("cknna", 0.5);
    }
  }

  @Nested
  class Cca extends OfIndex {
    Cca() {
      super("cca", 0.4);
    }
  }

  @Nested
  class CcaSquared extends OfIndex {
    CcaSquared() {
      super("cca-squared", 0.5);
    }
  }

  @Nested
  class Svcca extends OfIndex {
    Svcca() {
      super("svcca", 0.4);
    }
  }

  @Nested
  class Pwcca extends OfIndex {
    Pwcca() {
      super("pwcca", 0.4);
    }
  }

  @Nested
  class Procrustes extends OfIndex {
    Procrustes() {
      super("procrustes", 0.7);
    }
  }

  @Nested
  class ProcrustesSquared extends OfIndex {
    ProcrustesSquared() {
      super("procrustes-squared", 0.9);
    }
  }

  @Nested
  class ProcrustesSizeShape extends OfIndex {
    ProcrustesSizeShape() {
      super("procrustes-size-shape", 40);
    }
  }

  @Nested
  class AngularShape extends OfIndex {
    AngularShape() {
      super("angular-shape", 0.8);
    }
  }

  @Nested
  class PermutationProcrustes extends OfIndex {
    PermutationProcrustes() {
      super("permutation-procrustes", 50);
    }
  }

  @Nested
  class AlignedCosine extends OfIndex {
    AlignedCosine() {
      super("aligned-cosine", 0.5);
    }
  }

  @Nested
  class LinearRegression extends OfIndex {
    LinearRegression() {
      super("linear-regression", 0.5);
    }
  }

  @Nested
  class EigenspaceOverlap extends OfIndex {
    EigenspaceOverlap() {
      super("eigenspace-overlap", 0.5);
    }
  }

  @Nested
  class Gulp extends OfIndex {
    Gulp() {
      super("gulp", 1);
    }
  }

  @Nested
  class HardCorrelationMatch extends OfIndex {
    HardCorrelationMatch() {
      super("hard-correlation-match", 0.5);
    }
  }

  @Nested
  class SoftCorrelationMatch extends OfIndex {
    SoftCorrelationMatch() {
      super("soft-correlation-match", 0.5);
    }
  }

  @Nested
  class Rsa extends OfIndex {
    Rsa() {
      super("rsa", 0.6);
    }
  }

  @Nested
  class RsaPearson extends OfIndex {
    RsaPearson() {
      super("rsa-pearson", 0.6);
    }
  }

  @Nested
  class RsaEuclidean extends OfIndex {
    RsaEuclidean() {
      super("rsa-euclidean", 0.6);
    }
  }

  @Nested
  class RsmNormDifference extends OfIndex {
    RsmNormDifference() {
      super("rsm-norm-difference", 100);
    }
  }

  @Nested
  class DistanceCorrelation extends OfIndex {
    DistanceCorrelation() {
      super("distance-correlation", 0.4);
    }
  }

  @Nested
  class MutualKnn extends OfIndex {
    MutualKnn() {
      super("mutual-knn", 0.4);
    }
  }

  @Nested
  class Jaccard extends OfIndex {
    Jaccard() {
      super("jaccard", 0.4);
    }
  }

  @Nested
  class RankSimilarity extends OfIndex {
    RankSimilarity() {
      super("rank-similarity", 0.4);
    }
  }

  @Nested
  class SecondOrderCosine extends OfIndex {
    SecondOrderCosine() {
      super("second-order-cosine", 0.4);
    }
  }

  @Nested
  class LcsKnn extends OfIndex {
    LcsKnn() {
      super("lcs-knn", 0.3);
    }
  }

  @Nested
  class EditKnn extends OfIndex {
    EditKnn() {
      super("edit-knn", 0.3);
    }
  }

  @Nested
  class CycleKnn extends OfIndex {
    CycleKnn() {
      super(SimilarityIndex.named("cycle-knn", OPTIONS.withK(2)), 0.2);
    }

    /** Spaces in which every row is somebody's neighbour, so that itself gives 1. */
    @Override
    protected INDArray sample(int n, int d, RandomStream random) {
      return twins(n, d, random);
    }
  }

  @Nested
  class MagnitudeDifference extends OfIndex {
    MagnitudeDifference() {
      super("magnitude-difference", 0.5);
    }
  }

  @Nested
  class UniformityDifference extends OfIndex {
    UniformityDifference() {
      super("uniformity-difference", 0.02);
    }

    /** Spaces of several sizes, all so small that the kernel of distances is not zero. */
    @Override
    protected INDArray sample(int n, int d, RandomStream random) {
      return super.sample(n, d, random).muli(0.02 + 0.2 * random.uniform());
    }
  }

  @Nested
  class ConcentricityDifference extends OfIndex {
    ConcentricityDifference() {
      super("concentricity-difference", 0.04);
    }
  }

  @Nested
  class Mrr extends OfIndex {
    Mrr() {
      super("mrr", 0.5);
    }
  }

  @Nested
  class MrrAtK extends OfIndex {
    MrrAtK() {
      super("mrr-at-k", 0.6);
    }
  }

  @Nested
  class Top1 extends OfIndex {
    Top1() {
      super("top-1", 0.6);
    }
  }

  @Nested
  class TopK extends OfIndex {
    TopK() {
      super("top-k", 0.6);
    }
  }

  @Nested
  class CrossJaccard extends OfIndex {
    CrossJaccard() {
      super("cross-jaccard", 0.5);
    }
  }

  @Nested
  class MeanCosine extends OfIndex {
    MeanCosine() {
      super("mean-cosine", 0.5);
    }
  }

  @Nested
  class MeanSquaredError extends OfIndex {
    MeanSquaredError() {
      super("mean-squared-error", 20);
    }
  }

  @Nested
  class JensenShannon extends OfIndex {
    JensenShannon() {
      super("jensen-shannon", 0.3);
    }
  }

  @Nested
  class Disagreement extends OfIndex {
    Disagreement() {
      super("disagreement", 0.4);
    }
  }
}
