package org.latent4j.anchors;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.latent4j.Encoder;
import org.latent4j.Lineage;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Gemm;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A map from one space to another: {@code T(x) = (x - xMean) W + yMean}, computed in double. A
 * {@code FLOAT} input gives {@code FLOAT}, a {@code DOUBLE} input {@code DOUBLE}.
 *
 * <p>On unit rows ({@link Translation#onUnitRows}) x is first centred on the mean of the pairs and
 * brought to length one, and T(x) lies among the rows of Y treated alike. For {@code
 * inverse-relative} T(x) is W applied to the direction of x - xMean, and is itself a direction: the
 * mean of Y ({@link #yMean}) is not added. {@link #target} brings rows of Y to where T(x) lies.
 *
 * <p>Source: Maiorca et al. 2023, arXiv 2311.00664.
 */
public final class Translator implements Encoder {
  private static final int BLOCK = 4096;

  private final JsonObject parameters;
  private final double @Nullable [] xCentre; // [d], with unit rows
  private final double @Nullable [] yCentre; // [d'], with unit rows
  private final double[] xMean; // [d]
  private final INDArray weight; // [d, d'] DOUBLE
  private final double[] yMean; // [d']
  private final TranslatorFigures figures;

  Translator(
      JsonObject parameters,
      double @Nullable [] xCentre,
      double @Nullable [] yCentre,
      double[] xMean,
      INDArray weight,
      double[] yMean,
      TranslatorFigures figures) {
    this.parameters = parameters;
    this.xCentre = xCentre;
    this.yCentre = yCentre;
    this.xMean = xMean;
    this.weight = weight;
    this.yMean = yMean;
    this.figures = figures;
  }

  /** The name of the method that made it, such as {@code ridge}. */
  public String method() {
    return parameters.get("method").getAsString();
  }

  /** Whether rows are centred on the mean of the pairs and brought to length one first. */
  public boolean unitRows() {
    return xCentre != null;
  }

  /** The linear part W, {@code [d, d']}, a copy. */
  public INDArray weight() {
    return Dense.of(Dense.doubles(weight), weight.shape());
  }

  /** What is subtracted before W, {@code [1, d]}. */
  public INDArray xMean() {
    return Dense.of(xMean, 1, xMean.length);
  }

  /** What is added after W ({@code inverse-relative}: what a user may add), {@code [1, d']}. */
  public INDArray yMean() {
    return Dense.of(yMean, 1, yMean.length);
  }

  /** How many pairs it was fitted on; 0 for an inverse. */
  public long pairs() {
    return figures.pairs();
  }

  /**
   * The root mean squared error over all entries of the pairs it was fitted on, T(x) against {@link
   * #target}; NaN for an inverse, which was fitted on none.
   */
  public double residual() {
    return figures.residual();
  }

  /**
   * The share of the variance of the pairs' {@link #target} that T(x) explains, at most 1: 1 minus
   * the squared error over the squared distance from the column means. NaN where that is 0.
   */
  public double r2() {
    return figures.r2();
  }

  /** The isotropic scale that the method fitted, 1 where it fits none. */
  public double scale() {
    return figures.scale();
  }

  /** The rank of W: how many of its singular values exceed max(d, d') eps times the largest. */
  public int rank() {
    return figures.rank();
  }

  /** The relative penalty that {@code ridge} used. */
  public OptionalDouble ridge() {
    Double ridge = figures.ridge();
    return ridge == null ? OptionalDouble.empty() : OptionalDouble.of(ridge);
  }

  /** What is to be known of this fit, such as that it is only a partial isometry; often empty. */
  public String note() {
    return figures.note();
  }

  @Override
  public long inputDimension() {
    return xMean.length;
  }

  @Override
  public long dimension() {
    return yMean.length;
  }

  @Override
  public INDArray encode(INDArray x) {
    Require.matrix("Translator.encode", x, xMean.length);
    Finite.require("Translator.encode", x);
    INDArray out = Dense.zeros(x.dataType(), x.size(0), dimension()); // [n, d']
    int threads = Runtime.getRuntime().availableProcessors();
    for (long from = 0; from < x.size(0); from += BLOCK) {
      long to = Math.min(x.size(0), from + BLOCK);
      double[] mapped = map(Dense.doubles(x, from, to), threads);
      INDArray block = Dense.of(x.dataType(), mapped, to - from, yMean.length); // [b, d']
      Dense.rows(out, from, to).assign(block);
      block.close();
    }
    return out;
  }

  /**
   * Rows of Y as T(x) is to meet them: the rows themselves; with unit rows, centred on the mean of
   * the pairs and of length one; for {@code inverse-relative}, the directions from the mean of the
   * anchors.
   *
   * @param y {@code [n, d']}
   * @return {@code [n, d']} of the type of {@code y}, new
   */
  public INDArray target(INDArray y) {
    Require.matrix("Translator.target", y, yMean.length);
    Finite.require("Translator.target", y);
    return Dense.of(y.dataType(), target(Dense.doubles(y)), y.size(0), yMean.length);
  }

  /** What both T(x) and {@link #target} lie about: the mean of Y, or 0 for directions. */
  public INDArray centre() {
    return directions() ? Dense.of(new double[yMean.length], 1, yMean.length) : yMean();
  }

  /** T of rows of width d; the rows are overwritten. */
  double[] map(double[] rows, int threads) {
    place(rows, xCentre, xMean);
    INDArray placed = Dense.of(rows, rows.length / xMean.length, xMean.length); // [n, d]
    INDArray product = Gemm.product(placed, weight, threads); // [n, d']
    double[] mapped = Dense.doubles(product);
    placed.close();
    product.close();
    if (!directions()) {
      add(mapped, yMean, 1);
    }
    return mapped;
  }

  /** Rows of Y, which are overwritten, as T(x) is to meet them. */
  double[] target(double[] rows) {
    if (yCentre != null) {
      UnitRows.centred(rows, yCentre);
    }
    if (directions()) {
      UnitRows.centred(rows, yMean);
    }
    return rows;
  }

  private void place(double[] rows, double @Nullable [] centre, double[] mean) {
    if (centre != null) {
      UnitRows.centred(rows, centre);
    }
    if (directions()) {
      UnitRows.centred(rows, mean);
    } else {
      add(rows, mean, -1);
    }
  }

  private boolean directions() {
    return method().equals(InverseRelative.METHOD);
  }

  /** Adds a multiple of {@code mean} to each row, in place. */
  static void add(double[] rows, double[] mean, double factor) {
    for (int i = 0; i < rows.length; i += mean.length) {
      for (int j = 0; j < mean.length; j++) {
        rows[i + j] += factor * mean[j];
      }
    }
  }

  /**
   * The way back, {@code (y - yMean) W⁺ + xMean}, with the pseudo-inverse of W; exact where W is
   * square and of full rank, else the note says what is lost. With unit rows it takes rows of Y and
   * gives unit rows of X. It was fitted on nothing: its residual and r2 are NaN.
   */
  public Translator inverse() {
    int threads = Runtime.getRuntime().availableProcessors();
    JsonObject turned = parameters.deepCopy();
    if (turned.remove("inverse") == null) {
      turned.addProperty("inverse", true);
    }
    boolean exact = rank() == inputDimension() && rank() == dimension();
    String note =
        exact
            ? ""
            : "pseudo-inverse of a map of rank "
                + rank()
                + " from "
                + inputDimension()
                + " to "
                + dimension()
                + " dimensions: what it dropped does not come back";
    return new Translator(
        turned,
        yCentre,
        xCentre,
        yMean,
        Diagonal.pseudoInverse(weight, rank(), threads),
        xMean,
        figures.withoutFit(scale() == 0 ? 0 : 1 / scale(), note));
  }

  /** The same map behind rows centred on the given means and brought to length one. */
  Translator behindUnitRows(double[] left, double[] right, JsonObject newParameters) {
    return new Translator(newParameters, left, right, xMean, weight, yMean, figures);
  }

  /** Saves it beside an older file and renames; {@code kind} is {@code translator}. */
  public void save(Path file) {
    Map<String, double[]> vectors = new LinkedHashMap<>();
    vectors.put(TranslatorFile.X_MEAN, xMean);
    vectors.put(TranslatorFile.Y_MEAN, yMean);
    if (xCentre != null && yCentre != null) {
      vectors.put(TranslatorFile.X_CENTRE, xCentre);
      vectors.put(TranslatorFile.Y_CENTRE, yCentre);
    }
    TranslatorFile.save(file, parameters, vectors, weight, figures);
  }

  /**
   * Loads a saved one, which gives the same bits.
   *
   * @throws org.latent4j.error.FormatException for a file that is broken, of another kind or of a
   *     newer version
   */
  public static Translator load(Path file) {
    return TranslatorFile.load(file);
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step("Translator", parameters.toString(), null);
  }

  @Override
  public String toString() {
    return method()
        + (unitRows() ? " on unit rows" : "")
        + " ["
        + inputDimension()
        + " -> "
        + dimension()
        + "]";
  }
}
