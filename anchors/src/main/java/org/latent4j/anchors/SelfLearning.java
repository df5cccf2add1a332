package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.LatentSpace;
import org.latent4j.Paired;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;

/**
 * Finds which rows of two spaces belong together, from a few pairs that are known: rows are
 * described by their cosines to the pairs found so far (centred), rows that are each other's best
 * by {@link Csls} are taken as pairs, the best of them first, and so on. The number of pairs grows
 * by {@code growth} a round; the known pairs always stay.
 *
 * <p>It ends after {@code rounds}, or when the pairs have stopped to grow in number and the mean
 * score of the kept ones no longer rises; then what was best stays. (While they grow the mean may
 * fall: later pairs are worse.)
 *
 * <p>Source: Maiorano et al., 2023, arXiv 2303.00721 (bootstrapped parallel anchors); Artetxe,
 * Labaka and Agirre, 2018, arXiv 1805.06297 (self-learning).
 *
 * @param growth how much the number of pairs is multiplied by in a round, above 1
 * @param rounds at most so many rounds, at least 1
 */
public record SelfLearning(double growth, int rounds) {
  private static final String TASK = "self-learning";

  /** Rows that belong together. */
  private record Pair(int left, int right) {}

  /** Pairs, the known ones first, and their mean score. */
  private record Found(List<Pair> pairs, double objective) {}

  /** Checks the ranges. */
  public SelfLearning {
    if (!(growth > 1) || Double.isInfinite(growth)) {
      throw new InputException(
          "SelfLearning: growth", "a finite number above 1", Double.toString(growth));
    }
    Require.atLeast("SelfLearning: rounds", 1, rounds);
  }

  /** Half as many again in each of at most 20 rounds. */
  public SelfLearning() {
    this(1.5, 20);
  }

  /**
   * Finds pairs from keys that both spaces have; no other key is compared.
   *
   * @see #pair(LatentSpace, LatentSpace, Map, Run)
   */
  public Paired pair(LatentSpace left, LatentSpace right, List<String> known, Run run) {
    Map<String, String> pairs = new LinkedHashMap<>();
    known.forEach(key -> pairs.put(key, key));
    return pair(left, right, pairs, run);
  }

  /**
   * Finds pairs.
   *
   * @param left n rows
   * @param right m rows, of any width
   * @param known pairs of a left and a right key; two or more, usually 10 to 15; every key once
   * @return row i of both sides belongs together, each with the key of its own space: the known
   *     pairs in their order, then those found, best first; {@code onlyLeft} and {@code onlyRight}
   *     are the keys left over
   * @throws InputException for fewer than two pairs, a key that a space lacks, a right key twice
   */
  public Paired pair(LatentSpace left, LatentSpace right, Map<String, String> known, Run run) {
    Sides sides = new Sides(left, right, run.threads());
    List<Pair> seeds = seeds(left, right, known);
    run.progress().on(new Progress.Started(TASK, rounds));
    Found best = new Found(seeds, Double.NEGATIVE_INFINITY);
    for (int round = 0; round < rounds; round++) {
      int most = (int) Math.min(Integer.MAX_VALUE, growth * best.pairs.size());
      Found next = sides.round(best.pairs, seeds, most);
      boolean grows = next.pairs.size() > best.pairs.size();
      if (!grows && next.objective <= best.objective) {
        break;
      }
      best = next;
      Map<String, Double> figures =
          Map.of("pairs", (double) best.pairs.size(), "objective", best.objective);
      run.progress().on(new Progress.Stepped(TASK, round + 1L, figures));
    }
    run.progress().on(new Progress.Finished(TASK));
    return paired(left, right, best.pairs);
  }

  private static List<Pair> seeds(LatentSpace left, LatentSpace right, Map<String, String> known) {
    if (known.size() < 2) {
      throw new InputException(
          "SelfLearning.pair: known", "at least two pairs", known.size() + " pairs");
    }
    List<Pair> seeds = new ArrayList<>();
    boolean[] taken = new boolean[Math.toIntExact(right.size())];
    known.forEach(
        (leftKey, rightKey) -> {
          int row = row(right, rightKey);
          if (taken[row]) {
            throw new InputException(
                "SelfLearning.pair: known", "every key once", "'" + rightKey + "' twice");
          }
          taken[row] = true;
          seeds.add(new Pair(row(left, leftKey), row));
        });
    return seeds;
  }

  private static int row(LatentSpace space, String key) {
    long row = space.keys().rowOf(key);
    if (row < 0) {
      throw new InputException(
          "SelfLearning.pair: known", "keys of space '" + space.name() + "'", "'" + key + "'");
    }
    return (int) row;
  }

  private static Paired paired(LatentSpace left, LatentSpace right, List<Pair> pairs) {
    long[] leftRows = pairs.stream().mapToLong(Pair::left).toArray();
    long[] rightRows = pairs.stream().mapToLong(Pair::right).toArray();
    return new Paired(
        left.select(leftRows),
        right.select(rightRows),
        others(left, leftRows),
        others(right, rightRows));
  }

  private static List<String> others(LatentSpace space, long[] rows) {
    boolean[] taken = new boolean[Math.toIntExact(space.size())];
    for (long row : rows) {
      taken[(int) row] = true;
    }
    List<String> others = new ArrayList<>();
    for (int i = 0; i < taken.length; i++) {
      if (!taken[i]) {
        others.add(space.keys().get(i));
      }
    }
    return others;
  }

  /** Both spaces in double, and one round between them. */
  private static final class Sides {
    private final RelativeRows left;
    private final RelativeRows right;
    private final int threads;

    Sides(LatentSpace left, LatentSpace right, int threads) {
      this.left = new RelativeRows(left, threads);
      this.right = new RelativeRows(right, threads);
      this.threads = threads;
    }

    /** The best pairs by their cosines to {@code anchors}, at most {@code most}. */
    Found round(List<Pair> anchors, List<Pair> seeds, int most) {
      double[] a = left.to(anchors.stream().mapToInt(Pair::left).toArray());
      double[] b = right.to(anchors.stream().mapToInt(Pair::right).toArray());
      Csls csls = Csls.of(a, b, anchors.size(), Csls.NEIGHBOURS, threads);
      List<Pair> kept = new ArrayList<>(seeds);
      boolean[] known = new boolean[left.size()];
      boolean[] knownRight = new boolean[right.size()];
      double sum = 0;
      for (Pair seed : seeds) {
        known[seed.left] = true;
        knownRight[seed.right] = true;
        sum += csls.score(seed.left, seed.right);
      }
      List<Csls.Match> matches = new ArrayList<>(csls.mutual());
      matches.removeIf(match -> known[match.left()] || knownRight[match.right()]);
      matches.sort(Comparator.comparingDouble(match -> -match.score())); // stable
      for (Csls.Match match : matches.subList(0, Math.min(matches.size(), most - seeds.size()))) {
        kept.add(new Pair(match.left(), match.right()));
        sum += match.score();
      }
      return new Found(kept, sum / kept.size());
    }
  }
}
