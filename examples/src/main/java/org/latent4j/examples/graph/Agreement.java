package org.latent4j.examples.graph;

/**
 * A checkpoint, and how alike its relative rows are to those of the reference.
 *
 * @param run the name of its run
 * @param epoch from 1 on
 * @param validationAccuracy the share of validation nodes that it names right
 * @param uncentred the mean cosine of the relative rows of all nodes, without centring
 * @param centred the same, with relative rows from the anchors' mean
 */
public record Agreement(
    String run, int epoch, double validationAccuracy, double uncentred, double centred) {}
