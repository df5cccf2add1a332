package org.latent4j.testkit;

import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One direction of a subject, encoding or decoding: what the checks of rows run on.
 *
 * @param name how failures call it
 * @param width the declared width of the rows it takes
 * @param outputWidth the declared width of the rows it gives
 * @param function the subject's method
 */
record RowMap(String name, long width, long outputWidth, UnaryOperator<INDArray> function) {
  /** The class of a subject as failures call it; anonymous classes have only a long name. */
  static String nameOf(Object subject) {
    String name = subject.getClass().getSimpleName();
    return name.isEmpty() ? subject.getClass().getName() : name;
  }

  INDArray apply(INDArray x) {
    return function.apply(x);
  }
}
