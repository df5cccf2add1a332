package org.latent4j.quantize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleToIntFunction;
import org.latent4j.Lineage;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.io.ElementType;
import org.latent4j.io.HeldArray;
import org.latent4j.io.MappedArray;
import org.latent4j.io.SavedThing;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Finite scalar quantization of rows; see {@link FsqQuantization}. Its values lie in [-1, 1], so
 * coding them again may give other codes: numbers are squashed first.
 */
public final class FsqQuantizer implements Quantizer {
  static final String KIND = "fsq";

  /** Beyond it, steps are not laid out but computed for each number. */
  private static final int MOST_STEPS = 4096;

  private static final String TENSOR = "_levels";

  private final FsqQuantization settings;
  private final int[] levels;
  private final CodeSpace space;
  private final Ladders ladders;

  FsqQuantizer(FsqQuantization settings) {
    this.settings = settings;
    this.levels = settings.levels();
    this.space = new CodeSpace(levels);
    List<DoubleToIntFunction> each = new ArrayList<>();
    for (int of : levels) {
      DoubleToIntFunction code = z -> settings.bound().code(of, z);
      each.add(of <= MOST_STEPS ? Ladder.rising(of, code) : code);
    }
    this.ladders = new Ladders(each);
  }

  /** What it was made of. */
  public FsqQuantization settings() {
    return settings;
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
    return levels.length;
  }

  @Override
  public long dimension() {
    return levels.length;
  }

  @Override
  public CodeMatrix quantize(INDArray x) {
    return ladders.quantize(CodedRows.check("FsqQuantizer.quantize", x, levels.length), space);
  }

  /**
   * The codes of rows in one array, on this thread: the fastest way in.
   *
   * @param x {@code [n, d]} row by row, finite
   * @param codes {@code [n, d]}, overwritten
   */
  public void codes(float[] x, int[] codes) {
    ladders.codes(x, codes);
  }

  @Override
  public INDArray reconstruct(CodeMatrix codes) {
    CodedRows.check("FsqQuantizer.reconstruct", codes, space);
    FsqBound bound = settings.bound();
    return CodedRows.decode(
        codes,
        levels.length,
        (row, out, at) -> {
          for (int p = 0; p < levels.length; p++) {
            out[at + p] = (float) bound.value(levels[p], row[p]);
          }
        });
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step("FsqQuantizer", RecordJson.of(settings), null);
  }

  /** Writes {@code _levels}, I32 {@code [d]}; the bound stands in the parameters. */
  @Override
  public void save(Path file) {
    CodedRows.file(this, RecordJson.of(settings))
        .tensor(HeldArray.of(TENSOR, levels, levels.length))
        .save(file);
  }

  static FsqQuantizer read(SavedThing thing) {
    MappedArray array = thing.array(TENSOR, List.of(ElementType.I32, ElementType.I64), -1);
    String word = SavedParameters.of(thing).word("bound", FsqBound.SYMMETRIC.name());
    FsqBound bound = FsqQuantization.bound(word, thing.file().path() + ": bound");
    try {
      int[] levels = Arrays.stream(array.longs()).mapToInt(Math::toIntExact).toArray();
      return new FsqQuantizer(new FsqQuantization(levels, bound));
    } catch (InputException | ArithmeticException e) {
      throw new FormatException(
          array.place(),
          "levels for " + bound,
          Arrays.toString(array.longs()) + ": " + e.getMessage());
    }
  }

  @Override
  public String toString() {
    return settings.toString();
  }
}
