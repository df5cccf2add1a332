package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.Estimator;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The contract catches quantizers that are wrong in one way each. */
class QuantizerMutantsTest {
  @TempDir private Path folder;

  /** Rounds to the nearest of 0, 1, 2 in each column, right unless a mutant changes it. */
  private static class Rounding implements Quantizer {
    private final QlaeQuantizer right = QlaeQuantizer.of(new float[][] {{0, 1, 2}, {0, 1, 2}});

    @Override
    public CodeSpace space() {
      return right.space();
    }

    @Override
    public CodeMatrix quantize(INDArray x) {
      return right.quantize(x);
    }

    @Override
    public INDArray reconstruct(CodeMatrix codes) {
      return right.reconstruct(codes);
    }

    @Override
    public String kind() {
      return "qlae";
    }

    @Override
    public void save(Path file) {
      right.save(file);
    }

    @Override
    public long inputDimension() {
      return 2;
    }

    @Override
    public long dimension() {
      return 2;
    }
  }

  /** The contract for a subject. */
  private static final class Of extends QuantizerContract<Rounding> {
    private final Rounding subject;

    Of(Rounding subject) {
      this.subject = subject;
    }

    @Override
    protected Estimator<Rounding> estimator() {
      return (x, run) -> subject;
    }

    @Override
    protected INDArray trainingRows(RandomStream random) {
      return Planted.normal(20, 2, random);
    }

    @Override
    protected boolean usesSeed() {
      return false;
    }

    @Override
    protected boolean codesItsValuesAsThemselves() {
      return true;
    }

    @Override
    protected String kind() {
      return "qlae";
    }

    @Override
    protected double quality(Rounding quantizer) {
      return 1;
    }

    @Override
    protected double qualityFloor() {
      return 0;
    }

    @Override
    protected @Nullable Ties ties() {
      return new Ties(subject, Dense.of(new float[] {0.5f, 1.5f}, 1, 2), new int[][] {{0, 1}});
    }
  }

  private static void caught(Throwable thrown) {
    assertThat(thrown).isInstanceOf(AssertionError.class);
  }

  @Test
  void theRightOnePasses() {
    Of contract = new Of(new Rounding());
    contract.codesLieInTheirSpace();
    contract.noSplitChangesACode();
    contract.encodesToTheValuesOfItsCodes();
    contract.codesOfValuesAreTheirOwn();
    contract.firstOfEquallyNearCodesWins();
    contract.takesNoRows();
    contract.refusesCodesOfAnotherSpace();
    contract.codesSurviveFiles(folder);
    contract.indicesTellCodesApart();
  }

  @Test
  void shuffledTiesAreCaught() {
    Rounding shuffles =
        new Rounding() {
          @Override
          public CodeMatrix quantize(INDArray x) {
            // The last of equally near values instead of the first.
            return super.quantize(x.castTo(org.nd4j.linalg.api.buffer.DataType.DOUBLE).add(1e-9));
          }
        };
    caught(catchThrowable(() -> new Of(shuffles).firstOfEquallyNearCodesWins()));
  }

  @Test
  void codesRecomputedFromAGridAreCaught() {
    Rounding grid =
        new Rounding() {
          @Override
          public INDArray reconstruct(CodeMatrix codes) {
            return super.reconstruct(codes).mul(1.7);
          }
        };
    caught(catchThrowable(() -> new Of(grid).codesOfValuesAreTheirOwn()));
  }

  @Test
  void codesThatDependOnTheBatchAreCaught() {
    Rounding centred =
        new Rounding() {
          @Override
          public CodeMatrix quantize(INDArray x) {
            return super.quantize(x.size(0) == 0 ? x : x.subi(0).subRowVector(x.mean(0)));
          }
        };
    caught(catchThrowable(() -> new Of(centred).noSplitChangesACode()));
  }

  @Test
  void anEncodingOfOtherValuesIsCaught() {
    Rounding identity =
        new Rounding() {
          @Override
          public INDArray encode(INDArray x) {
            return x.dup('c');
          }
        };
    caught(catchThrowable(() -> new Of(identity).encodesToTheValuesOfItsCodes()));
  }

  @Test
  void codesOutOfTheirSpaceAreCaught() {
    Rounding wider =
        new Rounding() {
          @Override
          public CodeMatrix quantize(INDArray x) {
            return CodeMatrix.of(new CodeSpace(3, 4), super.quantize(x).codes());
          }
        };
    caught(catchThrowable(() -> new Of(wider).codesLieInTheirSpace()));
  }

  @Test
  void anotherKindOfFileIsCaught() {
    Rounding lies =
        new Rounding() {
          @Override
          public String kind() {
            return "vq";
          }
        };
    caught(catchThrowable(() -> new Of(lies).codesLieInTheirSpace()));
    caught(catchThrowable(() -> new Of(new Rounding()).loadsByItsKind(folder)));
  }

  @Test
  void lenientDecodersAreCaught() {
    Rounding lenient =
        new Rounding() {
          @Override
          public INDArray reconstruct(CodeMatrix codes) {
            return Dense.zeros(org.nd4j.linalg.api.buffer.DataType.FLOAT, codes.rows(), 2);
          }
        };
    caught(catchThrowable(() -> new Of(lenient).refusesCodesOfAnotherSpace()));
  }
}
