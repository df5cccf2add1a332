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
  INDArray apply(INDArray x) {
    return function.apply(x);
  }
}
