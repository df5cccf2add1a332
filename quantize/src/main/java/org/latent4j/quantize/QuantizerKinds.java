package org.latent4j.quantize;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.latent4j.error.FormatException;
import org.latent4j.io.SafetensorsFile;
import org.latent4j.io.SavedThing;

/** The kinds of quantizers that files hold, and how each is read. */
final class QuantizerKinds {
  private static final Map<String, Function<SavedThing, Quantizer>> READERS =
      Map.ofEntries(
          // One line a kind.
          Map.entry(BernoulliQuantizer.KIND, BernoulliQuantizer::read),
          Map.entry(BsqQuantizer.KIND, BsqQuantizer::read),
          Map.entry(FsqQuantizer.KIND, FsqQuantizer::read),
          Map.entry(GroupedQuantizer.KIND, GroupedQuantizer::read),
          Map.entry(KMeansTokenizer.KIND, KMeansTokenizer::read),
          Map.entry(LfqQuantizer.KIND, LfqQuantizer::read),
          Map.entry(OptimizedProductQuantizer.KIND, OptimizedProductQuantizer::read),
          Map.entry(OptimizedScalarQuantizer.KIND, OptimizedScalarQuantizer::read),
          Map.entry(ProductQuantizer.KIND, ProductQuantizer::read),
          Map.entry(QlaeQuantizer.KIND, QlaeQuantizer::read),
          Map.entry(RaBitQuantizer.KIND, RaBitQuantizer::read),
          Map.entry(RefinedResidualQuantizer.KIND, RefinedResidualQuantizer::read),
          Map.entry(ResidualQuantizer.KIND, ResidualQuantizer::read),
          Map.entry(ScalarQuantizer.KIND, ScalarQuantizer::read),
          Map.entry(SimVqQuantizer.KIND, SimVqQuantizer::read),
          Map.entry(VqQuantizer.KIND, VqQuantizer::read));

  private QuantizerKinds() {}

  static Quantizer load(Path file) {
    SavedThing thing = SavedThing.of(SafetensorsFile.open(file));
    Function<SavedThing, Quantizer> reader = READERS.get(thing.kind());
    if (reader == null) {
      throw new FormatException(
          file.toString(),
          "a quantizer, one of the kinds " + new TreeSet<>(READERS.keySet()),
          "kind '" + thing.kind() + "'");
    }
    return reader.apply(thing);
  }
}
