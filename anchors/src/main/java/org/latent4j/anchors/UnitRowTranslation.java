package org.latent4j.anchors;

import com.google.gson.JsonObject;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A method on unit rows: every row of both sides is centred on the mean of the pairs and brought to
 * length one, when fitted and when applied, and the method works on these rows with means of their
 * own. The output lies among the unit rows of Y; it is not taken back to the scale of Y and the
 * mean of Y is not added.
 *
 * <p>Source: Xing et al. 2015, "Normalized word embedding and orthogonal transform for bilingual
 * word translation".
 *
 * @param inner the method
 */
public record UnitRowTranslation(Translation inner) implements Translation {
  /** Checks that the rows are not brought to length one already. */
  public UnitRowTranslation {
    if (inner instanceof UnitRowTranslation) {
      throw new InputException("UnitRowTranslation", "a method on plain rows", inner.toString());
    }
  }

  @Override
  public String method() {
    return inner.method();
  }

  @Override
  public JsonObject parameters() {
    JsonObject object = inner.parameters();
    object.addProperty("unitRows", true);
    return object;
  }

  @Override
  public Translator fit(INDArray x, INDArray y, Run run) {
    PairedRows pairs = PairedRows.of(this, x, y, true, run);
    Translator fitted = inner.fit(unit(x, pairs.xMean()), unit(y, pairs.yMean()), run);
    return fitted.behindUnitRows(pairs.xMean(), pairs.yMean(), parameters());
  }

  @Override
  public Translator fit(INDArray x, INDArray y, long[] xRows, long[] yRows, Run run) {
    INDArray left = Rows.select("UnitRowTranslation.fit: x", x, xRows);
    INDArray right = Rows.select("UnitRowTranslation.fit: y", y, yRows);
    PairedRows pairs = PairedRows.of(this, left, right, true, run);
    Translator fitted =
        inner.fit(unit(x, pairs.xMean()), unit(y, pairs.yMean()), xRows, yRows, run);
    return fitted.behindUnitRows(pairs.xMean(), pairs.yMean(), parameters());
  }

  private static INDArray unit(INDArray x, double[] mean) {
    double[] rows = Dense.doubles(x);
    UnitRows.centred(rows, mean);
    return Dense.of(rows, x.shape());
  }
}
