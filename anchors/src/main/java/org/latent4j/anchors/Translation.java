package org.latent4j.anchors;

import com.google.gson.JsonObject;
import org.latent4j.Paired;
import org.latent4j.Run;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A way to learn a map between two spaces from rows that belong together. The methods are records,
 * checked when made; each has a factory here. No method scales an axis by itself unless it says so.
 *
 * <p>Source: Maiorca et al., "Latent space translation via semantic alignment", 2023, arXiv
 * 2311.00664.
 */
public interface Translation {
  /** The name of the method, such as {@code centred-orthogonal}. */
  String method();

  /**
   * Learns the map from {@code x} to {@code y}; row i of both is the same item.
   *
   * @param x {@code [n, d]}, {@code FLOAT} or {@code DOUBLE}, n of at least 1; not modified
   * @param y {@code [n, d']}
   * @throws org.latent4j.error.ShapeException when the numbers of rows differ or are 0
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   */
  Translator fit(INDArray x, INDArray y, Run run);

  /**
   * Learns the map from some rows of two spaces that are known to belong together: row {@code
   * xRows[i]} of {@code x} and row {@code yRows[i]} of {@code y}. Only methods that look for more
   * pairs by themselves use the other rows.
   *
   * @param x {@code [n, d]}, a whole space
   * @param y {@code [n', d']}, the other one
   * @param xRows rows of {@code x}, at least one
   * @param yRows as many rows of {@code y}
   */
  default Translator fit(INDArray x, INDArray y, long[] xRows, long[] yRows, Run run) {
    String operation = getClass().getSimpleName() + ".fit";
    return fit(
        Rows.select(operation + ": x", x, xRows), Rows.select(operation + ": y", y, yRows), run);
  }

  /** Learns the map from the left to the right space. */
  default Translator fit(Paired pairs, Run run) {
    return fit(pairs.left().vectors(), pairs.right().vectors(), run);
  }

  /** The hyper-parameters as they stand in files, with {@code method}. */
  default JsonObject parameters() {
    JsonObject object = new JsonObject();
    object.addProperty("method", method());
    return object;
  }

  /**
   * The same method on rows that are centred on the mean of the pairs and brought to length one
   * first, on both sides; see {@link UnitRowTranslation}.
   */
  default Translation onUnitRows() {
    return new UnitRowTranslation(this);
  }

  /** {@code identity}: the entries as they are, cut or padded with zeros. */
  static Translation identity() {
    return new IdentityTranslation();
  }

  /** {@code linear}: least squares about the origin. */
  static Translation linear() {
    return new LinearTranslation(false);
  }

  /** {@code affine}: least squares between centred spaces. */
  static Translation affine() {
    return new LinearTranslation(true);
  }

  /** {@code ridge}: least squares with a penalty that generalised cross-validation chooses. */
  static Translation ridge() {
    return RidgeTranslation.crossValidated();
  }

  /** {@code ridge} with a given penalty, relative to the mean squared column of X. */
  static Translation ridge(double lambda) {
    return RidgeTranslation.of(lambda);
  }

  /** {@code orthogonal}: a rotation or reflection about the origin. */
  static Translation orthogonal() {
    return Procrustes.orthogonal();
  }

  /** {@code centred-orthogonal}: a rotation or reflection between centred spaces. */
  static Translation centredOrthogonal() {
    return Procrustes.centredOrthogonal();
  }

  /** {@code similarity}: rotation or reflection and one scale between centred spaces. */
  static Translation similarity() {
    return Procrustes.similarity();
  }

  /** {@code rigid}: a proper rotation between centred spaces. */
  static Translation rigid() {
    return Procrustes.rigid();
  }

  /** {@code l-ortho}: the orthogonal matrix nearest to the least squares solution. */
  static Translation orthogonalisedLinear() {
    return new OrthogonalisedLinear();
  }

  /** {@code cca} with the default mixture of 0.5. */
  static Translation canonical() {
    return canonical(0.5);
  }

  /** {@code cca}: from canonical correlation (0) to {@code centred-orthogonal} (1). */
  static Translation canonical(double alpha) {
    return new CanonicalTranslation(alpha);
  }

  /** {@code permutation}: each column of X becomes one column of Y. */
  static Translation permutation() {
    return new PermutationTranslation();
  }

  /** {@code low-rank}: least squares of a given rank. */
  static Translation lowRank(int rank) {
    return new LowRankTranslation(rank);
  }

  /** {@code affine-sgd}: 300 steps of Adam with rate 0.001 from zero. */
  static Translation gradient() {
    return new GradientTranslation(300, 1e-3);
  }

  /** {@code procrustes-csls} with five rounds. */
  static Translation procrustesCsls() {
    return new ProcrustesCsls(5);
  }

  /** {@code inverse-relative}, centred: out of the relative space of the pairs. */
  static Translation inverseRelative() {
    return new InverseRelative(true);
  }
}
