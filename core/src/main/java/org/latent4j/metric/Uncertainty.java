package org.latent4j.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.kernel.Parallel;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Intervals and permutation tests for any index.
 *
 * <p>The interval is that of the delete-half jackknife: the index of {@code draws} subsets of h =
 * ⌊n/2⌋ rows, drawn without replacement; se is their standard deviation (divisor {@code draws})
 * times sqrt(h / (n - h)), and the interval is value ± 1.96 se, cut to the range of the index. (A
 * bootstrap would repeat rows, which are then each other's neighbours.) p is (1 + the number of
 * {@code permutations} of the rows of the right space that are as good) / (1 + permutations), and
 * chance is their mean.
 *
 * <p>The seed of the run fixes every draw; threads do not change a bit.
 *
 * <p>Source: Shao and Wu, "A general theory for jackknife variance estimation", Annals of
 * Statistics 17, 1989, section 2 (delete-d jackknife); Phipson and Smyth, "Permutation p-values
 * should never be zero", 2010 (p).
 *
 * @param draws how many subsets, 0 for no interval
 * @param permutations how many permutations, 0 for no test
 */
public record Uncertainty(int draws, int permutations) {
  private static final double NORMAL_95 = 1.96;

  /** Checks that neither number is negative. */
  public Uncertainty {
    Require.atLeast("Uncertainty: draws", 0, draws);
    Require.atLeast("Uncertainty: permutations", 0, permutations);
  }

  /** 200 draws, 200 permutations. */
  public static Uncertainty standard() {
    return new Uncertainty(200, 200);
  }

  /** An index whose scores carry intervals and p; otherwise like {@code index}. */
  public SimilarityIndex of(SimilarityIndex index, Run run) {
    return new Wrapped(this, index, run);
  }

  /**
   * The scores of several indices of one pair. They see the same subsets and permutations, and
   * share what is computed of each. An index that does not allow as few rows as half of the pair
   * has no interval, and its note says why.
   */
  public List<Score> compare(List<SimilarityIndex> indices, Pair pair, Run run) {
    int n = pair.size();
    List<Score> scores = new ArrayList<>();
    try (Steps steps = Steps.of("compare", indices.size(), run)) {
      for (SimilarityIndex index : indices) {
        scores.add(index.compare(pair));
        steps.done();
      }
    }
    if (draws > 0) {
      scores = intervals(indices, scores, pair, run);
    }
    if (permutations > 0) {
      IntFunction<Pair> shuffle = draw -> pair.permuteRight(order(run, "permutation", draw, n));
      double[][] values = values(indices, permutations, "permutations", run, shuffle);
      scores = zip(scores, indices, values, Uncertainty::test);
    }
    return List.copyOf(scores);
  }

  private static int[] order(Run run, String task, int draw, int n) {
    RandomStream random = run.seed().child(task).child(draw).stream();
    return random.permutation(n);
  }

  private List<Score> intervals(
      List<SimilarityIndex> indices, List<Score> scores, Pair pair, Run run) {
    int n = pair.size();
    int half = n / 2;
    List<SimilarityIndex> able = new ArrayList<>();
    IdentityHashMap<SimilarityIndex, String> unable = new IdentityHashMap<>();
    for (SimilarityIndex index : indices) {
      String reason = half < 1 ? "1 row has no half" : obstacle(index, pair, half);
      if (reason.isEmpty()) {
        able.add(index);
      } else {
        unable.put(index, reason);
      }
    }
    IntFunction<Pair> subset =
        draw -> {
          int[] rows = Arrays.copyOf(order(run, "jackknife", draw, n), half);
          Arrays.sort(rows);
          return pair.select(rows);
        };
    double[][] values =
        able.isEmpty() ? new double[0][] : values(able, draws, "draws", run, subset);
    double factor = Math.sqrt(half / (double) (n - half));
    List<Score> out = new ArrayList<>();
    for (int t = 0, a = 0; t < scores.size(); t++) {
      SimilarityIndex index = indices.get(t);
      String reason = unable.get(index);
      out.add(
          reason == null
              ? interval(scores.get(t), index, values[a++], factor)
              : scores.get(t).withNote("no interval of halves of the rows: " + reason));
    }
    return out;
  }

