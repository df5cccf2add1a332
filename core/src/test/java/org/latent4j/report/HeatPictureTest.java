package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Heat maps and image grids, cell by cell and pixel by pixel. */
class HeatPictureTest {
  private static final double NAN = Double.NaN;

  private static List<String> names(String word, int count) {
    return IntStream.range(0, count).mapToObj(i -> word + i).toList();
  }

  private static HeatMap map(double[][] values, HeatMap.Scale scale) {
    List<List<Double>> rows =
        Arrays.stream(values).map(row -> Arrays.stream(row).boxed().toList()).toList();
    int width = values.length == 0 ? 0 : values[0].length;
    return new HeatMap("m", names("r", rows.size()), names("c", width), rows, scale, "");
  }

  private static Document page(Section section) throws Exception {
    return Pages.parse(Report.of("r", section).html());
  }

  private static BufferedImage picture(String uri) throws Exception {
    assertThat(uri).startsWith("data:image/png;base64,");
    byte[] png = Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
    ImageIO.setUseCache(false);
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static double[][] random(long seed, int rows, int columns) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[rows][];
    Arrays.setAll(values, i -> random.doubles(columns, -2, 2).toArray());
    return values;
  }

  /** The shade by its definition: 256 of them over the range, ends included. */
  private static String shade(double value, double low, double high, boolean diverging) {
    double part = Math.min(1, Math.max(0, (value - low) / (high - low)));
    return Ramp.hex(Ramp.shade(diverging, Math.round(part * 255) / 255.0));
  }

  @Test
  void everyCellHasTheColourOfItsValue() throws Exception {
    double[][] values = random(1, 9, 7);
    double low = Arrays.stream(values).flatMapToDouble(Arrays::stream).min().orElseThrow();
    double high = Arrays.stream(values).flatMapToDouble(Arrays::stream).max().orElseThrow();
    List<Element> free = Pages.elements(page(map(values, HeatMap.Scale.sequential())), "rect");
    List<Element> fixed = Pages.elements(page(map(values, HeatMap.Scale.diverging(1))), "rect");
    assertThat(free).hasSize(63);
    for (int i = 0; i < 63; i++) {
      double value = values[i / 7][i % 7];
      assertThat(free.get(i).getAttribute("fill"))
          .as("seed 1, %s", value)
          .isEqualTo(shade(value, low, high, false));
      assertThat(fixed.get(i).getAttribute("fill"))
          .as("seed 1, %s", value)
          .isEqualTo(shade(value, -1, 1, true));
      assertThat(free.get(i).getTextContent())
          .isEqualTo("r" + i / 7 + ", c" + i % 7 + ": " + Svg.minus(Decimals.of(value)));
    }
  }

