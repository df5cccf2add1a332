package org.latent4j.quantize.disentangle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Latents that are codes: a feature for each code of each latent, 1 where the latent has it.
 * Neighbouring latents are read as one code of a group while the group has few codes, which saves
 * most of the look-ups.
 */
final class CodeFeatures implements Features {
  private static final int MOST_CODES = 1024;

  /** A share of e to this power is none. */
  private static final double NEVER = -40;

  private final Labels[] latents;
  private final int[] starts; // of each latent's features
  private final List<Group> groups;

  /** Latents from {@code first} that are read as one code, the first of them fastest. */
  private record Group(int first, int count, int size, short[] codes) {}

  private CodeFeatures(Labels[] latents) {
    this.latents = latents;
    this.starts = new int[latents.length + 1];
    for (int j = 0; j < latents.length; j++) {
      starts[j + 1] = starts[j] + latents[j].count();
    }
    this.groups = groups(latents);
  }

  /** The features of coded latents. */
  static CodeFeatures of(Labels[] latents) {
    return new CodeFeatures(latents);
  }

  private static List<Group> groups(Labels[] latents) {
    List<Group> out = new ArrayList<>();
    int first = 0;
    while (first < latents.length) {
      int size = latents[first].count();
      int end = first + 1;
      while (end < latents.length && (long) size * latents[end].count() <= MOST_CODES) {
        size *= latents[end++].count();
      }
      // A latent by itself is read without the table of a group.
      short[] codes = end - first > 1 ? codes(latents, first, end) : new short[0];
      out.add(new Group(first, end - first, size, codes));
      first = end;
    }
    return out;
  }

  private static short[] codes(Labels[] latents, int first, int end) {
    short[] codes = new short[latents[first].rows()];
    int factor = 1;
    for (int j = first; j < end; j++) {
      int[] own = latents[j].codes();
      for (int i = 0; i < codes.length; i++) {
        codes[i] += (short) (factor * own[i]);
      }
      factor *= latents[j].count();
    }
    return codes;
  }

  @Override
  public int rows() {
    return latents[0].rows();
  }

  @Override
  public int width() {
    return starts[latents.length] + 1;
  }

  @Override
  public double[] moments() {
    int width = width();
    double[] out = new double[width * width];
    for (int a = 0; a < latents.length; a++) {
      int[] left = latents[a].codes();
      for (int i = 0; i < left.length; i++) {
        out[(starts[a] + left[i]) * width + width - 1]++;
      }
      for (int b = 0; b <= a; b++) {
        int[] right = latents[b].codes();
        for (int i = 0; i < left.length; i++) {
          out[(starts[a] + left[i]) * width + starts[b] + right[i]]++;
        }
      }
    }
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < a; b++) {
        double sum = a == width - 1 ? out[b * width + a] : out[a * width + b];
        out[a * width + b] = sum / rows();
        out[b * width + a] = sum / rows();
      }
      out[a * width + a] = a == width - 1 ? 1 : out[a * width + a] / rows();
    }
    return out;
  }

  @Override
  public void scores(double[] weights, int classes, int from, int to, double[] out) {
    int m = to - from;
    int width = width();
    double[] table = new double[MOST_CODES];
    for (int c = 0; c < classes; c++) {
      int base = c * width;
      Arrays.fill(out, c * m, (c + 1) * m, weights[base + width - 1]);
      for (Group group : groups) {
        if (group.count > 1) {
          fill(group, weights, base, table);
          look(table, 0, group.codes, from, m, out, c * m);
        } else {
          int[] codes = latents[group.first].codes();
          int start = base + starts[group.first];
          for (int i = 0; i < m; i++) {
            out[c * m + i] += weights[start + codes[from + i]];
          }
        }
      }
    }
  }

  private static void look(
      double[] table, int start, short[] codes, int from, int m, double[] out, int to) {
    for (int i = 0; i < m; i++) {
      out[to + i] += table[start + codes[from + i]];
    }
  }

  /** The sums of the weights of each code of a group. */
  private void fill(Group group, double[] weights, int base, double[] table) {
    table[0] = 0;
    int size = 1;
    for (int j = group.first; j < group.first + group.count; j++) {
      int start = base + starts[j];
      for (int code = latents[j].count() - 1; code >= 0; code--) {
        double weight = weights[start + code];
        for (int t = 0; t < size; t++) {
          table[code * size + t] = table[t] + weight;
        }
      }
      size *= latents[j].count();
    }
  }

  @Override
  public void addProducts(double[] residuals, int classes, int from, int to, double[] gradient) {
    int m = to - from;
    int width = width();
    double[] table = new double[MOST_CODES];
    for (int c = 0; c < classes; c++) {
      int base = c * width;
      double sum = 0;
      for (int i = 0; i < m; i++) {
        sum += residuals[c * m + i];
      }
      gradient[base + width - 1] += sum;
      for (Group group : groups) {
        if (group.count > 1) {
          Arrays.fill(table, 0, group.size, 0);
          short[] codes = group.codes;
          for (int i = 0; i < m; i++) {
            table[codes[from + i]] += residuals[c * m + i];
          }
          spread(group, table, gradient, base);
        } else {
          int[] codes = latents[group.first].codes();
          int start = base + starts[group.first];
          for (int i = 0; i < m; i++) {
            gradient[start + codes[from + i]] += residuals[c * m + i];
          }
        }
      }
    }
  }

  /** Adds what stands at the codes of a group to the codes of its latents; spoils the table. */
  private void spread(Group group, double[] table, double[] gradient, int base) {
    int size = group.size;
    for (int j = group.first + group.count - 1; j >= group.first; j--) {
      int count = latents[j].count();
      size /= count;
      for (int code = 0; code < count; code++) {
        double sum = 0;
        for (int t = 0; t < size; t++) {
          sum += table[code * size + t];
        }
        gradient[base + starts[j] + code] += sum;
      }
      for (int code = 1; code < count; code++) {
        for (int t = 0; t < size; t++) {
          table[t] += table[code * size + t];
        }
      }
    }
  }

  @Override
  public double[] offsets(Labels labels) {
    int width = width();
    double[] out = new double[labels.count() * width];
    Arrays.fill(out, NEVER);
    for (int c = 0; c < labels.count(); c++) {
      out[c * width + width - 1] = 0;
    }
    int[] classes = labels.codes();
    for (int j = 0; j < latents.length; j++) {
      int[] own = latents[j].codes();
      for (int i = 0; i < own.length; i++) {
        out[classes[i] * width + starts[j] + own[i]] = 0;
      }
    }
    return out;
  }

  @Override
  public Features select(int[] rows) {
    Labels[] some = new Labels[latents.length];
    Arrays.setAll(some, j -> latents[j].select(rows));
    return new CodeFeatures(some);
  }
}
