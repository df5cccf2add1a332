/**
 * What the tour is made of: the images it draws and the networks it trains. Start here: {@link
 * org.latent4j.examples.tour.TourAutoencoder}.
 */
@NullMarked
package org.latent4j.examples.tour;

import org.jspecify.annotations.NullMarked;
