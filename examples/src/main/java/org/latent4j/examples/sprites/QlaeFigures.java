package org.latent4j.examples.sprites;

import org.latent4j.quantize.autoencoder.Evaluation;
import org.latent4j.quantize.disentangle.InfoMecScore;

/**
 * What a {@link QlaeExperiment} found.
 *
 * @param score InfoMEC of the scored rows
 * @param evaluation their latents and reconstruction
 * @param indices the scored images
 * @param valuesMoved how far a value of the codebook moved at most
 * @param seconds of the training
 * @param stepsPerSecond of the training; 0 where no step was made
 */
@SuppressWarnings("ArrayRecordComponent")
public record QlaeFigures(
    InfoMecScore score,
    Evaluation evaluation,
    int[] indices,
    double valuesMoved,
    double seconds,
    double stepsPerSecond) {}
