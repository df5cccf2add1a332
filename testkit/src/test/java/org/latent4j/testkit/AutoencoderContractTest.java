package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.Autoencoder;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AutoencoderContractTest {
  @Test
  void aRightAutoencoderPassesAllChecks() {
    assertThat(KitRun.failures(Subject.class, "")).isEmpty();
  }

  static Set<String> checks() {
    return KitRun.checksOf(AutoencoderContract.class);
  }

  @ParameterizedTest
  @MethodSource("checks")
  void everyCheckCatchesItsMutant(String check) {
    assertThat(KitRun.failure(Subject.class, check, check)).containsKey(check);
  }

  /** Codes and rows of width 6; the decoder is right, or wrong as a check expects. */
  private static final class Pair extends Small implements Autoencoder {
    private final Small decoder;
    private final String mutant;
    private INDArray kept = Dense.zeros(DataType.FLOAT, 1, 1);

    Pair(String mutant) {
      super(diagonal(2));
      this.decoder = new Small(new double[6], diagonal(0.5));
      this.mutant = mutant;
    }

    @Override
    public INDArray decode(INDArray z) {
      return switch (mutant) {
        case "decoderDeclaresItsShapes" -> Nd4j.concat(1, right(z), right(z));
        case "decoderTakesNoRowAndOneRow" -> right(z.size(0) == 1 ? z.mul(2) : z);
        case "decoderRefusesOtherShapesAndTypes" -> z.rank() == 3 ? z : right(z);
        case "decoderNamesWhatIsNotFinite" ->
            Dense.of(z.dataType(), decoder.transform(Dense.doubles(z), (int) z.size(0)), z.shape());
        case "decoderTreatsDoubleRowsAsDeclared" -> right(z).castTo(DataType.FLOAT);
        case "decoderReadsAnyLayoutAndLeavesItAlone" -> z.ordering() == 'f' ? z.mul(2) : right(z);
        case "decodesEachRowByItself" -> right(z.subRowVector(z.mean(0)));
        case "decoderRepeatsItsBits" -> right(z.add(1e-3 * (System.nanoTime() % 97)));
        case "decoderServesManyThreads" -> right(z.add(Thread.currentThread().getId()));
        case "decoderGivesAnOutputOfItsOwn" -> remembered(z);
        case "decoderStaysFiniteAtZero" -> z.div(z.norm1Number());
        case "decoderIsSilent" -> right(said(z));
        default -> right(z);
      };
    }

    private INDArray right(INDArray z) {
      INDArray x = decoder.encode(z);
      return x.isEmpty() ? x : x.addiRowVector(Dense.of(z.dataType(), mean, 1, 6));
    }

    private INDArray remembered(INDArray z) {
      if (kept.size(0) != z.size(0)) {
        kept = right(z);
      }
      return kept;
    }

    private static INDArray said(INDArray z) {
      System.out.println("decoding");
      return z;
    }

    private static double[] diagonal(double value) {
      double[] weight = new double[36];
      for (int i = 0; i < 6; i++) {
        weight[i * 7] = value;
      }
      return weight;
    }
  }

  /** The contract on the right autoencoder or the mutant named after a check. */
  static final class Subject extends AutoencoderContract<Pair> {
    @Override
    protected Pair encoder() {
      return new Pair(System.getProperty(KitRun.MUTANT, ""));
    }

    @Override
    protected DoubleRows doubleRows() {
      return DoubleRows.STAY_DOUBLE;
    }

    /** Minus the largest error of a round trip. */
    @Override
    protected double quality(Pair pair) {
      INDArray x = rows(30, random("quality"));
      return -pair.decode(pair.encode(x)).sub(x).amaxNumber().doubleValue();
    }

    @Override
    protected double qualityFloor() {
      return -1e-5;
    }
  }
}
