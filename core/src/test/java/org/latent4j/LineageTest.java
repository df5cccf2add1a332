package org.latent4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.FormatException;

/** Lineages, their hashes and their text in files. */
class LineageTest {
  private static Lineage.Step step(String type, String parameters, String anchors) {
    return new Lineage.Step(type, parameters, anchors);
  }

  @ParameterizedTest
  @CsvSource({
    "'',e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "abc,ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "é,4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
  })
  void fingerprintsAreSha256OfUtf8(String text, String digits) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    assertThat(Fingerprint.of(text)).isEqualTo(HexFormat.of().formatHex(digest)).isEqualTo(digits);
  }

  @Test
  void theHashDependsOnEveryPartAndOnTheOrder() {
    Lineage.Step a = step("A", "{\"k\":1}", "f1");
    Lineage.Step b = step("B", "{}", null);
    List<Lineage> lineages =
        List.of(
            Lineage.none(),
            new Lineage(List.of(a)),
            new Lineage(List.of(b)),
            new Lineage(List.of(a, b)),
            new Lineage(List.of(b, a)),
            new Lineage(List.of(a, a)),
            new Lineage(List.of(step("a", "{\"k\":1}", "f1"))),
            new Lineage(List.of(step("A", "{\"k\":1.0}", "f1"))),
            new Lineage(List.of(step("A", "{\"k\":1}", "f2"))),
            new Lineage(List.of(step("A", "{\"k\":1}", null))));
    assertThat(lineages.stream().map(Lineage::hash))
        .doesNotHaveDuplicates()
        .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
  }

  @Test
  void wordsThatLookLikeTheBordersOfStepsDoNotMakeHashesEqual() {
    Lineage two = new Lineage(List.of(step("A", "{}", "x"), step("B", "{}", "y")));
    Lineage one = new Lineage(List.of(step("A", "{}", "x\nB\t{}\ty")));
    assertThat(one.hash()).isNotEqualTo(two.hash());
    assertThat(new Lineage(List.of(step("A\t{}", "{}", null))).hash())
        .isNotEqualTo(new Lineage(List.of(step("A", "{}", "{}\t"))).hash());
    assertThat(new Lineage(List.of(step("A", "{}", ""))).hash())
        .isNotEqualTo(new Lineage(List.of(step("A", "{}", null))).hash());
  }

  @Test
  void addingAStepLeavesTheLineageAsItWas() {
    List<Lineage.Step> steps = new ArrayList<>(List.of(Lineage.Step.of("A")));
    Lineage lineage = new Lineage(steps);
    steps.clear();
    Lineage longer = lineage.plus(Lineage.Step.of("B"));
    assertThat(lineage.steps()).extracting(Lineage.Step::type).containsExactly("A");
    assertThat(longer.steps()).extracting(Lineage.Step::type).containsExactly("A", "B");
    assertThat(Lineage.none().steps()).isEmpty();
    assertThatThrownBy(() -> longer.steps().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":1.50,\"b\":1e-7,\"c\":12345678901234567890123}",
        "{\"text\":\"<b> & 'quoted' \\\"é 東 😀\\n\\u0000\"}",
        "{\"list\":[1,[2,{\"x\":null}],true,false],\"empty\":{}}",
        "{\"\":\"no name\"}"
      })
  void parametersComeBackFromTheTextOfAFile(String parameters) {
    Lineage lineage = new Lineage(List.of(step("A", parameters, "f"), step("B", parameters, null)));
    Lineage back = Lineage.read(lineage.json());
    assertThat(back).isEqualTo(lineage);
    assertThat(back.hash()).isEqualTo(lineage.hash());
    assertThat(Lineage.read(back.json()).json()).isEqualTo(lineage.json());
  }

  @Test
  void theSpellingOfNumbersIsKeptAndBlanksAreNot() {
    assertThat(step("A", " { \"k\" : 1.50 ,\n\"l\":[ 1 , 2 ] } ", null).parameters())
        .isEqualTo("{\"k\":1.50,\"l\":[1,2]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "[]", "null", "{", "{}{}", "{'a':1}", "{\"a\":1,\"a\":2}", "{\"a\":NaN}"})
  void parametersThatAreNoJsonObjectAreRefused(String parameters) {
    assertThatThrownBy(() -> step("A", parameters, null))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("Lineage.Step: parameters: expected ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"type\":\"A\",\"parameters\":[],\"anchors\":null}]",
        "[{\"type\":\"A\"}]",
        "[{\"parameters\":{}}]",
        "[{\"type\":null,\"parameters\":{}}]",
        "[{\"type\":\"A\",\"parameters\":{}},7]",
        "[{\"type\":\"A\",\"parameters\":{},\"anchors\":{}}]",
        "[\"A\"]",
        "nonsense"
      })
  void whatCannotBeReadIsNoLineage(String json) {
    assertThat(Lineage.read(json)).isEqualTo(Lineage.none());
  }

  @Test
  void nestingWithoutEndIsNoLineageEither() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(Lineage.read(deep)).isEqualTo(Lineage.none());
    String nested = "{\"a\":".repeat(60) + "1" + "}".repeat(60);
    Lineage lineage = Lineage.none().plus(step("A", nested, null));
    assertThat(Lineage.read(lineage.json())).isEqualTo(lineage);
  }

  @Test
  void aStepWithoutAnchorsMayLeaveThemOut() {
    assertThat(Lineage.read("[{\"parameters\":{},\"type\":\"A\",\"more\":1}]"))
        .isEqualTo(Lineage.none().plus(Lineage.Step.of("A")));
  }
}
