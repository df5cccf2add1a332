package org.latent4j.anchors;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.Encoder;
import org.latent4j.Lineage;
import org.latent4j.Progress;
import org.latent4j.SparseRows;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.LinearAlgebra;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Describes each row by its likeness to m anchors, as its {@link RelativeProjection} says. A {@code
 * FLOAT} input gives {@code FLOAT}, a {@code DOUBLE} input {@code DOUBLE}.
 *
 * <p>For stitching, relative rows go to the decoder as they are; for nearest-neighbour search by
 * inner product they are brought to length one first, by {@link Post#L2} or otherwise. (The paper's
 * code leaves this unsaid.)
 *
 * <p>Source: Moschella et al. 2022, arXiv 2209.15430, equation 2.
 */
public final class RelativeEncoder implements Encoder {
  private static final String ENCODE = "RelativeEncoder.encode";

  private final RelativeProjection projection;
  private final AnchorSet anchors;
  private final FitState state;
  private final RelativeBlocks blocks;
  private final @Nullable FloatRelation fast;
  private final @Nullable NearestAnchors nearest;

  private RelativeEncoder(RelativeProjection projection, AnchorSet anchors, FitState state) {
    this.projection = projection;
    this.anchors = anchors;
    this.state = state;
    RelativeProjection known = Relations.known(projection, state);
    Composition.Heads heads = projection.composition().heads();
    Composition.Product product = projection.composition().product();
    Relation relation =
        heads != null
            ? HeadsRelation.of(heads, projection, state)
            : product != null
                ? ProductOfKinds.of(product, projection, state)
                : Relations.of(projection.kind(), known, state);
    this.blocks =
        new RelativeBlocks(
            relation,
            Finishing.of(projection.finish(), relation, state.anchors().vectors()),
            state.d());
    this.fast = FloatRelation.of(known, state);
    this.nearest = NearestAnchors.of(known, state);
  }

  static RelativeEncoder of(RelativeProjection projection, AnchorSet anchors, FitState state) {
    return new RelativeEncoder(projection, anchors, state);
  }

  /** The projection that was fitted. */
  public RelativeProjection projection() {
    return projection;
  }

  /** The anchors, in the order of the columns. */
  public AnchorSet anchors() {
    return anchors;
  }

  /**
   * How far the directions of the anchors are from depending on each other: the largest over the
   * smallest singular value of the anchors, centred and scaled as the rows are and of length one.
   * At least 1; infinite, or nearly so, when one is a combination of others: m centred anchors in m
   * or more dimensions always are.
   */
  public double condition() {
    double[] rows = state.anchors().vectors().clone(); // [m, d]
    Frame.of(projection, state).apply(rows);
    UnitRows.apply(rows, state.d());
    return LinearAlgebra.condition(Dense.of(rows, state.anchors().count(), state.d()));
  }

  @Override
  public long inputDimension() {
    return state.d();
  }

  /** The number of columns: m, or that of the heads or kinds times m where they are joined. */
  @Override
  public long dimension() {
    return blocks.columns();
  }

  @Override
  public INDArray encode(INDArray x) {
    Require.matrix(ENCODE, x, state.d());
    INDArray out = Dense.zeros(x.dataType(), x.size(0), dimension()); // [n, dimension]
    try {
      write(x, out);
    } catch (RuntimeException e) {
      out.close();
      throw e;
    }
    return out;
  }

  /**
   * Encodes into an array that is there already, such as one that serves batch after batch: the
   * system can take longer to hand out large memory than the work itself takes.
   *
   * @param x {@code [n, d]}
   * @param out {@code [n, dimension]}, dense, in {@code c} order, of the type of x; overwritten
   * @throws ShapeException for another shape or layout of {@code out}, naming both
   */
  public void encode(INDArray x, INDArray out) {
    Require.matrix(ENCODE, x, state.d());
    Require.matrix(ENCODE + ": out", out, dimension());
    if (out.size(0) != x.size(0)
        || out.dataType() != x.dataType()
        || Dense.contiguous(out) != out) {
      throw new ShapeException(
          ENCODE + ": out",
          "dense " + x.dataType() + " [" + x.size(0) + ", " + dimension() + "] in c order",
          out.dataType()
              + " "
              + Arrays.toString(out.shape())
              + " of strides "
              + Arrays.toString(out.stride()));
    }
    write(x, out);
  }

  private void write(INDArray x, INDArray out) {
    if (x.size(0) == 0) {
      return;
    }
    if (fast != null && x.dataType() == DataType.FLOAT && fast.write(x, out, Threads.all())) {
      return;
    }
    Finite.require(ENCODE, x);
    blocks.write(x, out, Threads.all());
  }

  /**
   * Encodes rows of which most values are zero, such as those of a sparse projection; {@code [n,
   * dimension]} is never written.
   *
   * @param x {@code [n, d]}
   * @return the values of {@link #encode} other than 0
   */
  public SparseRows encodeSparse(INDArray x) {
    Require.matrix("RelativeEncoder.encodeSparse", x, state.d());
    Finite.require("RelativeEncoder.encodeSparse", x);
    return blocks.sparse(x, Threads.all());
  }

