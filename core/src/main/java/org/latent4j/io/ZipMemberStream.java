package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.FormatException;

/** The content of a zip entry; size and CRC-32 are checked before its last block is given out. */
final class ZipMemberStream extends BlockStream {
  private final InputStream in;
  private final ZipMember member;
  private final String place;
  private final @Nullable Inflater inflater;
  private final byte[] input;
  private final CRC32 crc = new CRC32();
  private long done;
  private boolean verified;

  ZipMemberStream(InputStream in, ZipMember member, String place) {
    super((int) Math.max(1, Math.min(BLOCK, member.size())));
    boolean deflated = member.method() == ZipMember.DEFLATED;
    this.in = in;
    this.member = member;
    this.place = place;
    this.inflater = deflated ? new Inflater(true) : null;
    this.input = new byte[deflated ? (int) Math.max(1, Math.min(BLOCK, member.compressed())) : 0];
  }

  @Override
  int fill(byte[] target) throws IOException {
    int wanted = (int) Math.min(target.length, member.size() - done);
    int count = 0;
    while (count < wanted) {
      int some = more(target, count, wanted - count);
      if (some <= 0) {
        throw new FormatException(
            place, member.size() + " bytes of content", (done + count) + " bytes");
      }
      count += some;
    }
    crc.update(target, 0, count);
    done += count;
    if (done == member.size()) {
      verify();
    }
    return count;
  }

  private int more(byte[] target, int offset, int length) throws IOException {
    if (inflater == null) {
      return in.read(target, offset, length);
    }
    try {
      int count = inflater.inflate(target, offset, length);
      while (count == 0 && inflater.needsInput() && !inflater.finished()) {
        int some = in.read(input);
        if (some <= 0) {
          return -1;
        }
        inflater.setInput(input, 0, some);
        count = inflater.inflate(target, offset, length);
      }
      return count;
    } catch (DataFormatException e) {
      throw new FormatException(place, "deflated data", "damaged data: " + e.getMessage());
    }
  }

  private void verify() throws IOException {
    if (verified) {
      return;
    }
    verified = true;
    if (inflater != null) {
      int extra = more(new byte[1], 0, 1);
      if (extra > 0 || !inflater.finished() || inflater.getBytesRead() != member.compressed()) {
        throw new FormatException(
            place,
            member.size() + " bytes of content from " + member.compressed() + " bytes",
            (extra > 0 ? "more content" : "an end after " + inflater.getBytesRead() + " bytes"));
      }
    }
    if (crc.getValue() != member.crc()) {
      throw new FormatException(
          place, "CRC-32 " + Long.toHexString(member.crc()), Long.toHexString(crc.getValue()));
    }
  }

  @Override
  public void close() throws IOException {
    if (inflater != null) {
      inflater.end();
    }
    in.close();
  }
}
