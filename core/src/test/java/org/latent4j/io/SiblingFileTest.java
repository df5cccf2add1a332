package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.InputException;

/** A file appears whole under its name or not at all. */
class SiblingFileTest {
  @TempDir private Path folder;

  private List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(HandMade.utf8(text));
  }

  @Test
  void nothingIsThereBeforeTheCommit() throws IOException {
    Path target = folder.resolve("a.bin");
    try (SiblingFile file = SiblingFile.of(target)) {
      file.write(bytes("abc"), 0);
      assertThat(target).doesNotExist();
      // What is being written stands beside the target, so that renaming crosses no disks.
      assertThat(all()).hasSize(1).allMatch(path -> path.getFileName().toString().startsWith("."));
      file.commit();
      assertThat(target).hasContent("abc");
    }
    assertThat(all()).containsExactly(target);
  }

  @Test
  void theOlderFileStaysUntilTheCommitAndAfterAFailure() throws IOException {
    Path target = Files.writeString(folder.resolve("a.bin"), "older and longer");
    try (SiblingFile file = SiblingFile.of(target)) {
      file.write(bytes("new"), 0);
      assertThat(target).hasContent("older and longer");
    }
    assertThat(target).hasContent("older and longer");
    SiblingFile.write(target, HandMade.utf8("new"));
    assertThat(target).hasContent("new");
    assertThat(all()).containsExactly(target);
  }

  @Test
  void bytesMayComeInAnyOrder() {
    Path target = folder.resolve("a.bin");
    try (SiblingFile file = SiblingFile.of(target)) {
      file.write(bytes("def"), 3);
      file.write(bytes("abc"), 0);
      file.write(bytes("X"), 4);
      file.commit();
    }
    assertThat(target).hasContent("abcdXf");
  }

  @Test
  void aStreamAppendsAndLeavesTheFileOpen() throws IOException {
    Path target = folder.resolve("a.bin");
    try (SiblingFile file = SiblingFile.of(target)) {
      try (OutputStream out = file.stream()) {
        out.write('a');
        out.write(HandMade.utf8("xbcx"), 1, 2);
      }
      try (OutputStream out = file.stream()) {
        out.write('d');
      }
      file.commit();
    }
    assertThat(target).hasContent("abcd");
  }

  @Test
  void writersOfOneNameDoNotMeet() throws IOException {
    Path target = folder.resolve("a.bin");
    List<SiblingFile> files = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      SiblingFile file = SiblingFile.of(target);
      file.write(bytes("writer " + i), 0);
      files.add(file);
    }
    assertThat(all()).hasSize(7);
    files.get(3).commit();
    assertThat(target).hasContent("writer 3");
    files.get(1).commit();
    assertThat(target).hasContent("writer 1");
    files.forEach(SiblingFile::close);
    assertThat(target).hasContent("writer 1");
    assertThat(all()).containsExactly(target);
  }

  @Test
  void closingAgainIsHarmless() throws IOException {
    Path target = folder.resolve("a.bin");
    SiblingFile file = SiblingFile.of(target);
    file.write(bytes("x"), 0);
    file.commit();
    file.close();
    file.close();
    assertThat(target).hasContent("x");
    SiblingFile dropped = SiblingFile.of(target);
    dropped.close();
    dropped.close();
    assertThat(all()).containsExactly(target);
  }

  @Test
  void foldersAreNoTargets() throws IOException {
    assertThatThrownBy(() -> SiblingFile.of(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(folder.toString());
    assertThatThrownBy(() -> SiblingFile.of(folder.resolve("no/a.bin")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no/a.bin");
    assertThat(all()).isEmpty();
  }

  @Test
  void whatCannotBeRenamedIsNamed() throws IOException {
    Path target = folder.resolve("a.bin");
    try (SiblingFile file = SiblingFile.of(target)) {
      file.write(bytes("x"), 0);
      // In the meantime a folder that is not empty takes the place.
      Files.createDirectories(target.resolve("inside"));
      assertThatThrownBy(file::commit)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(target.toString());
    }
    assertThat(all()).containsExactly(target);
  }

  @Test
  void aNameOfManyCharactersCanBeWritten() throws IOException {
    // The hidden name is of a length of its own: 255 bytes are what a name may have.
    Path target = folder.resolve("ä".repeat(100) + ".npy");
    SiblingFile.write(target, new byte[] {1});
    assertThat(all()).containsExactly(target);
  }
}
