package org.latent4j.examples.command;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Keeps the console free of notices that are not ours: from JDK 24 on, the first use of Unsafe by
 * JavaCPP, a library of ND4J's, prints a warning about JavaCPP.
 */
public final class QuietStart {
  private QuietStart() {}

  /** Lets JavaCPP make its first use of Unsafe while standard error is turned away. */
  public static void prepare() {
    PrintStream standardError = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    try {
      Class.forName("org.bytedeco.javacpp.Pointer");
    } catch (ClassNotFoundException | LinkageError e) {
      // Without JavaCPP there is nothing to keep quiet; who needs it will say so.
    } finally {
      System.setErr(standardError);
    }
  }
}
