/** Searchable spaces: multi-vector search. */
@NullMarked
package org.latent4j.retrieval;

import org.jspecify.annotations.NullMarked;
