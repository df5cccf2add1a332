package org.latent4j.examples.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.latent4j.examples.sprites.SourcedImages;
import org.latent4j.examples.sprites.SpriteImages;
import org.latent4j.examples.sprites.StoredImages;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Images with their sources: a file with {@code images} and {@code factors}, or {@code
 * sprites:SIZE}.
 *
 * @param text as it was given
 * @param file the file, or null
 */
record ImagesArgument(String text, @Nullable Path file) {
  private static final String SPRITES = "sprites:";

  /** Reads or draws the images. */
  SourcedImages open() {
    return file == null
        ? new SpriteImages(Integer.parseInt(text.substring(SPRITES.length())))
        : StoredImages.read(file);
  }

  @Override
  public String toString() {
    return text;
  }

  /** Lets picocli parse such arguments. */
  static final class Converter implements ITypeConverter<ImagesArgument> {
    @Override
    public ImagesArgument convert(String text) {
      if (text.startsWith(SPRITES) && !text.matches(SPRITES + "[0-9]{1,9}")) {
        throw new TypeConversionException("'" + text + "': expected sprites:16, :32 or :64");
      }
      try {
        return new ImagesArgument(text, text.startsWith(SPRITES) ? null : Path.of(text));
      } catch (InvalidPathException e) {
        throw new TypeConversionException("'" + text + "' is no path: " + e.getReason());
      }
    }
  }
}
