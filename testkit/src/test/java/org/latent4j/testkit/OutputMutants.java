package org.latent4j.testkit;

import java.util.List;
import org.latent4j.Encoder;
import org.latent4j.LatentSpace;
import org.latent4j.Lineage;
import org.latent4j.TensorSpace;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Small encoders that give a wrong output, or one that is not theirs to give. */
final class OutputMutants {
  private OutputMutants() {}

  static List<Mutant> all() {
    return List.of(
        aliasesInput(),
        viewOfALargerArray(),
        fOrderedOutput(),
        remembersItsOutput(),
        staysInWorkspace(),
        doubleBecomesFloat(),
        nanAtZero(),
        deadColumn(),
        wrongDimension(),
        losesKeys(),
        losesLineage(),
        chainsAnything(),
        learnedNothing());
  }

  private static Mutant aliasesInput() {
    return Mutant.of(
        "aliases input",
        () ->
            new Small(identity()) {
              @Override
              public INDArray encode(INDArray x) {
                check(x);
                return x;
              }
            },
        "givesAnOutputOfItsOwn");
  }

  private static Mutant viewOfALargerArray() {
    return Mutant.of(
        "view of a larger array",
        () ->
            new Small() {
              @Override
              public INDArray encode(INDArray x) {
                INDArray z = super.encode(x);
                return z.isEmpty() ? z : Dense.rows(Nd4j.concat(0, z, z), x.size(0), 2 * x.size(0));
              }
            },
        "givesAnOutputOfItsOwn");
  }

  private static Mutant fOrderedOutput() {
    return Mutant.of(
        "f ordered output",
        () ->
            new Small() {
              @Override
              public INDArray encode(INDArray x) {
                INDArray z = super.encode(x);
                return z.isEmpty() ? z : z.dup('f');
              }
            },
        "givesAnOutputOfItsOwn");
  }

  private static Mutant remembersItsOutput() {
    return Mutant.of(
        "remembers its output",
        () ->
            new Small() {
              private INDArray lastInput = Dense.zeros(DataType.FLOAT, 1, 1);
              private INDArray lastOutput = lastInput;

              @Override
              public INDArray encode(INDArray x) {
                if (x != lastInput) {
                  lastOutput = super.encode(x);
                  lastInput = x;
                }
                return lastOutput;
              }
            },
        "givesAnOutputOfItsOwn");
  }

  private static Mutant staysInWorkspace() {
    return Mutant.of(
        "stays in workspace",
        () ->
            new Small() {
              @Override
              public INDArray encode(INDArray x) {
                INDArray z = super.encode(x);
                return z.isEmpty() ? z : Nd4j.create(z.dataType(), z.shape(), 'c').assign(z);
              }
            },
        "leavesWorkspaces");
  }

  private static Mutant doubleBecomesFloat() {
    return Mutant.of(
        "double becomes float",
        () ->
            new Small() {
              @Override
              public INDArray encode(INDArray x) {
                return super.encode(x).castTo(DataType.FLOAT);
              }
            },
        "treatsDoubleRowsAsDeclared");
  }

  private static Mutant nanAtZero() {
    return Mutant.of(
        "nan at zero",
        () ->
            new Small() {
              @Override
              double[] transform(double[] x, int n) {
                double[] unit = x.clone();
                for (int i = 0; i < n; i++) {
                  double norm = 0;
                  for (int j = 0; j < 6; j++) {
                    norm += x[i * 6 + j] * x[i * 6 + j];
                  }
                  for (int j = 0; j < 6; j++) {
                    unit[i * 6 + j] /= Math.sqrt(norm);
                  }
                }
                return super.transform(unit, n);
              }
            },
        "staysFiniteAtZero");
  }

  private static Mutant deadColumn() {
    return Mutant.of(
        "dead column",
        () -> {
          double[] weight = Small.someWeight();
          for (int j = 0; j < 6; j++) {
            weight[j * 4 + 2] = 0;
          }
          return new Small(weight);
        },
        "usesEveryOutputColumn");
  }

  private static Mutant wrongDimension() {
    return Mutant.of(
        "wrong dimension",
        () ->
            new Small() {
              @Override
              public long dimension() {
                return 5;
              }

              @Override
              public INDArray encode(INDArray x) {
                check(x);
                return Dense.of(x.dataType(), transform(values(x), (int) x.size(0)), x.size(0), 4);
              }
            },
        "declaresItsShapes");
  }

  private static Mutant losesKeys() {
    return Mutant.of(
        "loses keys",
        () ->
            new Small() {
              @Override
              public LatentSpace encode(LatentSpace space) {
                return TensorSpace.of("rows", encode(space.vectors()));
              }
            },
        "keepsTheKeysOfASpace");
  }

  private static Mutant losesLineage() {
    return Mutant.of(
        "loses lineage",
        () ->
            new Small() {
              @Override
              public LatentSpace encode(LatentSpace space) {
                return TensorSpace.of(space.name(), encode(space.vectors()), space.keys())
                    .withLabels(space.labels().orElseThrow())
                    .withLineage(Lineage.none());
              }
            },
        "keepsTheKeysOfASpace");
  }

  private static Mutant chainsAnything() {
    return Mutant.of(
        "chains anything",
        () ->
            new Small() {
              @Override
              public Encoder andThen(Encoder next) {
                return this;
              }
            },
        "chainsOnlyWithFittingWidths");
  }

  private static Mutant learnedNothing() {
    return Mutant.of(
        "learned nothing",
        () ->
            new Small() {
              @Override
              double[] transform(double[] x, int n) {
                return super.transform(new double[x.length], n);
              }
            },
        "reachesItsQualityFloor",
        "usesEveryOutputColumn");
  }

  private static double[] identity() {
    double[] weight = new double[36];
    for (int i = 0; i < 6; i++) {
      weight[i * 7] = 1;
    }
    return weight;
  }
}
