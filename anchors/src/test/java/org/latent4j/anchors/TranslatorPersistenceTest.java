package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.Run;
import org.latent4j.error.FormatException;
import org.latent4j.io.SafetensorsFile;
import org.latent4j.io.SavedThing;
import org.latent4j.kernel.Dense;
import org.latent4j.testkit.PersistenceContract;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Translators in files. */
class TranslatorPersistenceTest {
  private static final Run RUN = Run.of(0).withThreads(2);

  private static Translator fitted(Translation method) {
    return method.fit(Planted.rows(1, 40, 5), Planted.rows(2, 40, 4), RUN);
  }

  /** Rows encoded, and behind them all figures. */
  private static INDArray everything(Translator translator) {
    double[] rows = Dense.doubles(translator.encode(Planted.rows(3, 9, 5)));
    double[] all = java.util.Arrays.copyOf(rows, rows.length + 7);
    all[rows.length] = translator.residual();
    all[rows.length + 1] = translator.r2();
    all[rows.length + 2] = translator.scale();
    all[rows.length + 3] = translator.rank();
    all[rows.length + 4] = translator.ridge().orElse(-1);
    all[rows.length + 5] = translator.pairs();
    all[rows.length + 6] = (translator.note() + translator.method()).hashCode();
    return Dense.of(all, 1, all.length);
  }

  private abstract static class Saved extends PersistenceContract<Translator> {
    private final Translation method;

    Saved(Translation method) {
      this.method = method;
    }

    @Override
    protected Translator subject() {
      return fitted(method);
    }

    @Override
    protected void save(Translator subject, Path file) {
      subject.save(file);
    }

    @Override
    protected Translator load(Path file) {
      return Translator.load(file);
    }

    @Override
    protected INDArray answer(Translator of) {
      return everything(of);
    }
  }

  /** With a penalty. */
  static class Ridge extends Saved {
    Ridge() {
      super(Translation.ridge());
    }
  }

  /** With centres. */
  static class UnitRowSimilarity extends Saved {
    UnitRowSimilarity() {
      super(Translation.similarity().onUnitRows());
    }
  }

  /** With directions. */
  static class Directions extends Saved {
    Directions() {
      super(Translation.inverseRelative());
    }
  }

  @Nested
  class RidgeFile extends Ridge {}

  @Nested
  class UnitRowFile extends UnitRowSimilarity {}

  @Nested
  class DirectionsFile extends Directions {}

  @ParameterizedTest
  @MethodSource("org.latent4j.anchors.TranslationTest#all")
  void everyMethodGivesTheSameBitsWhenLoaded(Translation method, @TempDir Path folder) {
    Translator made = fitted(method);
    Path file = folder.resolve("t.safetensors");
    made.save(file);
    Translator loaded = Translator.load(file);
    assertThat(Dense.doubles(everything(loaded))).isEqualTo(Dense.doubles(everything(made)));
    assertThat(loaded.step()).isEqualTo(made.step());
    assertThat(loaded.toString()).isEqualTo(made.toString());
    assertThat(Dense.doubles(loaded.inverse().encode(Planted.rows(4, 7, 4))))
        .isEqualTo(Dense.doubles(made.inverse().encode(Planted.rows(4, 7, 4))));
    made.inverse().save(file);
    assertThat(Translator.load(file).residual()).isNaN();
  }

  @Test
  void theFileHasTheNamesOfTheSpecification(@TempDir Path folder) {
    Path file = folder.resolve("t.safetensors");
    fitted(Translation.ridge(0.5).onUnitRows()).save(file);
    SafetensorsFile read = SafetensorsFile.open(file);
    assertThat(read.names())
        .containsExactlyInAnyOrder("weight", "x_mean", "y_mean", "x_centre", "y_centre");
    read.descriptions()
        .forEach(array -> assertThat(array.type().name()).as(array.name()).isEqualTo("F64"));
    assertThat(read.array("weight").description().shape()).containsExactly(5, 4);
    assertThat(read.array("x_mean").description().shape()).containsExactly(5);
    assertThat(read.array("y_centre").description().shape()).containsExactly(4);
    assertThat(read.metadata())
        .containsEntry("format", "latent4j")
        .containsEntry("version", "1")
        .containsEntry("kind", "translator");
    assertThat(SavedThing.open(file, "translator").parameters().get("method").getAsString())
        .isEqualTo("ridge");
    assertThat(read.metadata().get("lineage")).contains("\"type\":\"Translator\"");
    fitted(Translation.ridge(0.5)).save(file);
    assertThat(SafetensorsFile.open(file).names())
        .containsExactlyInAnyOrder("weight", "x_mean", "y_mean");
  }

  @Test
  void aFileOfAnotherProgramNeedsOnlyTheMap(@TempDir Path folder) {
    Path file = folder.resolve("other.safetensors");
    SavedThing.draft("translator")
        .parameters("{\"method\": \"affine\"}")
        .tensor("weight", Planted.rows(5, 2, 3))
        .tensor("x_mean", Dense.of(new double[] {1, 2}, 2))
        .tensor("y_mean", Dense.of(new double[3], 3))
        .save(file);
    Translator loaded = Translator.load(file);
    assertThat(loaded.rank()).isEqualTo(2);
    assertThat(loaded.scale()).isEqualTo(1);
    assertThat(loaded.residual()).isNaN();
    assertThat(loaded.encode(Dense.of(new double[] {1, 2}, 1, 2)).sumNumber().doubleValue())
        .isZero();
  }

  @Test
  void whatIsMissingOrMisshapenIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("bad.safetensors");
    INDArray weight = Planted.rows(5, 2, 3);
    SavedThing.draft("translator").parameters("{}").tensor("weight", weight).save(file);
    assertThatThrownBy(() -> Translator.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("a method");
    SavedThing.draft("translator")
        .parameters("{\"method\": \"affine\"}")
        .tensor("weight", weight)
        .tensor("x_mean", Dense.of(new double[3], 3))
        .save(file);
    assertThatThrownBy(() -> Translator.load(file)).hasMessageContaining("x_mean");
    SavedThing.draft("translator")
        .parameters("{\"method\": \"affine\", \"fitted\": {\"rank\": \"many\"}}")
        .tensor("weight", weight)
        .tensor("x_mean", Dense.of(new double[2], 2))
        .tensor("y_mean", Dense.of(new double[3], 3))
        .save(file);
    assertThatThrownBy(() -> Translator.load(file)).hasMessageContaining("many");
    SavedThing.draft("sae").parameters("{}").tensor("weight", weight).save(file);
    assertThatThrownBy(() -> Translator.load(file))
        .hasMessageContaining("translator")
        .hasMessageContaining("sae");
  }
}
