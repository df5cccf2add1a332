package org.latent4j;

/** An encoder with the decoder that belongs to it. */
public interface Autoencoder extends Encoder, Decoder {}
