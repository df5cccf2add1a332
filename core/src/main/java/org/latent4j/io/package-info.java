/**
 * Readers and writers of safetensors, npy, npz, idx and word-vector files, strict about every byte.
 */
@NullMarked
package org.latent4j.io;

import org.jspecify.annotations.NullMarked;
