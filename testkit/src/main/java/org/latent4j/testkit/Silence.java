package org.latent4j.testkit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Hears what work says: standard output, standard error (where slf4j-simple logs) and {@code
 * java.util.logging} from INFO up.
 */
final class Silence {
  private Silence() {}

  /** Fails when the work prints or logs. */
  static void expect(String what, Refusal.Attempt work) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler ear = handler(logged);
    PrintStream oldOut = System.out;
    PrintStream oldErr = System.err;
    Logger root = Logger.getLogger("");
    root.addHandler(ear);
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.out.flush();
      System.err.flush();
      System.setOut(oldOut);
      System.setErr(oldErr);
      root.removeHandler(ear);
    }
    quiet(what + " on standard output", out.toString(StandardCharsets.UTF_8));
    quiet(what + " on standard error", err.toString(StandardCharsets.UTF_8));
    quiet(what + " in the log", String.join("; ", logged));
  }

  static void quiet(String what, String said) {
    if (!said.isEmpty()) {
      throw new AssertionError(what + ": expected silence, got: " + said.strip());
    }
  }

  private static Handler handler(List<String> logged) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.INFO.intValue()) {
          logged.add(entry.getLoggerName() + ": " + entry.getMessage());
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
