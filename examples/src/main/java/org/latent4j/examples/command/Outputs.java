package org.latent4j.examples.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.latent4j.error.InputException;

/**
 * The files of one command. They are written beside their places and renamed together at the end,
 * so that a failure or Ctrl-C leaves older files whole and no half-written ones.
 */
final class Outputs implements AutoCloseable {
  private final Map<Path, Path> staged = new LinkedHashMap<>();
  private final Thread cleaner = new Thread(this::delete, "latent4j-outputs");

  Outputs() {
    Runtime.getRuntime().addShutdownHook(cleaner);
  }

  /**
   * Where to write what {@link #commit} will move to {@code target}; the name ends like the
   * target's.
   *
   * @throws NoSuchFileException when the target's folder does not exist
   * @throws InputException when the target is a folder or already an output of this command
   */
  Path stage(Path target) throws NoSuchFileException {
    Path absolute = target.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new NoSuchFileException(target + " (its folder)");
    }
    if (Files.isDirectory(absolute)) {
      throw new InputException(target.toString(), "a file to write", "a folder");
    }
    Path beside =
        folder.resolve(".latent4j-" + ProcessHandle.current().pid() + "-" + absolute.getFileName());
    synchronized (this) {
      if (staged.containsKey(absolute)) {
        throw new InputException(target.toString(), "one output a file", "two outputs");
      }
      staged.put(absolute, beside);
    }
    return beside;
  }

  /** Moves every staged file to its place. */
  synchronized void commit() throws IOException {
    for (Map.Entry<Path, Path> entry : staged.entrySet()) {
      Files.move(
          entry.getValue(),
          entry.getKey(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    staged.clear();
  }

  /** Deletes what was staged and not committed. */
  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException e) {
      // The machine is going down already and the hook has run or will run.
    }
  }

  private synchronized void delete() {
    for (Path beside : staged.values()) {
      try {
        Files.deleteIfExists(beside);
      } catch (IOException e) {
        // Nothing better can be done; the file's name says that it is a leftover.
      }
    }
    staged.clear();
  }
}
