package org.latent4j.quantize;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.latent4j.Lineage;
import org.latent4j.error.FormatException;
import org.latent4j.error.Require;
import org.latent4j.io.ArrayDescription;
import org.latent4j.io.HeldArray;
import org.latent4j.io.JsonText;
import org.latent4j.io.SavedThing;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Parallel;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Residual vector quantization of rows; see {@link ResidualQuantization}. The value of a row is the
 * sum of its vectors. Coding chooses stage by stage, so a value coded again may get other codes.
 */
public final class ResidualQuantizer implements Quantizer {
  static final String KIND = "rvq";
  private static final int BLOCK = 256;

  private final List<float[]> codebooks; // [K, d] each
  private final int d;
  private final int beam;
  private final CodeSpace space;
  private final String parameters;

  ResidualQuantizer(List<float[]> codebooks, int d, int beam, String parameters) {
    this.codebooks = List.copyOf(codebooks);
    this.d = d;
    this.beam = beam;
    this.space = new CodeSpace(codebooks.stream().mapToInt(values -> values.length / d).toArray());
    this.parameters = parameters;
  }

  /** The vectors of a stage {@code [K, d]}, a copy. */
  public INDArray codebook(int stage) {
    return Dense.of(codebooks.get(stage), space.level(stage), d);
  }

  /** The same vectors, coded with another beam. */
  public ResidualQuantizer withBeam(int width) {
    Require.between("ResidualQuantizer: beam", 1, 1 << 16, width);
    JsonObject changed = JsonText.object(parameters, "ResidualQuantizer: parameters");
    changed.addProperty("beam", width);
    return new ResidualQuantizer(codebooks, d, width, changed.toString());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public CodeSpace space() {
    return space;
  }

  @Override
  public long inputDimension() {
    return d;
  }

  @Override
  public long dimension() {
    return d;
  }

  @Override
  public CodeMatrix quantize(INDArray x) {
    CodedRows.check("ResidualQuantizer.quantize", x, d);
    int n = Math.toIntExact(x.size(0));
    CodeDraft draft = CodeMatrix.draft(space, n);
    if (beam == 1) {
      quantizeGreedily(x, draft);
      return draft.seal();
    }
    BeamSearch search = new BeamSearch(codebooks, d, beam);
    Parallel.blocks(
        n,
        BLOCK,
        Threads.all(),
        (from, to) -> {
          double[] rows = Dense.doubles(x, from, to);
          for (int i = from; i < to; i++) {
            draft.put(i, search.codes(rows, (i - from) * d), 0);
          }
        });
    return draft.seal();
  }

  private void quantizeGreedily(INDArray x, CodeDraft draft) {
    int n = Math.toIntExact(x.size(0));
    double[] rest = Dense.doubles(x);
    for (int s = 0; s < codebooks.size(); s++) {
      float[] vectors = codebooks.get(s);
      int[] codes =
          new Codebook(vectors, space.level(s), d).nearest(Dense.of(rest, n, d), Threads.all());
      for (int row = 0; row < n; row++) {
        draft.put(row, s, codes[row]);
        for (int i = 0; i < d; i++) {
          rest[row * d + i] -= vectors[codes[row] * d + i];
        }
      }
    }
  }

  @Override
  public INDArray reconstruct(CodeMatrix codes) {
    CodedRows.check("ResidualQuantizer.reconstruct", codes, space);
    return CodedRows.decode(
        codes,
        d,
        (row, out, at) -> {
          for (int i = 0; i < d; i++) {
            double sum = 0;
            for (int s = 0; s < row.length; s++) {
              sum += codebooks.get(s)[row[s] * d + i];
            }
            out[at + i] = (float) sum;
          }
        });
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step("ResidualQuantizer", parameters, null);
  }

  /** Writes {@code layers.i._codebook.embed [1, K, d]}, F32, for each stage i. */
  @Override
  public void save(Path file) {
    SavedThing.Draft draft = CodedRows.file(this, parameters);
    for (int s = 0; s < codebooks.size(); s++) {
      draft.tensor(HeldArray.of(name(s), codebooks.get(s), 1, space.level(s), d));
    }
    draft.save(file);
  }

  static ResidualQuantizer read(SavedThing thing) {
    List<float[]> codebooks = new ArrayList<>();
    long width = -1;
    for (int s = 0; s == 0 || thing.has(name(s)); s++) {
      codebooks.add(CodedRows.tensor(thing, name(s), 1, -1, width));
      ArrayDescription description = thing.file().array(name(s)).description();
      width = description.size(2);
    }
    if (thing.file().names().size() != codebooks.size()) {
      throw new FormatException(
          thing.file().path().toString(),
          "stages without a gap, the next '" + name(codebooks.size()) + "'",
          thing.file().names().toString());
    }
    return new ResidualQuantizer(
        codebooks,
        Math.toIntExact(width),
        SavedParameters.of(thing).number("beam", 1, 1 << 16, 1),
        thing.parameters().toString());
  }

  private static String name(int stage) {
    return "layers." + stage + "._codebook.embed";
  }

  @Override
  public String toString() {
    return "RVQ " + space + " of width " + d;
  }
}
