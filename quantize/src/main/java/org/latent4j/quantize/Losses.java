package org.latent4j.quantize;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.latent4j.error.InputException;

/**
 * The losses of a step. The parts are unweighted; the total has the weights.
 *
 * @param total what the gradients are of, beside the loss behind the quantizer
 * @param parts by name; a quantizer has only those that its class names
 */
public record Losses(double total, Map<String, Double> parts) {
  /** Mean square of the distance from rows, held fixed, to codes. */
  public static final String QUANTIZATION = "quantization";

  /** Mean square of the distance from codes, held fixed, to rows. */
  public static final String COMMITMENT = "commitment";

  /** Mean over the rows of the entropy of their codes, in nats. */
  public static final String SAMPLE_ENTROPY = "sampleEntropy";

  /** Entropy of the mean distribution of codes, in nats. */
  public static final String BATCH_ENTROPY = "batchEntropy";

  /** Mean of {@code p (1 - p)} over the bits. */
  public static final String UNCERTAINTY = "uncertainty";

  /** Copies the parts. */
  public Losses {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** No loss. */
  public static Losses none() {
    return new Losses(0, Map.of());
  }

  /**
   * A part, unweighted.
   *
   * @throws InputException when there is none of that name, with the names there are
   */
  public double part(String name) {
    Double value = parts.get(name);
    if (value == null) {
      throw new InputException("Losses.part", "one of " + parts.keySet(), "'" + name + "'");
    }
    return value;
  }
}
