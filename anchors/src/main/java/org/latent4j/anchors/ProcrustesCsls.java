package org.latent4j.anchors;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The method {@code procrustes-csls}: {@code centred-orthogonal} on the given pairs, then rounds in
 * which more pairs are found among all rows of both spaces, those that are each other's best by
 * {@code 2 cos - r - r}, r the mean cosine to the nearest rows of the other side; the map is fitted
 * again on the given pairs and those found in the round. Pairs with a row of a given pair are not
 * taken, although the given rows compete.
 *
 * <p>Fitted on pairs alone ({@link #fit(INDArray, INDArray, Run)}) it finds no more: give it whole
 * spaces and the rows that are known.
 *
 * <p>Source: Conneau et al., "Word translation without parallel data", 2018, arXiv 1710.04087,
 * section 2.3.
 *
 * @param rounds at least 0
 * @param neighbours k of r, at least 1
 */
public record ProcrustesCsls(int rounds, int neighbours) implements Translation {
  /** Checks rounds and neighbours. */
  public ProcrustesCsls {
    Require.atLeast("ProcrustesCsls: rounds", 0, rounds);
    Require.atLeast("ProcrustesCsls: neighbours", 1, neighbours);
  }

  /** Ten neighbours. */
  public ProcrustesCsls(int rounds) {
    this(rounds, Csls.NEIGHBOURS);
  }

  @Override
  public String method() {
    return "procrustes-csls";
  }

  @Override
  public JsonObject parameters() {
    JsonObject object = Translation.super.parameters();
    object.addProperty("rounds", rounds);
    object.addProperty("neighbours", neighbours);
    return object;
  }

  @Override
  public Translator fit(INDArray x, INDArray y, Run run) {
    return refit(x, y, run);
  }

  @Override
  public Translator fit(INDArray x, INDArray y, long[] xRows, long[] yRows, Run run) {
    String operation = "ProcrustesCsls.fit";
    Finite.require(operation + ": x", Require.matrix(operation + ": x", x, -1));
    Finite.require(operation + ": y", Require.matrix(operation + ": y", y, -1));
    if (xRows.length != yRows.length) {
      throw new ShapeException(
          operation, "as many rows of both sides", xRows.length + " and " + yRows.length);
    }
    Translator translator = refit(select(x, xRows), select(y, yRows), run);
    Set<Long> givenLeft = asSet(xRows);
    Set<Long> givenRight = asSet(yRows);
    List<Csls.Match> found = List.of();
    run.progress().on(new Progress.Started(method(), rounds));
    for (int round = 1; round <= rounds; round++) {
      List<Csls.Match> before = found;
      found =
          matches(translator, x, y, run.threads()).stream()
              .filter(match -> !givenLeft.contains((long) match.left()))
              .filter(match -> !givenRight.contains((long) match.right()))
              .toList();
      if (round > 1 && sameRows(found, before)) {
        break; // the same pairs give the same map from now on
      }
      long[] left = found.stream().mapToLong(Csls.Match::left).toArray();
      long[] right = found.stream().mapToLong(Csls.Match::right).toArray();
      translator = refit(select(x, joined(xRows, left)), select(y, joined(yRows, right)), run);
      double pairs = xRows.length + found.size();
      run.progress().on(new Progress.Stepped(method(), round, Map.of("pairs", pairs)));
    }
    run.progress().on(new Progress.Finished(method()));
    return translator;
  }

  private Translator refit(INDArray x, INDArray y, Run run) {
    PairedRows pairs = PairedRows.of(this, x, y, true, run);
    Translator turned = Procrustes.centredOrthogonal().fit(x, y, run);
    return new TranslatorDraft(this, turned.weight())
        .rank(turned.rank())
        .note(pairs.isometryNote())
        .fitted(pairs);
  }

  private List<Csls.Match> matches(Translator translator, INDArray x, INDArray y, int threads) {
    double[] mean = Dense.doubles(translator.yMean());
    double[] left = translator.map(Dense.doubles(x), threads); // [n, d']
    double[] right = Dense.doubles(y); // [n', d']
    Translator.add(left, mean, -1);
    Translator.add(right, mean, -1);
    return Csls.of(left, right, mean.length, neighbours, threads).mutual();
  }

  private static boolean sameRows(List<Csls.Match> a, List<Csls.Match> b) {
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same = a.get(i).left() == b.get(i).left() && a.get(i).right() == b.get(i).right();
    }
    return same;
  }

  private static INDArray select(INDArray x, long[] rows) {
    return Rows.select("ProcrustesCsls.fit", x, rows);
  }

  private static long[] joined(long[] a, long[] b) {
    long[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }

  private static Set<Long> asSet(long[] rows) {
    Set<Long> set = new HashSet<>();
    for (long row : rows) {
      set.add(row);
    }
    return set;
  }
}
