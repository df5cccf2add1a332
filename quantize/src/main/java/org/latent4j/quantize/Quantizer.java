package org.latent4j.quantize;

import java.nio.file.Path;
import java.util.List;
import org.latent4j.Encoder;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns rows into codes, small whole numbers, and codes back into rows. Fitted, immutable, safe for
 * use by many threads.
 *
 * <p>Codes are what is nearest, found as each class says, and never computed from values. The first
 * of equally near ones wins. {@code DOUBLE} rows are coded in double precision.
 */
public interface Quantizer extends Encoder {
  /** What codes a row can have. */
  CodeSpace space();

  /**
   * Codes each row by itself.
   *
   * @param x {@code [n, inputDimension]}; n may be 0; any order, views too; not modified
   * @throws org.latent4j.error.ShapeException for another shape, naming both
   * @throws org.latent4j.error.NonFiniteException for a NaN or an infinity, naming row and column
   */
  CodeMatrix quantize(INDArray x);

  /**
   * The rows that codes stand for.
   *
   * @param codes n rows of {@link #space}, with the {@link #factors} of this quantizer
   * @return {@code [n, dimension]} {@code FLOAT}
   * @throws org.latent4j.error.ShapeException for codes of another space, naming both
   */
  INDArray reconstruct(CodeMatrix codes);

  /**
   * What the rows become by being coded: {@code reconstruct(quantize(x))}, of the type of x.
   *
   * @return {@code [n, dimension]}
   */
  @Override
  default INDArray encode(INDArray x) {
    INDArray out = reconstruct(quantize(x));
    return out.dataType() == x.dataType() ? out : CodedRows.cast(out, x.dataType());
  }

  /** The names of the factors that its codes carry; none unless its class says so. */
  default List<String> factors() {
    return List.of();
  }

  /** The word for its kind in files and commands, such as {@code qlae}. */
  String kind();

  /**
   * Writes one safetensors file: its kind, hyper-parameters and lineage in the metadata, its
   * tensors as its class says.
   */
  void save(Path file);

  /**
   * Reads a quantizer of any kind.
   *
   * @throws org.latent4j.error.FormatException for a broken file, an unknown kind, a newer version,
   *     or a tensor that is missing or misshapen, naming it
   */
  static Quantizer load(Path file) {
    return QuantizerKinds.load(file);
  }
}
