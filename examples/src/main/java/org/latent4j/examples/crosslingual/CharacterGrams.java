package org.latent4j.examples.crosslingual;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.latent4j.SparseRows;

/**
 * Texts as weighted counts of the characters that follow each other: each word, between two blanks,
 * gives its runs of 2, 3 and 4 characters, blanks included (as many as a short word has). Runs of
 * at least two texts count: {@code (1 + ln count)(ln((1 + N) / (1 + texts with it)) + 1)}, rows of
 * length 1.
 *
 * <p>Source: Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988.
 */
final class CharacterGrams {
  private static final int SHORTEST = 2;
  private static final int LONGEST = 4;
  private static final Pattern BLANKS =
      Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS); // no-break spaces too

  private CharacterGrams() {}

  /** The rows of the texts, one a text, {@code [n, runs of at least two texts]}. */
  static SparseRows of(List<String> texts) {
    List<Map<String, Integer>> counts = texts.stream().map(CharacterGrams::count).toList();
    SortedMap<String, Integer> inTexts = new TreeMap<>();
    counts.forEach(text -> text.keySet().forEach(gram -> inTexts.merge(gram, 1, Integer::sum)));
    inTexts.values().removeIf(number -> number < 2);
    Map<String, Integer> columns = new HashMap<>();
    double[] rarity = new double[inTexts.size()];
    inTexts.forEach(
        (gram, number) -> {
          rarity[columns.size()] = Math.log((1.0 + texts.size()) / (1.0 + number)) + 1;
          columns.put(gram, columns.size());
        });
    return rows(counts, columns, rarity);
  }

  private static SparseRows rows(
      List<Map<String, Integer>> counts, Map<String, Integer> columns, double[] rarity) {
    long[] starts = new long[counts.size() + 1];
    List<SortedMap<Integer, Double>> rows = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      SortedMap<Integer, Double> row = new TreeMap<>();
      counts
          .get(i)
          .forEach(
              (gram, count) -> {
                Integer column = columns.get(gram);
                if (column != null) {
                  row.put(column, (1 + Math.log(count)) * rarity[column]);
                }
              });
      rows.add(row);
      starts[i + 1] = starts[i] + row.size();
    }
    int[] indices = new int[Math.toIntExact(starts[counts.size()])];
    double[] values = new double[indices.length];
    int at = 0;
    for (SortedMap<Integer, Double> row : rows) {
      double norm = Math.sqrt(row.values().stream().mapToDouble(v -> v * v).sum());
      for (Map.Entry<Integer, Double> entry : row.entrySet()) {
        indices[at] = entry.getKey();
        values[at++] = entry.getValue() / norm;
      }
    }
    return SparseRows.of(rarity.length, starts, indices, values);
  }

  /** How often each run comes in a text. */
  static Map<String, Integer> count(String text) {
    Map<String, Integer> counts = new HashMap<>();
    BLANKS
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .forEach(word -> countWord((" " + word + " ").codePoints().toArray(), counts));
    return counts;
  }

  private static void countWord(int[] padded, Map<String, Integer> counts) {
    for (int n = SHORTEST; n <= Math.min(LONGEST, padded.length); n++) {
      for (int from = 0; from + n <= padded.length; from++) {
        counts.merge(new String(padded, from, n), 1, Integer::sum);
      }
    }
  }
}
