/**
 * Relative representations as a measure of models that learn on a graph: graph convolutional
 * networks of many settings on the papers of Cora, each checkpoint compared to one good network by
 * the cosines of its nodes to 300 shared ones. Centred, the likeness tells how good a network is;
 * without centring it can tell the contrary. Start here: {@link
 * org.latent4j.examples.graph.GraphExperiment}.
 *
 * <p>The training is written by hand, in double precision, over the sparse and dense products of
 * core.
 */
@NullMarked
package org.latent4j.examples.graph;

import org.jspecify.annotations.NullMarked;
