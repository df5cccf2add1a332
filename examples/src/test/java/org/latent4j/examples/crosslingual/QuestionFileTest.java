package org.latent4j.examples.crosslingual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.FormatException;

class QuestionFileTest {
  @TempDir private Path folder;

  @Test
  void contextsComeBeforeQuestionsInFileOrder() throws IOException {
    Path file = folder.resolve("q.json");
    Files.writeString(
        file,
        """
        {"version": "1.1", "data": [
          {"title": "t", "paragraphs": [
            {"context": "first", "qas": [{"id": "a", "question": "who?", "answers": []},
                                          {"id": "b", "question": "wö?"}]},
            {"context": "second", "qas": []}]},
          {"paragraphs": [{"context": "third", "qas": [{"id": "c", "question": "when?"}]}]}]}
        """);
    QuestionFile texts = QuestionFile.read(file);
    assertThat(texts.texts()).containsExactly("first", "second", "third", "who?", "wö?", "when?");
    assertThat(texts.keys()).containsExactly("context 0", "context 1", "context 2", "a", "b", "c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"data\": 3}",
        "{\"data\": [3]}",
        "{\"data\": []}",
        "{\"data\": [{\"paragraphs\": [{\"qas\": []}]}]}",
        "{\"data\": [{\"paragraphs\": [{\"context\": \"c\", \"qas\": [{\"question\": \"q\"}]}]}]}",
        "{\"data\": [{\"paragraphs\": [{\"context\": \"c\", \"qas\": [{\"id\": \"q\", \"question\": null}]}]}]}"
      })
  void refusesOtherFilesByName(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.json"), text);
    assertThatThrownBy(() -> QuestionFile.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("bad.json");
  }
}
