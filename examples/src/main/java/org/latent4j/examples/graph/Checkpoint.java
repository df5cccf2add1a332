package org.latent4j.examples.graph;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network at some epoch.
 *
 * @param run the name of its run
 * @param epoch from 1 on
 * @param validationAccuracy the share of validation nodes that it names right
 * @param testAccuracy the share of test nodes
 * @param hidden {@code [n, width]}, {@code DOUBLE}: the last hidden layer, after its activation and
 *     without dropout, or the logits where there is no hidden layer; close it
 */
record Checkpoint(
    String run, int epoch, double validationAccuracy, double testAccuracy, INDArray hidden) {}
