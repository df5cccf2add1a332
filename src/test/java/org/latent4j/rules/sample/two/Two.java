package org.latent4j.rules.sample.two;

import java.util.List;
import org.latent4j.rules.sample.one.One;

/** The other half of a cycle that the rules must find. */
public record Two(List<One> ones) {}
