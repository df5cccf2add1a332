package org.latent4j.quantize;

import java.nio.file.Path;
import java.util.Collections;
import org.latent4j.Lineage;
import org.latent4j.io.HeldArray;
import org.latent4j.io.SavedThing;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Bernoulli codes of logits: a bit is 1 where its probability exceeds 1/2. Bits decode to rows of
 * another width; see {@link BernoulliQuantization}.
 */
public final class BernoulliQuantizer implements Quantizer {
  static final String KIND = "bernoulli";
  private static final String TENSOR = "embedding";

  private final float[] embedding; // [bits, d]
  private final int bits;
  private final int d;
  private final CodeSpace space;
  private final Ladders ladders;
  private final String parameters;

  BernoulliQuantizer(float[] embedding, int bits, String parameters) {
    this.embedding = embedding;
    this.bits = bits;
    this.d = embedding.length / bits;
    this.space = CodeSpace.uniform(bits, 2);
    Ladder ladder = new Ladder(new double[] {0}, new int[] {0, 1});
    this.ladders = new Ladders(Collections.nCopies(bits, ladder));
    this.parameters = parameters;
  }

  /** E {@code [bits, d]}, a copy. */
  public INDArray embedding() {
    return Dense.of(embedding, bits, d);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public CodeSpace space() {
    return space;
  }

  /** The number of bits. */
  @Override
  public long inputDimension() {
    return bits;
  }

  @Override
  public long dimension() {
    return d;
  }

  @Override
  public CodeMatrix quantize(INDArray x) {
    return ladders.quantize(CodedRows.check("BernoulliQuantizer.quantize", x, bits), space);
  }

  @Override
  public INDArray reconstruct(CodeMatrix codes) {
    CodedRows.check("BernoulliQuantizer.reconstruct", codes, space);
    return CodedRows.decode(
        codes,
        d,
        (row, out, at) -> {
          for (int i = 0; i < d; i++) {
            double sum = 0;
            for (int b = 0; b < bits; b++) {
              sum += row[b] == 1 ? embedding[b * d + i] : 0;
            }
            out[at + i] = (float) sum;
          }
        });
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step("BernoulliQuantizer", parameters, null);
  }

  /** Writes {@code embedding [bits, d]}, F32. */
  @Override
  public void save(Path file) {
    CodedRows.file(this, parameters).tensor(HeldArray.of(TENSOR, embedding, bits, d)).save(file);
  }

  static BernoulliQuantizer read(SavedThing thing) {
    float[] embedding = CodedRows.tensor(thing, TENSOR, -1, -1);
    int bits = Math.toIntExact(thing.file().array(TENSOR).description().size(0));
    return new BernoulliQuantizer(embedding, bits, thing.parameters().toString());
  }

  @Override
  public String toString() {
    return "Bernoulli " + bits + " bits to width " + d;
  }
}
