package org.latent4j.quantize;

import java.nio.file.Path;
import org.latent4j.testkit.PersistenceContract;

/**
 * {@link PersistenceContract} for quantizers, loaded by their kind alone.
 *
 * @param <Q> the quantizer
 */
public abstract class QuantizerFileContract<Q extends Quantizer>
    extends PersistenceContract<Quantizer> {
  /** For subclasses. */
  protected QuantizerFileContract() {}

  @Override
  protected abstract Q subject();

  @Override
  protected final void save(Quantizer subject, Path file) {
    subject.save(file);
  }

  @Override
  protected final Quantizer load(Path file) {
    return Quantizer.load(file);
  }
}
