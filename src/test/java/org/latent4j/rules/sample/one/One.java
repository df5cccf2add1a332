package org.latent4j.rules.sample.one;

import org.latent4j.rules.sample.two.Two;

/** Half of a cycle that the rules must find. */
public record One(Two two) {}
