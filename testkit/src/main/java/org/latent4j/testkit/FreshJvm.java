package org.latent4j.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Loads a saved subject in a JVM of its own, which knows the test class and the file but nothing of
 * the JVM that saved it. The child's {@code main} lies here too.
 */
final class FreshJvm {
  private static final int MINUTES = 3;

  private FreshJvm() {}

  /** What the subject in {@code file} answers in a fresh JVM. */
  static INDArray answer(Class<?> test, Path file, Path folder) throws Exception {
    Path answer = folder.resolve("answer");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of(FreshJvm.class.getName(), test.getName(), file + "", answer + ""));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    Process child = builder.start();
    if (!child.waitFor(MINUTES, TimeUnit.MINUTES)) {
      child.destroyForcibly();
      throw new AssertionError(
          "loading " + file + " in a fresh JVM: not done after " + MINUTES + " minutes");
    }
    if (child.exitValue() != 0) {
      throw new AssertionError(
          "loading in a fresh JVM: exit " + child.exitValue() + ": " + Files.readString(err));
    }
    Silence.quiet("loading in a fresh JVM, on standard output", Files.readString(out));
    return read(answer);
  }

  /**
   * The child: makes the test instance, loads the file, writes the answer.
   *
   * @param arguments test class, file, where to write
   */
  public static void main(String[] arguments) throws Exception {
    PersistenceContract<?> contract = (PersistenceContract<?>) make(Class.forName(arguments[0]));
    write(contract.loadedAnswer(Path.of(arguments[1])), Path.of(arguments[2]));
  }

  /** An instance of a test class as JUnit makes it, inside new instances of what encloses it. */
  private static Object make(Class<?> type) throws ReflectiveOperationException {
    boolean inner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
    Class<?>[] types = inner ? new Class<?>[] {type.getDeclaringClass()} : new Class<?>[0];
    Constructor<?> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return inner ? constructor.newInstance(make(types[0])) : constructor.newInstance();
  }

  /** The java command with the flags and the properties that matter of this JVM. */
  private static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (flag.matches("-(X|Dorg\\.|-add-|-enable-|-sun-).*") && !flag.startsWith("-Xlog")) {
        command.add(flag);
      }
    }
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.matches("(org\\.slf4j|org\\.bytedeco|latent4j)\\..*")) {
        command.add("-D" + name + "=" + System.getProperty(name));
      }
    }
    command.add("-D" + Reproduction.PROPERTY + "=" + Reproduction.seed().value());
    return command;
  }

  private static void write(INDArray x, Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeUTF(x.dataType().toString());
      out.writeInt(x.rank());
      for (long size : x.shape()) {
        out.writeLong(size);
      }
      for (double value : Dense.doubles(x)) {
        out.writeDouble(value);
      }
    }
  }

  private static INDArray read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      DataType type = DataType.valueOf(in.readUTF());
      long[] shape = new long[in.readInt()];
      int length = 1;
      for (int i = 0; i < shape.length; i++) {
        shape[i] = in.readLong();
        length *= (int) shape[i];
      }
      double[] values = new double[length];
      for (int i = 0; i < length; i++) {
        values[i] = in.readDouble();
      }
      return Dense.of(type, values, shape);
    }
  }
}