  /**
   * The k nearest anchors of each row: those of the largest values of a similarity, of the smallest
   * of a distance. {@code [n, dimension]} is never written.
   *
   * @param x {@code [n, d]}
   * @param k 1 to the dimension
   */
  public TopK topK(INDArray x, int k) {
    Require.matrix("RelativeEncoder.topK", x, state.d());
    Require.between("RelativeEncoder.topK: k", 1, dimension(), k);
    Finite.require("RelativeEncoder.topK", x);
    if (nearest != null && x.dataType() == DataType.FLOAT && x.size(0) > 0) {
      TopK found = nearest.search(x, k, Threads.all());
      if (found != null) {
        return found;
      }
    }
    return blocks.topK(x, k, isSimilarity() ? 1 : -1, Threads.all());
  }

  /** Values that are sharpened are similarities; a product is one where one of its kinds is. */
  private boolean isSimilarity() {
    return projection.finish().sparsity() != null
        || projection.kinds().stream().anyMatch(Kind::similarity);
  }

  /**
   * The anchors that one row is nearest to.
   *
   * @param row {@code [d]} or {@code [1, d]}
   * @param top how many, 1 to the dimension
   */
  public Explanation explain(INDArray row, int top) {
    INDArray one = row.rank() == 1 ? row.reshape(1, row.length()) : row;
    Require.matrix("RelativeEncoder.explain", one, state.d());
    if (one.size(0) != 1) {
      throw new ShapeException(
          "RelativeEncoder.explain", "[1, " + state.d() + "]", Arrays.toString(one.shape()));
    }
    TopK found = topK(one, top);
    List<String> names = columnNames();
    List<Explanation.Part> parts = new ArrayList<>();
    for (int place = 0; place < top; place++) {
      parts.add(new Explanation.Part(names.get(found.id(0, place)), found.score(0, place)));
    }
    return new Explanation(parts);
  }

  /** What each column says: the name of an anchor, after the head or kind where there are some. */
  public List<String> columnNames() {
    List<String> names = anchors.names();
    int repeats = blocks.columns() / names.size();
    if (repeats == 1) {
      return names;
    }
    Composition.Product product = projection.composition().product();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < repeats; i++) {
      String part = product == null ? "head " + i : product.kinds().get(i).label();
      names.forEach(name -> all.add(part + ": " + name));
    }
    return all;
  }

  /**
   * The rows of a target space whose cosines to its anchors are {@code r}, as directions: in
   * coordinates of unit anchors, without their length, and less the mean of the target anchors
   * where rows are centred on anchors. A condition of the unit anchors above 1e6 is logged as a
   * warning; see {@link #invert(INDArray, INDArray, Inversion, Progress)}.
   *
   * @param r {@code [n, m]}, relative rows
   * @param targetAnchors {@code [m, d']}, the same anchors in the target space
   * @param how the inverse
   * @return {@code [n, d']} of the type of r
   * @throws org.latent4j.error.InputException for a projection other than by cosine, centred on the
   *     anchors or not at all
   */
  public INDArray invert(INDArray r, INDArray targetAnchors, Inversion how) {
    return invert(r, targetAnchors, how, RelativeEncoder::log);
  }

  /** Inverts, and tells {@code progress} of a condition above 1e6: {@link Progress.Warned}. */
  public INDArray invert(INDArray r, INDArray targetAnchors, Inversion how, Progress progress) {
    return Inverting.of(this, r, targetAnchors, how, progress);
  }

  /** A warning must not get lost where nobody listens. */
  private static void log(Progress.Event event) {
    if (event instanceof Progress.Warned warned) {
      System.getLogger(RelativeEncoder.class.getName())
          .log(System.Logger.Level.WARNING, warned.task() + ": " + warned.message());
    }
  }

  /**
   * Writes the encoder to a safetensors file of kind {@code relative}: {@code anchors [m, d]},
   * {@code mean}, and what else the projection was fitted with ({@code scale}, {@code covariance}
   * and its {@code centre}, {@code nodes}); {@code keys.bytes} and {@code keys.offsets}.
   */
  public void save(Path file) {
    RelativeFile.save(this, state, file);
  }

  /**
   * Reads what {@link #save} wrote; the encoder gives the same bits.
   *
   * @throws org.latent4j.error.FormatException for another kind of file, a newer version, or a
   *     tensor that is missing or misshapen
   */
  public static RelativeEncoder load(Path file) {
    return RelativeFile.load(file);
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step(
        "RelativeEncoder", ProjectionJson.write(projection).toString(), anchors.fingerprint());
  }

  @Override
  public String toString() {
    return projection.kind().label()
        + " to "
        + anchors
        + " ["
        + state.d()
        + " -> "
        + dimension()
        + "]";
  }
}
