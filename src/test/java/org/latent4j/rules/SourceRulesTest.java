package org.latent4j.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every source file of the house must be like. */
class SourceRulesTest {
  @Test
  void everyExceptionCarriesAValue() {
    assertThat(violations(House.mainSources(), ExceptionRule::violations)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throw new IllegalStateException();",
        "throw new IllegalStateException(\"broken\");",
        "throw new IllegalStateException(\"broken \" + \"twice\");",
        "throw new IllegalStateException(\"broken \" + LIMIT);",
        "throw new IllegalStateException(\"broken \" + Integer.MAX_VALUE);",
        "try { run(); } catch (Error e) { throw new IllegalStateException(\"broken\", e); }",
        "try { run(); } catch (Error e) { throw new AssertionError(\"broken\", e.getCause()); }",
        "call(() -> new java.io.IOException(\"broken\"));",
      })
  void anExceptionWithoutValueIsFound(String code) {
    assertThat(ExceptionRule.violations(method(code))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throw new IllegalStateException(\"broken: \" + value);",
        "throw new IllegalStateException(String.format(\"broken: %d\", value));",
        "throw new IllegalStateException(\"broken: \" + this);",
        "throw new IllegalStateException(\"broken: \" + LIMIT + \" < \" + list.size());",
        "throw new FormatException(file, \"a header\", Long.toString(length));",
        "try { run(); } catch (Error e) { throw new AssertionError(\"broken: \" + e, e); }",
        "try { run(); } catch (Error e) { throw new IllegalStateException(e); }",
        "throw failure; // throw new IllegalStateException()\n",
        "String text = \"throw new IllegalStateException()\";",
      })
  void anExceptionWithValueIsNone(String code) {
    assertThat(ExceptionRule.violations(method(code))).isEmpty();
  }

  @Test
  void aConstantThatTheRunComputedIsAValue() {
    String thrown = "A() { throw new Error(\"of \" + WIDTH); } }";
    String computed = "class A { static final int WIDTH = width(); " + thrown;
    String written = "class A { static final int WIDTH = 8; " + thrown;
    assertThat(ExceptionRule.violations(type(computed))).isEmpty();
    assertThat(ExceptionRule.violations(type(written))).hasSize(1);
  }

  @Test
  void librariesAreQuietAndKeepNoStatics() {
    List<Path> sources = House.mainSources(House.LIBRARY);
    assertThat(sources).isNotEmpty();
    assertThat(violations(sources, QuietRule::violations)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void a() { System.out.println(); }",
        "void a() { java.lang.System.err.print(1); }",
        "String a = System.getenv(\"HOME\");",
        "void a() { System.exit(1); }",
        "void a(Exception e) { e.printStackTrace(); }",
        "static int count;",
        "private static final java.util.Map<String, Integer> SEEN = new java.util.HashMap<>();",
        "static final List<String> NAMES = new ArrayList<>();",
        "static final AtomicLong NEXT = new AtomicLong();",
        "static final ThreadLocal<float[]> BUFFER = ThreadLocal.withInitial(() -> null);",
      })
  void whatALibraryMustNotHaveIsFound(String member) {
    assertThat(QuietRule.violations(type("class A { " + member + " }"))).hasSize(1);
  }

  @Test
  void constantsAndCommentsAreQuiet() {
    String code =
        "class A { static final int LIMIT = 3; static final List<String> NAMES = List.of();"
            + " /** Not System.out. */ String text = \"System.err\"; int count; }";
    assertThat(QuietRule.violations(type(code))).isEmpty();
  }

  @Test
  void everyTypeThatOthersSeeIsDocumented() {
    assertThat(violations(House.mainSources(), DocumentationRule::violations)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public class A {}",
        "/* no doc */ public record A(int b) {}",
        "/** */ public enum A {}",
        "/** Doc. */ public interface A { record B() {} }",
        "/** Doc. */ public class A { public static final class B {} }",
        "@Deprecated public @interface A {}",
      })
  void aTypeWithoutJavadocIsFound(String code) {
    assertThat(DocumentationRule.violations(type(code))).hasSize(1);
  }

  @Test
  void hiddenTypesNeedNoJavadoc() {
    String code =
        "/** Doc. */ @Deprecated public class A { private class B {} void c() { class D {} } }"
            + " class E { public class F {} }";
    assertThat(DocumentationRule.violations(type(code))).isEmpty();
  }

  private static List<String> violations(
      List<Path> files, Function<ParsedSource, List<String>> rule) {
    assertThat(files).isNotEmpty();
    return ParsedSource.of(files).stream().map(rule).flatMap(List::stream).toList();
  }

  private static ParsedSource method(String code) {
    return type("class A { void a() throws Exception { " + code + " } }");
  }

  private static ParsedSource type(String code) {
    return ParsedSource.of("A.java", "package a;\n" + code);
  }
}