  /** Why an index cannot compare half of the rows, or the empty text. */
  private static String obstacle(SimilarityIndex index, Pair pair, int half) {
    int[] rows = new int[half];
    Arrays.setAll(rows, i -> i);
    try {
      index.compare(pair.select(rows));
      return "";
    } catch (InputException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** {@code [indices][repeats]}. */
  private static double[][] values(
      List<SimilarityIndex> indices, int repeats, String task, Run run, IntFunction<Pair> make) {
    double[][] out = new double[indices.size()][repeats];
    try (Steps steps = Steps.of(task, repeats, run)) {
      Parallel.blocks(
          repeats,
          1,
          run.threads(),
          (from, to) -> {
            Pair pair = make.apply(from);
            for (int t = 0; t < out.length; t++) {
              out[t][from] = indices.get(t).compare(pair).value();
            }
            steps.done();
          });
    }
    return out;
  }

  /** A score with what its repeats say. */
  @FunctionalInterface
  private interface Extension {
    Score extend(Score score, SimilarityIndex index, double[] values);
  }

  private static List<Score> zip(
      List<Score> scores, List<SimilarityIndex> indices, double[][] values, Extension extension) {
    List<Score> out = new ArrayList<>();
    for (int t = 0; t < values.length; t++) {
      out.add(extension.extend(scores.get(t), indices.get(t), values[t]));
    }
    return out;
  }

  private static Score interval(
      Score score, SimilarityIndex index, double[] values, double factor) {
    int missing = missing(values);
    if (missing > 0) {
      return score.withNote("no interval: no value for " + missing + " subsets");
    }
    double mean = Sums.of(values) / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double reach = NORMAL_95 * Math.sqrt(squares / values.length) * factor;
    return score.withInterval(
        Math.max(index.least(), score.value() - reach),
        Math.min(index.most(), score.value() + reach));
  }

  private static Score test(Score score, SimilarityIndex index, double[] values) {
    int missing = missing(values);
    if (missing > 0 || Double.isNaN(score.value())) {
      return score.withNote("no p: no value for " + missing + " permutations");
    }
    int asGood = 0;
    for (double value : values) {
      // Values that differ by rounding are equal: an index may not look at the pairing at all.
      boolean equal = Math.abs(value - score.value()) <= 1e-12 * Math.max(1, Math.abs(value));
      asGood += equal || index.direction().asGood(value, score.value()) ? 1 : 0;
    }
    return score.withPermutations(
        (1.0 + asGood) / (1.0 + values.length), Sums.of(values) / values.length);
  }

  private static int missing(double[] values) {
    return (int) Arrays.stream(values).filter(Double::isNaN).count();
  }

  /** An index whose scores carry intervals and p. */
  private record Wrapped(Uncertainty uncertainty, SimilarityIndex index, Run run)
      implements SimilarityIndex {
    @Override
    public Score compare(INDArray a, INDArray b) {
      return compare(Pair.of(index.name(), a, b, run.threads()));
    }

    @Override
    public Score compare(Pair pair) {
      return uncertainty.compare(List.of(index), pair, run).get(0);
    }

    @Override
    public String name() {
      return index.name();
    }

    @Override
    public Direction direction() {
      return index.direction();
    }

    @Override
    public boolean symmetric() {
      return index.symmetric();
    }

    @Override
    public boolean metric() {
      return index.metric();
    }

    @Override
    public Set<Invariance> invariances() {
      return index.invariances();
    }

    @Override
    public double least() {
      return index.least();
    }

    @Override
    public double most() {
      return index.most();
    }

    @Override
    public Optional<String> obstacle(Pair pair) {
      return index.obstacle(pair);
    }
  }
}
