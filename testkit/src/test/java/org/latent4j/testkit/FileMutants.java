package org.latent4j.testkit;

import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.latent4j.error.FormatException;

/** Ways to save with one fault each, by the check that must catch it. */
final class FileMutants {
  private FileMutants() {}

  static Map<String, Supplier<SmallFile>> all() {
    Map<String, Supplier<SmallFile>> all = new LinkedHashMap<>();
    all.put("loadsWhatWasSaved", LosesField::new);
    all.put("loadsInFreshJvm", NeedsItsJvm::new);
    all.put("leavesSubjectAndFileAlone", Touching::new);
    all.put("refusesTruncatedFiles", Forgiving::new);
    all.put("refusesLongerFiles", Nameless::new);
    all.put("refusesTamperedFiles", Unchecked::new);
    all.put("refusesOtherFiles", Crashing::new);
    all.put("refusesNewerVersions", AnyVersion::new);
    all.put("namesMissingFiles", NamesNothing::new);
    all.put("savesBesideTheOldFile", InPlace::new);
    all.put("failsToSaveWithoutTraces", Leaving::new);
    all.put("savesAndLoadsInManyThreads", OneSibling::new);
    all.put("savesAndLoadsInSilence", Talking::new);
    return all;
  }

  private static final class LosesField extends SmallFile {
    @Override
    double[] mean(Small small) {
      return new double[small.mean.length];
    }
  }

  /** The file holds no mean, the JVM remembers it. */
  private static final class NeedsItsJvm extends SmallFile {
    private static final Map<Integer, double[]> MEANS = new LinkedHashMap<>();

    @Override
    double[] mean(Small small) {
      MEANS.put(small.mean.length, small.mean);
      return new double[small.mean.length];
    }

    @Override
    Small load(Path file) throws IOException {
      Small small = super.load(file);
      return new Small(MEANS.getOrDefault(small.mean.length, small.mean), small.weight);
    }
  }

  private static final class Touching extends SmallFile {
    @Override
    Small load(Path file) throws IOException {
      Small small = super.load(file);
      Files.writeString(file, "loaded");
      return small;
    }
  }

  /** Takes what it can read of a file cut short. */
  private static final class Forgiving extends SmallFile {
    @Override
    Small load(Path file) throws IOException {
      try {
        return super.load(file);
      } catch (FormatException e) {
        return new Small(new double[6], new double[24]);
      }
    }
  }

  private static final class Nameless extends SmallFile {
    @Override
    Small load(Path file) throws IOException {
      try {
        return super.load(file);
      } catch (FormatException e) {
        throw new FormatException("load", "a good file", "a bad one");
      }
    }
  }

  private static final class Unchecked extends SmallFile {
    @Override
    void checkEnd(DataInputStream in, byte[] bytes, Path file) throws IOException {
      in.readLong();
    }
  }

  private static final class Crashing extends SmallFile {
    @Override
    Small load(Path file) throws IOException {
      if (Files.size(file) == 0) {
        throw new ArrayIndexOutOfBoundsException("index 0 in " + file);
      }
      return super.load(file);
    }
  }

  private static final class AnyVersion extends SmallFile {
    @Override
    void checkVersion(String head, Path file) {}
  }

  private static final class NamesNothing extends SmallFile {
    @Override
    Small load(Path file) throws IOException {
      try {
        return super.load(file);
      } catch (NoSuchFileException e) {
        throw new FileNotFoundException("no such file");
      }
    }
  }

  private static final class InPlace extends SmallFile {
    @Override
    void write(byte[] bytes, Path file) throws IOException {
      Files.write(file, bytes);
    }
  }

  /** Leaves what it wrote beside the file when it fails. */
  private static final class Leaving extends SmallFile {
    @Override
    void write(byte[] bytes, Path file) throws IOException {
      if (Files.isDirectory(file)) {
        Files.write(file.resolveSibling("small.part"), bytes);
      }
      super.write(bytes, file);
    }
  }

  /** All savers write the same sibling. */
  private static final class OneSibling extends SmallFile {
    @Override
    void write(byte[] bytes, Path file) throws IOException {
      Path beside = file.resolveSibling("small.part");
      Files.write(beside, bytes);
      LockSupport.parkNanos(2_000_000);
      Files.move(beside, file);
    }
  }

  private static final class Talking extends SmallFile {
    @Override
    void write(byte[] bytes, Path file) throws IOException {
      System.err.println("saving " + bytes.length + " bytes");
      super.write(bytes, file);
    }
  }
}
