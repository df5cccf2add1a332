package org.latent4j.quantize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.latent4j.Lineage;
import org.latent4j.error.FormatException;
import org.latent4j.io.HeldArray;
import org.latent4j.io.SavedThing;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Grouped vector quantization of rows, one position a slice; see {@link GroupedQuantization}. */
public final class GroupedQuantizer implements Quantizer {
  static final String KIND = "gvq";

  private final List<VqQuantizer> groups;
  private final int width;
  private final CodeSpace space;
  private final String parameters;

  GroupedQuantizer(List<VqQuantizer> groups, String parameters) {
    this.groups = List.copyOf(groups);
    this.width = (int) groups.get(0).inputDimension();
    this.space = new CodeSpace(groups.stream().mapToInt(g -> g.space().level(0)).toArray());
    this.parameters = parameters;
  }

  /** The quantizer of a slice. */
  public VqQuantizer group(int g) {
    return groups.get(g);
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
    return (long) groups.size() * width;
  }

  @Override
  public long dimension() {
    return inputDimension();
  }

  @Override
  public CodeMatrix quantize(INDArray x) {
    CodedRows.check("GroupedQuantizer.quantize", x, inputDimension());
    int n = Math.toIntExact(x.size(0));
    double[] rows = Dense.doubles(x);
    CodeDraft draft = CodeMatrix.draft(space, n);
    for (int g = 0; g < groups.size(); g++) {
      INDArray slice = Slices.of(rows, n, (int) inputDimension(), g * width, width, x);
      int[] codes = groups.get(g).assign(slice, Threads.all());
      for (int row = 0; row < n; row++) {
        draft.put(row, g, codes[row]);
      }
    }
    return draft.seal();
  }

  @Override
  public INDArray reconstruct(CodeMatrix codes) {
    CodedRows.check("GroupedQuantizer.reconstruct", codes, space);
    float[][] vectors =
        groups.stream().map(g -> Dense.floats(g.codebook())).toArray(float[][]::new);
    return CodedRows.decode(
        codes,
        (int) dimension(),
        (row, out, at) -> {
          for (int g = 0; g < row.length; g++) {
            System.arraycopy(vectors[g], row[g] * width, out, at + g * width, width);
          }
        });
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step("GroupedQuantizer", parameters, null);
  }

  /** Writes {@code groups.g._codebook.embed [1, K, d / groups]}, F32, for each slice g. */
  @Override
  public void save(Path file) {
    SavedThing.Draft draft = CodedRows.file(this, parameters);
    for (int g = 0; g < groups.size(); g++) {
      float[] vectors = Dense.floats(groups.get(g).codebook());
      draft.tensor(HeldArray.of(name(g), vectors, 1, space.level(g), width));
    }
    draft.save(file);
  }

  static GroupedQuantizer read(SavedThing thing) {
    List<VqQuantizer> groups = new ArrayList<>();
    boolean cosine = SavedParameters.of(thing).part("group").flag("cosine", false);
    long width = -1;
    for (int g = 0; g == 0 || thing.has(name(g)); g++) {
      float[] vectors = CodedRows.tensor(thing, name(g), 1, -1, width);
      width = thing.file().array(name(g)).description().size(2);
      float[] counts = new float[(int) (vectors.length / width)];
      Arrays.fill(counts, 1);
      groups.add(VqQuantizer.of(vectors, counts, vectors, cosine, "{}"));
    }
    if (thing.file().names().size() != groups.size()) {
      throw new FormatException(
          thing.file().path().toString(),
          "groups without a gap, the next '" + name(groups.size()) + "'",
          thing.file().names().toString());
    }
    return new GroupedQuantizer(groups, thing.parameters().toString());
  }

  private static String name(int group) {
    return "groups." + group + "._codebook.embed";
  }

  @Override
  public String toString() {
    return "GVQ " + space + " of width " + width;
  }
}
