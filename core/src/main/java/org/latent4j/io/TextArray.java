package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Text of 32-bit code points as UTF-8 bytes, which is how npy files of text are written. */
public final class TextArray extends BlockStream {
  private final InputStream in;
  private final byte[] source;
  private final int width;
  private final String place;

  private TextArray(InputStream in, int sourceWidth, int width, String place) {
    super(width);
    this.in = in;
    this.source = new byte[sourceWidth];
    this.width = width;
    this.place = place;
  }

  /**
   * The same text in bytes; the array is read once to find the longest.
   *
   * @throws org.latent4j.error.FormatException for code points that are none
   */
  public static StoredArray asBytes(StoredArray array) {
    ElementType from = array.description().type();
    if (from.kind() != ElementType.Kind.UNICODE) {
      return array;
    }
    int[] longest = {1};
    Elements.forEachBlock(
        array,
        (block, count) -> {
          for (int i = 0; i < count; i++) {
            ByteBuffer one = block.slice(i * from.bytes(), from.bytes());
            int length = encoded(one, array.place()).length;
            longest[0] = Math.max(longest[0], length);
          }
        });
    ElementType to = ElementType.bytes(longest[0]);
    if (array.description().elements() == 0) {
      // Elements may be wide beyond memory where there are none.
      return new StreamedArray(
          array.description().as(to), array.place(), false, () -> array.stream());
    }
    boolean certain = !(array instanceof StreamedArray streamed) || streamed.certain();
    return new StreamedArray(
        array.description().as(to),
        array.place(),
        certain,
        () -> new TextArray(array.stream(), from.bytes(), to.bytes(), array.place()));
  }

  @Override
  int fill(byte[] target) throws IOException {
    if (in.readNBytes(source, 0, source.length) < source.length) {
      return -1;
    }
    byte[] text = encoded(ByteBuffer.wrap(source), place);
    java.util.Arrays.fill(target, text.length, width, (byte) 0);
    System.arraycopy(text, 0, target, 0, text.length);
    return width;
  }

  private static byte[] encoded(ByteBuffer one, String place) {
    return Text.utf8(Text.ofCodePoints(one.order(ByteOrder.LITTLE_ENDIAN), place), place);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
