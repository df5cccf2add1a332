package org.latent4j.testkit;

import java.util.List;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Small encoders that treat their input wrongly. */
final class InputMutants {
  private InputMutants() {}

  static List<Mutant> all() {
    return List.of(
        missingShapeCheck(),
        anyTypeRead(),
        messageWithoutShapes(),
        anyException(),
        nanLetThrough(),
        onlyNanRefused(),
        rowOfABlockNamed(),
        oneRowRefused(),
        emptyCrashes(),
        inputModified(),
        viewModified(),
        ignoresStrides(),
        ignoresOffsets(),
        brokenByRefusal());
  }

  private static Mutant missingShapeCheck() {
    return Mutant.of(
        "missing shape check",
        () ->
            new Small() {
              @Override
              void check(INDArray x) {}
            },
        "refusesOtherWidths",
        "refusesOtherRanks",
        "namesWhatIsNotFinite");
  }

  private static Mutant anyTypeRead() {
    return Mutant.of(
        "any type read",
        () ->
            new Small() {
              @Override
              public INDArray encode(INDArray x) {
                return super.encode(x.dataType().isFPType() ? x : x.castTo(DataType.FLOAT));
              }
            },
        "refusesOtherTypes");
  }

  private static Mutant messageWithoutShapes() {
    return Mutant.of(
        "message without shapes",
        () ->
            new Small() {
              @Override
              void check(INDArray x) {
                try {
                  super.check(x);
                } catch (ShapeException e) {
                  throw new ShapeException("Small", "a good shape", "a bad one");
                }
              }
            },
        "refusesOtherWidths",
        "refusesOtherRanks");
  }

  private static Mutant anyException() {
    return Mutant.of(
        "any exception",
        () ->
            new Small() {
              @Override
              void check(INDArray x) {
                try {
                  super.check(x);
                } catch (InputException e) {
                  throw new IllegalStateException(e.getMessage(), e);
                }
              }
            },
        "refusesOtherWidths",
        "refusesOtherTypes",
        "namesWhatIsNotFinite");
  }

  private static Mutant nanLetThrough() {
    return Mutant.of(
        "nan let through",
        () ->
            new Small() {
              @Override
              void check(INDArray x) {
                Require.matrix("Small.encode", x, inputDimension());
              }
            },
        "namesWhatIsNotFinite");
  }

  private static Mutant onlyNanRefused() {
    return Mutant.of(
        "only nan refused",
        () ->
            new Small() {
              @Override
              void check(INDArray x) {
                try {
                  super.check(x);
                } catch (NonFiniteException e) {
                  if (e.got().startsWith("NaN")) {
                    throw e;
                  }
                }
              }
            },
        "namesWhatIsNotFinite");
  }

  private static Mutant rowOfABlockNamed() {
    return Mutant.of(
        "row of a block named",
        () ->
            new Small() {
              @Override
              void check(INDArray x) {
                Require.matrix("Small.encode", x, inputDimension());
                double[] values = Dense.doubles(x);
                for (int i = 0; i < values.length; i++) {
                  if (!Double.isFinite(values[i])) {
                    throw notFinite(values[i], i / mean.length % 1024, i % mean.length);
                  }
                }
              }
            },
        "namesWhatIsNotFinite");
  }

  private static Mutant oneRowRefused() {
    return Mutant.of(
        "one row refused",
        () ->
            new Small() {
              @Override
              void check(INDArray x) {
                super.check(x);
                Require.atLeast("rows", 2, x.size(0));
              }
            },
        "takesNoRowAndOneRow");
  }

  private static Mutant emptyCrashes() {
    return Mutant.of(
        "empty crashes",
        () ->
            new Small() {
              @Override
              double[] transform(double[] x, int n) {
                double unused = x[0];
                return super.transform(x, n);
              }
            },
        "takesNoRowAndOneRow");
  }

  private static Mutant inputModified() {
    return Mutant.of(
        "input modified",
        () ->
            new Small() {
              @Override
              public INDArray encode(INDArray x) {
                INDArray z = super.encode(x);
                if (!x.isEmpty()) {
                  x.subi(1e-3);
                }
                return z;
              }
            },
        "leavesItsInputAlone");
  }

  private static Mutant viewModified() {
    return Mutant.of(
        "view modified",
        () ->
            new Small() {
              @Override
              public INDArray encode(INDArray x) {
                INDArray z = super.encode(x);
                if (!x.isEmpty() && x.isView()) {
                  x.addi(1);
                }
                return z;
              }
            },
        "leavesItsInputAlone");
  }

  private static Mutant ignoresStrides() {
    return Mutant.of(
        "ignores strides",
        () ->
            new Small() {
              @Override
              double[] values(INDArray x) {
                double[] values = new double[(int) (x.isEmpty() ? 0 : x.length())];
                for (int i = 0; i < values.length; i++) {
                  values[i] = x.data().getDouble(x.offset() + i);
                }
                return values;
              }
            },
        "readsViewsAndBothOrders");
  }

  private static Mutant ignoresOffsets() {
    return Mutant.of(
        "ignores offsets",
        () ->
            new Small() {
              @Override
              double[] values(INDArray x) {
                INDArray base = x.ordering() == 'c' && x.isView() && x.size(0) == 1 ? zero(x) : x;
                return super.values(base);
              }

              private INDArray zero(INDArray x) {
                return x.mul(0);
              }
            },
        "readsViewsAndBothOrders");
  }

  private static Mutant brokenByRefusal() {
    return Mutant.of(
        "broken by refusal",
        () ->
            new Small() {
              private boolean broken;

              @Override
              void check(INDArray x) {
                boolean before = broken;
                broken = true;
                super.check(x);
                broken = before;
              }

              @Override
              double[] transform(double[] x, int n) {
                return super.transform(x, broken ? 0 : n);
              }
            },
        "staysUsableAfterRefusals");
  }
}
