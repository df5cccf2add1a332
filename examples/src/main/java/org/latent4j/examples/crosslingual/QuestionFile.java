package org.latent4j.examples.crosslingual;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.latent4j.error.FormatException;

/**
 * The texts of a file in the format of SQuAD: contexts, and questions about them, in file order.
 *
 * @param file where they come from
 * @param contexts the texts
 * @param contextKeys "context 0" ...: files of one data set have the same contexts in one order
 * @param questions the questions
 * @param questionKeys their ids, which are the same in every language
 */
record QuestionFile(
    Path file,
    List<String> contexts,
    List<String> contextKeys,
    List<String> questions,
    List<String> questionKeys) {

  /**
   * Reads a file.
   *
   * @throws FormatException for text that is not of this format or holds no question
   */
  static QuestionFile read(Path file) throws IOException {
    QuestionFile all =
        new QuestionFile(
            file, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try {
      JsonObject root = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      for (var article : array(root, "data")) {
        for (var paragraph : array(article.getAsJsonObject(), "paragraphs")) {
          all.add(paragraph.getAsJsonObject());
        }
      }
    } catch (CharacterCodingException e) {
      throw new FormatException(file.toString(), "text in UTF-8", "other bytes: " + e.getMessage());
    } catch (JsonParseException
        | IllegalStateException
        | UnsupportedOperationException
        | ClassCastException e) {
      throw new FormatException(
          file.toString(), "JSON in the format of SQuAD", e.getMessage() + "");
    }
    if (all.questions.isEmpty()) {
      throw new FormatException(
          file.toString(), "questions", "none about " + all.contexts.size() + " contexts");
    }
    return all;
  }

  private void add(JsonObject paragraph) {
    contextKeys.add("context " + contexts.size());
    contexts.add(text(paragraph, "context"));
    for (var question : array(paragraph, "qas")) {
      questions.add(text(question.getAsJsonObject(), "question"));
      questionKeys.add(text(question.getAsJsonObject(), "id"));
    }
  }

  private static JsonArray array(JsonObject object, String name) {
    if (!object.has(name)) {
      throw new JsonParseException("no '" + name + "'");
    }
    return object.getAsJsonArray(name);
  }

  private static String text(JsonObject object, String name) {
    if (!object.has(name)) {
      throw new JsonParseException("no '" + name + "'");
    }
    return object.get(name).getAsString();
  }

  /** Contexts, then questions. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(contexts);
    texts.addAll(questions);
    return texts;
  }

  /** The keys of {@link #texts}. */
  List<String> keys() {
    List<String> keys = new ArrayList<>(contextKeys);
    keys.addAll(questionKeys);
    return keys;
  }
}
