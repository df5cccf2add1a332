package org.latent4j.examples.command;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.latent4j.examples.Latent4j;

/**
 * One run of the command in this process.
 *
 * @param code the exit code
 * @param out standard output
 * @param error standard error
 */
record CommandRun(int code, String out, String error) {
  /** Runs the command. */
  static CommandRun of(Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    int code =
        Latent4j.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(error, true))
            .execute(words);
    return new CommandRun(code, out.toString(), error.toString());
  }

  /** A golden file. */
  static Path fixture(String name) {
    try {
      var url = CommandRun.class.getResource("/fixtures/core/" + name);
      if (url == null) {
        throw new AssertionError("no fixture " + name);
      }
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(name, e);
    }
  }

  /** A JSON file. */
  static JsonObject json(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }
}
