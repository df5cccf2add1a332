package org.latent4j.examples.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.latent4j.io.HeldArray;
import org.latent4j.io.StoredArray;
import org.latent4j.kernel.Dense;
import org.latent4j.quantize.CodeMatrix;
import org.latent4j.quantize.Losses;
import org.latent4j.quantize.ParameterGroup;
import org.latent4j.quantize.Phase;
import org.latent4j.quantize.Step;
import org.latent4j.quantize.TrainableQuantizer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What comes out of one forward and one backward pass, array by array. */
final class Evaluation {
  private final List<Named> floats = new ArrayList<>();
  private final List<StoredArray> others = new ArrayList<>();

  /** An array that takes the type of the input. */
  private record Named(String name, double[] values, long[] shape) {}

  /** One pass in evaluation, without the parts of the losses. */
  static Evaluation pass(TrainableQuantizer quantizer, EvaluationInput in) {
    Evaluation evaluation = new Evaluation();
    evaluation.run(quantizer, in);
    return evaluation;
  }

  /** Passes and returns the step; its output, codes and the gradient at z are written. */
  Step run(TrainableQuantizer quantizer, EvaluationInput in) {
    Step step = quantizer.forward(in.z(), Phase.EVALUATION);
    INDArray gradient = quantizer.backward(step, in.gradient());
    add("output", Dense.doubles(step.output()), in.z().shape());
    codes(step.codes());
    add("grad_z", Dense.doubles(gradient), in.z().shape());
    return step;
  }

  /** Writes {@code codes}. */
  void codes(CodeMatrix codes) {
    others.add(HeldArray.of("codes", codes.codes(), codes.rows(), codes.space().positions()));
  }

  /** Writes {@code index} where it can be a number of 63 bits. */
  Evaluation index(CodeMatrix codes) {
    if (codes.space().size().bitLength() < 64) {
      long[] index = new long[Math.toIntExact(codes.rows())];
      Arrays.setAll(index, row -> codes.index(row));
      others.add(HeldArray.of("index", index, codes.rows()));
    }
    return this;
  }

  /** Writes a part of the losses under a name of the file. */
  Evaluation part(String name, Losses losses, String part) {
    return number(name, losses.part(part));
  }

  /** Writes a number. */
  Evaluation number(String name, double value) {
    return add(name, new double[] {value}, 1);
  }

  /** Writes the gradient of the first group of parameters. */
  Evaluation parameterGradient(String name, TrainableQuantizer quantizer, long... shape) {
    double[] all =
        quantizer.parameters().stream()
            .map(ParameterGroup::gradient)
            .flatMapToDouble(Arrays::stream)
            .toArray();
    return add(name, all, shape);
  }

  /** Writes an array. */
  Evaluation add(String name, double[] values, long... shape) {
    floats.add(new Named(name, values, shape));
    return this;
  }

  /** All arrays: {@code F64} where the rows are, else {@code F32}. */
  List<StoredArray> arrays(EvaluationInput in) {
    DataType type = in.z().dataType() == DataType.DOUBLE ? DataType.DOUBLE : DataType.FLOAT;
    List<StoredArray> all = new ArrayList<>(others);
    for (Named one : floats) {
      all.add(HeldArray.of(one.name(), Dense.of(type, one.values(), one.shape())));
    }
    return all;
  }
}
