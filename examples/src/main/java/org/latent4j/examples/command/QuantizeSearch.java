package org.latent4j.examples.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.InputException;
import org.latent4j.io.HeldArray;
import org.latent4j.quantize.CodeMatrix;
import org.latent4j.quantize.DecodedSearch;
import org.latent4j.quantize.Neighbors;
import org.latent4j.quantize.OptimizedProductQuantizer;
import org.latent4j.quantize.OptimizedScalarQuantizer;
import org.latent4j.quantize.ProductQuantizer;
import org.latent4j.quantize.Quantizer;
import org.latent4j.quantize.RaBitQuantizer;
import org.latent4j.quantize.ScanningQuantizer;
import org.latent4j.quantize.Similarity;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Option;

/** Finds the coded rows that are nearest to queries. */
@picocli.CommandLine.Command(
    name = "search",
    description = "Find the coded rows that are nearest to queries.")
public final class QuantizeSearch extends Command {
  @Option(
      names = "--quantizer",
      paramLabel = "FILE",
      required = true,
      description = "The quantizer.")
  private Path quantizerFile;

  @Option(
      names = "--codes",
      paramLabel = "FILE",
      required = true,
      description = "The codes, as encode wrote them.")
  private Path codesFile;

  @Option(
      names = "--queries",
      paramLabel = "Y",
      required = true,
      converter = ArrayArgument.Converter.class,
      description = "The queries: FILE or FILE#NAME.")
  private ArrayArgument queries;

  @Option(names = "--k", paramLabel = "K", description = "Rows for each query (default: 10).")
  private int k = 10;

  @Option(
      names = "--ids",
      paramLabel = "FILE",
      required = true,
      description = "Where to write the numbers of the nearest rows.")
  private Path ids;

  @Option(
      names = "--distances",
      paramLabel = "FILE",
      required = true,
      description = "Where to write their squared distances or scores.")
  private Path distances;

  @Option(names = "--fast-scan", description = "Round tables to 8 bits (4-bit pq and opq).")
  private boolean fastScan;

  @Option(
      names = "--query-bits",
      paramLabel = "B",
      description = "Bits of a query's codes: rabitq 32 (default: floats) or 4, osq 1 to 8.")
  private @Nullable Integer queryBits;

  @Option(
      names = "--all-distances",
      paramLabel = "FILE",
      description = "Where to write the estimates of all rows.")
  private @Nullable Path all;

  @Override
  Map<String, ?> run(Outputs outputs) throws Exception {
    Path idsTarget = outputs.stage(ids);
    Path distancesTarget = outputs.stage(distances);
    Path allTarget = all == null ? null : outputs.stage(all);
    Quantizer quantizer = Blame.on(quantizerFile.toString(), () -> prepared());
    CodeMatrix codes = codes(codesFile, quantizer, quantizerFile);
    INDArray y = queries.matrix();
    String files = queries + " with " + quantizerFile;
    Neighbors found = Blame.on(files, () -> search(quantizer, y, codes));
    ArrayOutput.write(idsTarget, HeldArray.of("ids", found.ids(), found.queries(), found.k()));
    ArrayOutput.write(
        distancesTarget, HeldArray.of("distances", found.scores(), found.queries(), found.k()));
    if (allTarget != null) {
      INDArray estimates = Blame.on(files, () -> estimates(quantizer, y, codes));
      ArrayOutput.write(allTarget, "distances", estimates);
    }
    print(
        "%d nearest of %d rows for %d queries by %s: %s",
        found.k(), codes.rows(), found.queries(), quantizer, ids);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("queries", found.queries());
    figures.put("rows", codes.rows());
    figures.put("k", found.k());
    return figures;
  }

  private Quantizer prepared() {
    Quantizer quantizer = Quantizer.load(quantizerFile);
    if (fastScan) {
      quantizer = fast(quantizer);
    }
    return queryBits == null ? quantizer : withQueryBits(quantizer, queryBits);
  }

  private static Quantizer fast(Quantizer quantizer) {
    if (quantizer instanceof ProductQuantizer product) {
      return product.withFastScan();
    }
    if (quantizer instanceof OptimizedProductQuantizer product) {
      return product.withFastScan();
    }
    throw new InputException("--fast-scan", "a quantizer of kind pq or opq", quantizer.kind());
  }

  private static Quantizer withQueryBits(Quantizer quantizer, int bits) {
    if (quantizer instanceof OptimizedScalarQuantizer optimized) {
      return optimized.withQueryBits(bits);
    }
    if (quantizer instanceof RaBitQuantizer signs) {
      return signs.withQueryBits(bits);
    }
    throw new InputException("--query-bits", "a quantizer of kind osq or rabitq", quantizer.kind());
  }

  private Neighbors search(Quantizer quantizer, INDArray y, CodeMatrix codes) {
    return quantizer instanceof ScanningQuantizer scanning
        ? scanning.search(y, codes, k)
        : new DecodedSearch(quantizer, Similarity.L2).search(y, codes, k);
  }

  private static INDArray estimates(Quantizer quantizer, INDArray y, CodeMatrix codes) {
    return quantizer instanceof ScanningQuantizer scanning
        ? scanning.estimates(y, codes)
        : new DecodedSearch(quantizer, Similarity.L2).estimates(y, codes);
  }

  /** Reads a codes file for a quantizer. */
  static CodeMatrix codes(Path file, Quantizer quantizer, Path quantizerFile) {
    return Blame.on(
        file + " with " + quantizerFile,
        () -> CodeMatrix.load(file, quantizer.space(), quantizer.factors()));
  }
}
