package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.latent4j.Encoder;
import org.latent4j.LatentSpace;
import org.latent4j.Lineage;
import org.latent4j.Paired;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rows described by named concepts, each a group of anchors (explicit semantic analysis): f(x)_c is
 * the relative value of x to concept c, 0 where that is negative, and f(x) has length one; a row
 * that is like no concept stays zero. The score of two rows is Σ_c w_c f_c(q) f_c(d), so every
 * score can be told apart by concept. All weights are 1 until {@link #fit} learns them.
 *
 * <p>As an encoder it maps {@code [n, d]} to f, {@code [n, concepts]}. Immutable, thread-safe.
 *
 * <p>Source: Gabrilovich and Markovitch, "Computing semantic relatedness using Wikipedia-based
 * explicit semantic analysis", IJCAI 2007, section 2; Moschella et al. 2022, arXiv 2209.15430.
 */
public final class ConceptAnchors implements Encoder {
  /** Ridge of the weights in {@link #fit}. */
  private static final double RIDGE = 1e-3;

  private final RelativeEncoder relative;
  private final List<String> concepts;
  private final double[] weights; // [c]
  private final double bias;

  private ConceptAnchors(RelativeEncoder relative, double[] weights, double bias) {
    this.relative = relative;
    this.concepts = relative.anchors().names();
    this.weights = weights;
    this.bias = bias;
  }

  /**
   * Concepts of a space by centred cosine to the mean of each group.
   *
   * @param space the space that the rows will come from
   * @param groups the keys of each concept, in the order of the concepts
   * @throws InputException for no concept, one without keys, and keys that the space lacks
   */
  public static ConceptAnchors of(LatentSpace space, Map<String, List<String>> groups) {
    return of(RelativeProjection.cosine().fit(space, AnchorSet.ofGroups(groups)));
  }

  /**
   * Concepts by any relative encoder that gives one value an anchor.
   *
   * @throws ShapeException for one that gives more, such as a product of projections
   */
  public static ConceptAnchors of(RelativeEncoder relative) {
    int count = relative.anchors().size();
    if (relative.dimension() != count) {
      throw new ShapeException(
          "ConceptAnchors.of", count + " values, one an anchor", relative.dimension() + " values");
    }
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return new ConceptAnchors(relative, ones, 0);
  }

  /** The names of the concepts, in the order of f. */
  public List<String> concepts() {
    return concepts;
  }

  /** The weight of each concept, at least 0, {@code [1, concepts]}; a copy. */
  public INDArray weights() {
    return Dense.of(weights, 1, weights.length);
  }

  /** What is added to a score before it becomes a probability; 0 until fitted. */
  public double bias() {
    return bias;
  }

  @Override
  public long inputDimension() {
    return relative.inputDimension();
  }

  @Override
  public long dimension() {
    return concepts.size();
  }

  @Override
  public INDArray encode(INDArray x) {
    INDArray values = relative.encode(x); // [n, c]
    double[] f = Dense.doubles(values);
    for (int i = 0; i < f.length; i++) {
      f[i] = Math.max(0, f[i]);
    }
    if (f.length > 0) {
      UnitRows.apply(f, concepts.size());
    }
    INDArray out = Dense.of(values.dataType(), f, values.size(0), values.size(1));
    values.close();
    return out;
  }

  /**
   * The scores of every query with every document.
   *
   * @param queries {@code [n, d]}
   * @param documents {@code [m, d]}
   * @return {@code [n, m]} {@code DOUBLE}
   */
  public INDArray scores(INDArray queries, INDArray documents) {
    double[] q = Dense.doubles(encode(queries));
    double[] d = Dense.doubles(encode(documents));
    int c = concepts.size();
    int n = q.length / c;
    int m = d.length / c;
    double[] out = new double[Math.multiplyExact(n, m)];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        for (int t = 0; t < c; t++) {
          out[i * m + j] += weights[t] * q[i * c + t] * d[j * c + t];
        }
      }
    }
    return Dense.of(out, n, m);
  }

  /**
   * The score of one query with one document.
   *
   * @param query {@code [d]} or {@code [1, d]}
   * @param document {@code [d]} or {@code [1, d]}
   */
  public double score(INDArray query, INDArray document) {
    double sum = 0;
    for (Share share : explain(query, document)) {
      sum += share.value();
    }
    return sum;
  }

  /** The probability that a query and a document belong together: 1 / (1 + exp(-bias - score)). */
  public double probability(INDArray query, INDArray document) {
    return NonNegativeLogistic.sigmoid(bias + score(query, document));
  }

  /**
   * What each concept adds to the score of a query and a document: w_c f_c(q) f_c(d), the largest
   * first, of equal ones the concept that comes first. The values of all sum to the score.
   */
  public List<Share> explain(INDArray query, INDArray document) {
    double[] q = row("query", query);
    double[] d = row("document", document);
    List<Share> shares = new ArrayList<>();
    for (int c = 0; c < weights.length; c++) {
      shares.add(new Share(concepts.get(c), weights[c] * q[c] * d[c]));
    }
    shares.sort(Comparator.comparingDouble(share -> -share.value()));
    return List.copyOf(shares);
  }

  private double[] row(String name, INDArray x) {
    INDArray row = x.rank() == 1 ? x.reshape(1, x.length()) : x;
    if (row.rank() != 2 || row.size(0) != 1) {
      throw new ShapeException("ConceptAnchors: " + name, "one row", Arrays.toString(x.shape()));
    }
    return Dense.doubles(encode(row));
  }

  /** What one concept adds to a score. */
  public record Share(String concept, double value) {}

  /**
   * The same concepts with weights learned from pairs that do or do not belong together: at least 0
   * each, and a bias, which minimise the logistic loss of bias + score, summed over the pairs, plus
   * 1e-3 / 2 times the sum of the squared weights.
   *
   * @param queries {@code [n, d]}
   * @param documents {@code [n, d]}; row i is paired with row i
   * @param labels 1 for pairs that belong together, 0 for others; both must occur
   * @throws ShapeException when the numbers of rows and labels differ
   * @throws InputException for other labels, and where only one of them occurs
   */
  public ConceptAnchors fit(INDArray queries, INDArray documents, int... labels) {
    Require.matrix("ConceptAnchors.fit: queries", queries, inputDimension());
    Require.matrix("ConceptAnchors.fit: documents", documents, inputDimension());
    if (queries.size(0) != labels.length || documents.size(0) != labels.length) {
      throw new ShapeException(
          "ConceptAnchors.fit",
          labels.length + " pairs, one a label",
          queries.size(0) + " queries and " + documents.size(0) + " documents");
    }
    double[] products = Dense.doubles(encode(queries)); // [n, c]
    double[] others = Dense.doubles(encode(documents));
    for (int i = 0; i < products.length; i++) {
      products[i] *= others[i];
    }
    double[] fitted = NonNegativeLogistic.fit(products, labels, weights.length, RIDGE);
    int c = weights.length;
    return new ConceptAnchors(relative, Arrays.copyOf(fitted, c), fitted[c]);
  }

  /**
   * Fits on joined rows: queries left, documents right; see {@link #fit(INDArray, INDArray,
   * int...)}.
   */
  public ConceptAnchors fit(Paired pairs, int... labels) {
    return fit(pairs.left().vectors(), pairs.right().vectors(), labels);
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step(
        "ConceptAnchors", relative.step().parameters(), relative.anchors().fingerprint());
  }

  @Override
  public String toString() {
    return concepts.size() + " concepts by " + relative;
  }
}