  @Test
  void cellsStandInAGrid() throws Exception {
    List<Element> cells =
        Pages.elements(page(map(random(2, 4, 6), HeatMap.Scale.sequential())), "rect");
    double width = number(cells.get(1), "x") - number(cells.get(0), "x");
    double height = number(cells.get(6), "y") - number(cells.get(0), "y");
    for (int i = 0; i < 24; i++) {
      assertThat(number(cells.get(i), "x"))
          .isEqualTo(number(cells.get(0), "x") + i % 6 * width, within(0.11));
      assertThat(number(cells.get(i), "y"))
          .isEqualTo(number(cells.get(0), "y") + Math.floorDiv(i, 6) * height, within(0.11));
      assertThat(number(cells.get(i), "width")).isEqualTo(width - 1, within(0.11));
    }
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @Test
  void upTo4096CellsAreDrawnOneByOne() throws Exception {
    assertThat(Pages.elements(page(map(random(3, 64, 64), HeatMap.Scale.sequential())), "rect"))
        .hasSize(4096);
    Document page = page(map(random(3, 64, 65), HeatMap.Scale.sequential()));
    assertThat(Pages.elements(page, "rect")).isEmpty();
    assertThat(Pages.elements(page, "image")).hasSize(1);
  }

  @Test
  void aLargeMapIsAPictureOfTheSameColours() throws Exception {
    double[][] values = random(4, 70, 90);
    values[3][5] = NAN;
    values[69][89] = Double.POSITIVE_INFINITY;
    Document page = page(map(values, HeatMap.Scale.diverging(2)));
    BufferedImage image = picture(Pages.elements(page, "image").get(0).getAttribute("href"));
    assertThat(image.getWidth()).isEqualTo(90);
    assertThat(image.getHeight()).isEqualTo(70);
    for (int i = 0; i < 70; i++) {
      for (int j = 0; j < 90; j++) {
        boolean finite = Double.isFinite(values[i][j]);
        String wanted = finite ? shade(values[i][j], -2, 2, true) : "#808080";
        assertThat(Ramp.hex(image.getRGB(j, i) & 0xFFFFFF))
            .as("seed 4, row %d, column %d", i, j)
            .isEqualTo(wanted);
      }
    }
  }

  @Test
  void aMapWithoutARangeHasOneColourAndALegend() throws Exception {
    for (double value : new double[] {0, -3.5, 1e300, -1e-300}) {
      Document page = page(map(new double[][] {{value, value}}, HeatMap.Scale.sequential()));
      List<String> fills =
          Pages.elements(page, "rect").stream().map(cell -> cell.getAttribute("fill")).toList();
      assertThat(fills).containsOnly(Ramp.hex(Ramp.shade(false, 0.5)));
      String shown = Svg.minus(Decimals.of(value, 3));
      assertThat(Pages.texts(page, "span")).containsExactly(shown, shown);
    }
  }

  @Test
  void aMapOfNothingFiniteHasHoles() throws Exception {
    Document page =
        page(map(new double[][] {{NAN, Double.NEGATIVE_INFINITY}}, HeatMap.Scale.sequential()));
    for (Element cell : Pages.elements(page, "rect")) {
      assertThat(cell.getAttribute("class")).isEqualTo("none");
      assertThat(cell.getAttribute("fill")).isEmpty();
    }
    assertThat(Pages.texts(page, "title")).contains("r0, c0: NaN", "r0, c1: −infinity");
    assertThat(Pages.texts(page, "span")).containsExactly("0", "0");
  }

  @Test
  void oneOpenEndIsTakenFromTheData() {
    HeatMap map = map(new double[][] {{2, 8}}, new HeatMap.Scale(false, 0, NAN));
    assertThat(HeatDrawing.ramp(map).low()).isZero();
    assertThat(HeatDrawing.ramp(map).high()).isEqualTo(8);
    HeatMap above = map(new double[][] {{2, 8}}, new HeatMap.Scale(false, 9, NAN));
    assertThat(HeatDrawing.ramp(above).low()).isEqualTo(9);
    assertThat(HeatDrawing.ramp(above).high()).isEqualTo(9);
  }

  @Test
  void figuresStandInCellsThatHaveRoom() throws Exception {
    Document small = page(map(random(5, 3, 3), HeatMap.Scale.sequential()));
    assertThat(figures(small)).hasSize(9);
    Document wide = page(map(random(5, 3, 40), HeatMap.Scale.sequential()));
    assertThat(figures(wide)).isEmpty();
  }

  private static List<Element> figures(Document page) {
    return Pages.elements(page, "text").stream()
        .filter(text -> text.getAttribute("class").startsWith("figure"))
        .toList();
  }

  @Test
  void mapsOfNoRowsAndOfNoColumnsSayNothing() throws Exception {
    HeatMap noRows = HeatMap.of("", List.of(), List.of("a"), Dense.zeros(DataType.FLOAT, 0, 1));
    HeatMap noColumns = HeatMap.of("", List.of("a"), List.of(), Dense.zeros(DataType.DOUBLE, 1, 0));
    for (HeatMap map : List.of(noRows, noColumns)) {
      Document page = page(map);
      assertThat(Pages.texts(page, "p")).containsExactly("Nothing to draw.");
      assertThat(Report.of("r", map).markdown()).isEqualTo("# r\n\nNothing to draw.\n");
    }
  }

  @Test
  void allFormatsHoldTheSamePictureOfAGrid() throws Exception {
    ImageGrid grid = Samples.images("g");
    Report report = Report.of("r", grid);
    String uri = Pages.elements(Pages.parse(report.html()), "image").get(0).getAttribute("href");
    assertThat(report.json()).contains("\"png\": \"" + uri + "\"");
    assertThat(report.markdown()).contains("(" + uri + ")");
    assertThat(picture(uri).getWidth()).isEqualTo(5);
  }

  @Test
  void pixelsAreRoundedAndCutToTheirRange() throws Exception {
    List<Float> given = new ArrayList<>(List.of(0f, 1f, 0.5f, -3f, 7f, 0.001f, 0.002f, 0.999f));
    given.addAll(List.of(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e-40f, Float.NaN));
    float[] pixels = new float[given.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = given.get(i);
    }
    ImageGrid grid = ImageGrid.of("", Dense.of(pixels, 1, pixels.length), 1, pixels.length, 1);
    BufferedImage image = picture(Png.dataUri(new Mosaic(grid).png()));
    for (int i = 0; i < pixels.length; i++) {
      int[] samples = image.getRaster().getPixel(i, 0, (int[]) null);
      if (Float.isNaN(pixels[i])) {
        assertThat(samples).containsExactly(0, 0);
      } else {
        int gray = (int) Math.round(255.0 * Math.min(1, Math.max(0, pixels[i])));
        assertThat(samples).as("%s", pixels[i]).containsExactly(gray, 255);
      }
      assertThat(grid.pixel(0, 0, i)).isEqualTo(Float.valueOf(pixels[i]));
    }
  }

  @Test
  void aGridOfOnePixelIsEnlarged() throws Exception {
    Document page = page(ImageGrid.of("one", Dense.of(new float[] {1}, 1, 1), 1, 1, 1));
    Element image = Pages.elements(page, "image").get(0);
    assertThat(number(image, "width")).isEqualTo(96);
    assertThat(number(image, "height")).isEqualTo(96);
    String label = Pages.elements(page, "svg").get(0).getAttribute("aria-label");
    assertThat(label).isEqualTo("one: 1 image of 1 × 1 pixels");
  }

  @Test
  void namesOfAGridStandBesideItsRowsAndColumns() throws Exception {
    ImageGrid grid =
        ImageGrid.of("", Dense.of(new float[5 * 784], 5, 784), 28, 28, 3)
            .withRows(List.of("own", "other"))
            .withColumns(List.of("a", "b", "c"));
    Document page = page(grid);
    assertThat(Pages.texts(page, "text")).containsExactly("own", "other", "a", "b", "c");
    List<Element> texts = Pages.elements(page, "text");
    assertThat(number(texts.get(1), "y")).isGreaterThan(number(texts.get(0), "y"));
    assertThat(number(texts.get(3), "x")).isGreaterThan(number(texts.get(2), "x"));
    assertThat(grid.down()).isEqualTo(2);
    assertThat(grid.across()).isEqualTo(3);
  }
}
