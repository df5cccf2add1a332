package org.latent4j.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.latent4j.Encoder;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What everything that is saved and loaded must pass. A test names a subject, how it is saved and
 * how it is loaded; for what is no {@link Encoder} also what it {@link #answer}s. A fresh JVM makes
 * an instance of the test class by its constructor without arguments, so {@link #load} and {@link
 * #answer} must not need fields that are set before each test.
 *
 * @param <T> what is saved
 */
public abstract class PersistenceContract<T> extends Contract {
  private @Nullable T subject;

  /** For subclasses. */
  protected PersistenceContract() {}

  /** Makes the subject. Each must give the same bits. */
  protected abstract T subject();

  /** Saves a subject. */
  protected abstract void save(T subject, Path file) throws IOException;

  /** Loads a subject. */
  protected abstract T load(Path file) throws IOException;

  /**
   * What a subject answers, bit for bit: all of its state must show in it. For an encoder, some
   * normal rows encoded, unless overridden.
   */
  protected INDArray answer(T of) {
    if (!(of instanceof Encoder encoder)) {
      throw new AssertionError("override answer: " + of.getClass() + " is no Encoder");
    }
    RandomStream random = random("answer");
    int width = (int) encoder.inputDimension();
    return encoder.encode(Dense.of(random.normals(19 * width), 19, width));
  }

  /** The name of the file, for formats that look at the suffix. */
  protected String fileName() {
    return "subject.safetensors";
  }

  /**
   * The file as a newer version of the library would write it. Unless overridden, the version of
   * the metadata of a safetensors file becomes 9.
   */
  protected byte[] newer(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    String changed = text.replaceFirst("(\"version\"\\s*:\\s*\")1\"", "$19\"");
    if (changed.equals(text)) {
      throw new AssertionError("override newer: no version 1 in " + file.length + " bytes");
    }
    return changed.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What was saved answers the same bits when loaded, and so does what is saved again. */
  @Test
  public final void loadsWhatWasSaved(@TempDir Path folder) throws IOException {
    Path file = saved(folder);
    T loaded = load(file);
    expect("loaded", loaded);
    Path second = folder.resolve("second-" + fileName());
    save(loaded, second);
    expect("saved and loaded twice", load(second));
  }

  /** A fresh JVM that loads the file answers the same bits and prints nothing. */
  @Test
  public final void loadsInFreshJvm(@TempDir Path folder) throws Exception {
    Path file = saved(folder);
    Bits.same("loaded in a fresh JVM", expected(), FreshJvm.answer(getClass(), file, folder));
  }

  /** Saving leaves the subject as it is, loading the file. */
  @Test
  public final void leavesSubjectAndFileAlone(@TempDir Path folder) throws IOException {
    T fresh = subject();
    Path file = folder.resolve(fileName());
    save(fresh, file);
    expect("the subject after saving", fresh);
    byte[] before = Files.readAllBytes(file);
    T loaded = load(file);
    expect("loaded", loaded);
    if (!Arrays.equals(before, Files.readAllBytes(file))) {
      throw new AssertionError("loading changed " + file);
    }
    Files.delete(file);
    expect("loaded, after the file was deleted", loaded);
  }

  /** A file cut short at any length is refused, naming the file. */
  @Test
  public final void refusesTruncatedFiles(@TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(saved(folder));
    RandomStream random = random("refusesTruncatedFiles");
    for (int length : Damage.lengths(whole.length, random)) {
      byte[] cut = Arrays.copyOf(whole, length);
      refusesOrLoadsTheSame(folder, "cut to " + length + " of " + whole.length + " bytes", cut);
    }
  }

  /** A file with bytes added to it is refused or loads to the same. */
  @Test
  public final void refusesLongerFiles(@TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(saved(folder));
    for (int more : new int[] {1, 8, 4096}) {
      byte[] longer = Arrays.copyOf(whole, whole.length + more);
      refusesOrLoadsTheSame(folder, more + " zeros added", longer);
    }
  }

  /** A file with a byte changed, anywhere, is refused or loads to the same. */
  @Test
  public final void refusesTamperedFiles(@TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(saved(folder));
    RandomStream random = random("refusesTamperedFiles");
    for (int at : Damage.positions(whole.length, random)) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 + random.below(255));
      String how = "byte " + at + " changed from " + whole[at] + " to " + changed[at];
      refusesOrLoadsTheSame(folder, how, changed);
    }
  }

  /** Files of another kind are refused, naming the file. */
  @Test
  public final void refusesOtherFiles(@TempDir Path folder) throws IOException {
    for (String content : List.of("", "{}", "not a saved thing\n".repeat(100), "PK\3\4\0\0")) {
      Path file = folder.resolve("other-" + fileName());
      Files.writeString(file, content);
      String situation = "loading a file of " + content.length() + " other characters";
      String message = Refusal.of(situation, InputException.class, () -> load(file));
      Refusal.names(situation, message, file.getFileName().toString());
    }
  }

  /** A file made by a newer version is refused, saying so. */
  @Test
  public final void refusesNewerVersions(@TempDir Path folder) throws IOException {
    byte[] newer = newer(Files.readAllBytes(saved(folder)));
    Path file = folder.resolve("later-" + fileName());
    Files.write(file, newer);
    String situation = "loading a file of a newer version";
    String message = Refusal.of(situation, InputException.class, () -> load(file));
    Refusal.names(situation, message, file.getFileName().toString());
    Refusal.names(situation, message, "newer");
  }

  /** A missing file is told by its name. */
  @Test
  public final void namesMissingFiles(@TempDir Path folder) {
    Path file = folder.resolve("missing-" + fileName());
    Throwable thrown = Refusal.thrownBy(() -> load(file));
    if (!String.valueOf(thrown).contains(file.getFileName().toString())) {
      throw new AssertionError("expected a failure that names " + file + ", got " + thrown, thrown);
    }
  }

  /** A save writes beside the old file and renames: the old bytes are never written over. */
  @Test
  public final void savesBesideTheOldFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve(fileName());
    byte[] old = "an older file, longer or shorter".getBytes(StandardCharsets.UTF_8);
    Files.write(file, old);
    Path link = folder.resolve("link");
    try {
      Files.createLink(link, file);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Assumptions.abort("no hard links here: " + e);
    }
    save(subject(), file);
    if (!Arrays.equals(old, Files.readAllBytes(link))) {
      throw new AssertionError("the save wrote over the old " + file + " in place");
    }
    expect("saved over an older file", load(file));
    Files.delete(link);
    onlyFile(folder, fileName());
  }

  /** A save that fails says where, leaves what was there, and nothing beside it. */
  @Test
  public final void failsToSaveWithoutTraces(@TempDir Path folder) throws IOException {
    T fresh = subject();
    Path occupied = Files.createDirectory(folder.resolve(fileName()));
    Path inside = Files.writeString(occupied.resolve("inside"), "old");
    failsNaming(fresh, occupied);
    onlyFile(folder, fileName());
    onlyFile(occupied, "inside");
    if (!Files.readString(inside).equals("old")) {
      throw new AssertionError("a failed save changed " + inside);
    }
    failsNaming(fresh, folder.resolve("nowhere").resolve(fileName()));
    onlyFile(folder, fileName());
    expect("the subject after failed saves", fresh);
  }

  /** Eight threads may save and load at once. */
  @Test
  public final void savesAndLoadsInManyThreads(@TempDir Path folder) throws Exception {
    T one = subject();
    Path shared = folder.resolve("shared-" + fileName());
    save(one, shared);
    Threads.together(
        8,
        () -> {
          save(one, shared);
          expect("loaded while 8 threads save and load", load(shared));
          return 0;
        });
    onlyFile(folder, "shared-" + fileName());
  }

  /** Saving and loading print nothing and log nothing at INFO or above. */
  @Test
  @ResourceLock(Resources.SYSTEM_OUT)
  @ResourceLock(Resources.SYSTEM_ERR)
  public final void savesAndLoadsInSilence(@TempDir Path folder) throws Exception {
    T one = subject();
    INDArray before = answer(one); // starts ND4J, which may log
    Path file = folder.resolve(fileName());
    Silence.expect(
        "saving and loading " + Bits.describe(before),
        () -> {
          save(one, file);
          load(file);
        });
  }

  /** What {@link FreshJvm} asks for. */
  final INDArray loadedAnswer(Path file) throws IOException {
    return answer(load(file));
  }

  private T made() {
    if (subject == null) {
      subject = subject();
    }
    return subject;
  }

  private Path saved(Path folder) throws IOException {
    Path file = folder.resolve(fileName());
    save(made(), file);
    return file;
  }

  private INDArray expected() {
    return answer(made());
  }

  private void expect(String what, T other) {
    Bits.same(what, expected(), answer(other));
  }

  private void refusesOrLoadsTheSame(Path folder, String how, byte[] content) throws IOException {
    Path file = folder.resolve("damaged-" + fileName());
    Files.write(file, content);
    T loaded;
    try {
      loaded = load(file);
    } catch (InputException e) {
      String message = String.valueOf(e.getMessage());
      Refusal.names("loading a file " + how, message, file.getFileName().toString());
      return;
    } catch (Exception | LinkageError | StackOverflowError e) {
      throw new AssertionError("loading a file " + how + ": expected InputException, got " + e, e);
    }
    try {
      expect("loaded from a file " + how, loaded);
    } catch (RuntimeException e) {
      throw new AssertionError("half loaded from a file " + how + ": " + e, e);
    }
  }

  private void failsNaming(T one, Path file) {
    Throwable thrown = Refusal.thrownBy(() -> save(one, file));
    if (thrown == null
        || !Stream.of(thrown, thrown.getCause())
            .map(String::valueOf)
            .anyMatch(text -> text.contains(file.getFileName().toString()))) {
      throw new AssertionError(
          "saving to " + file + ": expected a failure that names it, got " + thrown, thrown);
    }
  }

  private static void onlyFile(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      if (!names.equals(List.of(name))) {
        throw new AssertionError("expected only " + name + " in " + folder + ", got " + names);
      }
    }
  }
}
