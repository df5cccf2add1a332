package org.latent4j.examples.stitch;

/**
 * The images of an experiment.
 *
 * @param train the images that the models learn
 * @param test images that they never see
 */
public record StitchData(Examples train, Examples test) {}
