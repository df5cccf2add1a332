package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.latent4j.error.FormatException;

/** Reads arrays into Java arrays, block by block. */
final class Elements {
  private static final int MOST = Integer.MAX_VALUE - 8;
  private static final long SURE = 1 << 24;

  private Elements() {}

  /** Takes a block of little-endian elements. */
  @FunctionalInterface
  interface Sink {
    /** Takes {@code count} elements that follow the ones before. */
    void take(ByteBuffer block, int count) throws IOException;
  }

  /** Hands all elements to {@code sink}, block by block. */
  static void forEachBlock(StoredArray array, Sink sink) {
    int width = array.description().type().bytes();
    long left = array.description().elements();
    // An element of text may be wide: nothing is allocated for an array without elements.
    int most = (int) Math.min(left, Math.max(1, BlockStream.BLOCK / width));
    byte[] block = new byte[most * width];
    try (InputStream in = array.stream()) {
      while (left > 0) {
        int count = (int) Math.min(left, block.length / width);
        int got = in.readNBytes(block, 0, count * width);
        if (got < count * width) {
          throw new FormatException(
              array.place(),
              array.description().bytes() + " bytes of data",
              "an end " + (left * width - got) + " bytes before");
        }
        sink.take(ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN), count);
        left -= count;
      }
      if (in.read() >= 0) {
        throw new FormatException(
            array.place(), array.description().bytes() + " bytes of data", "more");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a stream to its end. */
  static void drain(StreamedArray.Opening opening) {
    byte[] block = new byte[BlockStream.BLOCK];
    try (InputStream in = opening.open()) {
      int count = 0;
      while (count >= 0) {
        count = in.read(block);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Before memory is taken for all of a compressed array, which may be shorter than it claims, a
   * large one is read once for nothing but its length.
   */
  static void makeSure(StoredArray array) {
    if (array instanceof StreamedArray streamed
        && !streamed.certain()
        && array.description().bytes() > SURE) {
      drain(array::stream);
    }
  }

  static float[] floats(StoredArray array) {
    StoredArray single = array.as(ElementType.F32);
    float[] out = new float[length(single)];
    int[] done = {0};
    forEachBlock(
        single,
        (block, count) -> {
          block.asFloatBuffer().get(out, done[0], count);
          done[0] += count;
        });
    return out;
  }

  static double[] doubles(StoredArray array) {
    StoredArray wide = array.as(ElementType.F64);
    double[] out = new double[length(wide)];
    int[] done = {0};
    forEachBlock(
        wide,
        (block, count) -> {
          block.asDoubleBuffer().get(out, done[0], count);
          done[0] += count;
        });
    return out;
  }

  static long[] longs(StoredArray array) {
    if (array.description().type().isFloating()) {
      throw new FormatException(array.place(), "whole numbers", array.description().toString());
    }
    StoredArray wide = array.as(ElementType.I64);
    long[] out = new long[length(wide)];
    int[] done = {0};
    forEachBlock(
        wide,
        (block, count) -> {
          block.asLongBuffer().get(out, done[0], count);
          done[0] += count;
        });
    return out;
  }

  static List<String> strings(StoredArray array) {
    if (!array.description().type().isText()) {
      throw new FormatException(array.place(), "text", array.description().toString());
    }
    makeSure(array);
    List<String> out = new ArrayList<>();
    int width = array.description().type().bytes();
    boolean unicode = array.description().type().kind() == ElementType.Kind.UNICODE;
    forEachBlock(
        array,
        (block, count) -> {
          for (int i = 0; i < count; i++) {
            ByteBuffer one = block.slice(i * width, width).order(ByteOrder.LITTLE_ENDIAN);
            String where = array.place() + ": element " + out.size();
            out.add(unicode ? Text.ofCodePoints(one, where) : Text.ofBytes(one, where));
          }
        });
    return out;
  }

  private static int length(StoredArray array) {
    long elements = array.description().elements();
    if (elements > MOST) {
      throw new FormatException(
          array.place(), "at most " + MOST + " elements for one read", Long.toString(elements));
    }
    makeSure(array);
    return (int) elements;
  }
}
