package org.latent4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.latent4j.kernel.Dense;

/** Reports of any content: words of any characters, numbers of any size, lists of any length. */
final class RandomReports {
  private static final String MARKS = "<>&\"'`*_|#[](){}$\\~-+=\r\n\t\u0000 ;:/";

  /** Letters of much the same width, so that tests can tell where words end. */
  private static final String LETTERS = "abcdeghknopqsuvxyz";

  private static final double[] ODD = {
    0,
    -0.0,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    1e-310
  };

  private final SplittableRandom random;
  private final boolean hostile;

  /** Hostile ones have words and numbers of every kind, the others what is usual. */
  RandomReports(long seed, boolean hostile) {
    this.random = new SplittableRandom(seed);
    this.hostile = hostile;
  }

  Report report() {
    List<Section> sections = new ArrayList<>();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      sections.add(random.nextInt(6) == 0 ? Panels.of(word(), section(), section()) : section());
    }
    return new Report(word(), word(), sections);
  }

  Section section() {
    return switch (random.nextInt(8)) {
      case 0 -> KeyFigures.of(word()).figure(word(), value(), word()).figure(word(), word());
      case 1 -> Text.of(word(), word(), word());
      case 2 -> table();
      case 3 -> new LineChart(word(), axis(), axis(), series(), word());
      case 4 -> new ScatterChart(word(), axis(), axis(), series(), word());
      case 5 -> bars();
      case 6 -> heatMap();
      default -> images();
    };
  }

  BarChart bars() {
    int n = random.nextInt(6);
    List<Bars> bars = new ArrayList<>();
    for (int k = random.nextInt(4); k >= 0; k--) {
      Bars plain = Bars.of(word(), values(n));
      bars.add(random.nextBoolean() ? plain : plain.withIntervals(values(n), values(n)));
    }
    return new BarChart(word(), words(n), Axis.of(word()), bars, word());
  }

  HeatMap heatMap() {
    int rows = random.nextInt(12);
    int columns = random.nextInt(30);
    List<List<Double>> values = Stream.generate(() -> boxed(values(columns))).limit(rows).toList();
    HeatMap.Scale scale =
        random.nextBoolean() ? HeatMap.Scale.sequential() : HeatMap.Scale.diverging(2);
    return new HeatMap(word(), words(rows), words(columns), values, scale, word());
  }

  ImageGrid images() {
    int n = 1 + random.nextInt(9);
    int height = 1 + random.nextInt(20);
    int width = 1 + random.nextInt(20);
    int across = 1 + random.nextInt(5);
    double[] pixels = values(n * height * width);
    ImageGrid grid =
        ImageGrid.of(word(), Dense.of(pixels, n, (long) height * width), height, width, across);
    grid = random.nextBoolean() ? grid.withRows(words(grid.down())) : grid;
    return random.nextBoolean() ? grid.withColumns(words(across)) : grid;
  }

  List<Series> series() {
    List<Series> series = new ArrayList<>();
    for (int k = random.nextInt(5); k > 0; k--) {
      int n = random.nextInt(40);
      Series points = Series.of(word(), values(n), values(n));
      series.add(random.nextBoolean() ? points : points.withLabels(words(n)));
    }
    return series;
  }

  Axis axis() {
    Axis axis = random.nextInt(3) == 0 ? Axis.log(word()) : Axis.of(word());
    return random.nextInt(4) == 0 ? axis.withRange(0.5, 3) : axis;
  }

  private Table table() {
    Table table = Table.of(word(), word(), word(), word());
    for (int i = random.nextInt(5); i > 0; i--) {
      table = table.row(random.nextBoolean() ? word() : value(), value(), random.nextInt());
    }
    return table.withCaption(word());
  }

  private List<String> words(int n) {
    return Stream.generate(this::word).limit(n).toList();
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(hostile ? 12 : 24); i > 0; i--) {
      if (!hostile || random.nextBoolean()) {
        word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      } else if (random.nextBoolean()) {
        word.append(MARKS.charAt(random.nextInt(MARKS.length())));
      } else {
        word.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
      }
    }
    return word.toString();
  }

  private double[] values(int n) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = value();
    }
    return values;
  }

  private double value() {
    if (hostile && random.nextInt(8) == 0) {
      return ODD[random.nextInt(ODD.length)];
    }
    double scale = hostile ? Math.pow(10, random.nextInt(-300, 300)) : 4;
    return (random.nextDouble() - 0.4) * scale;
  }

  private static List<Double> boxed(double[] values) {
    return java.util.stream.DoubleStream.of(values).boxed().toList();
  }
}
