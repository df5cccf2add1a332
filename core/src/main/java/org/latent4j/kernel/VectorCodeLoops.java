package org.latent4j.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops over codes on the Vector API. The bytes of four rows lie in one int lane, so their
 * indices come out of the register by shifts; 4-bit codes look their table up by a permutation of
 * bytes, the table itself being a register.
 *
 * <p>Source: André, Kermarrec and Le Scouarnec, "Cache locality is not enough: high-performance
 * nearest neighbor search with product quantization fast scan", 2015.
 */
final class VectorCodeLoops implements CodeLoops {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorShape SHAPE = FLOATS.vectorShape();
  private static final VectorSpecies<Byte> BYTES = SHAPE.withLanes(byte.class);
  private static final VectorSpecies<Short> SHORTS = SHAPE.withLanes(short.class);
  private static final VectorSpecies<Integer> INTS = SHAPE.withLanes(int.class);
  private static final int WIDTH = FLOATS.length();
  private static final int GROUPS = CodeColumns.BLOCK / 4;

  /** Refuses vectors that do not divide a block. */
  VectorCodeLoops() {
    if (WIDTH < 4 || WIDTH > 16) {
      throw new UnsupportedOperationException("vectors of " + WIDTH + " floats");
    }
  }

  @Override
  public void sum(
      float[] tables,
      int width,
      byte[] columns,
      int fromBlock,
      int toBlock,
      float offset,
      float[] out,
      int at) {
    int[] indices = new int[4 * WIDTH]; // a gather takes them from memory
    for (int block = fromBlock; block < toBlock; block++) {
      int target = at + (block - fromBlock) * CodeColumns.BLOCK;
      for (int group = 0; group < GROUPS; group += WIDTH) {
        int source = block * width * CodeColumns.BLOCK + 4 * group;
        FloatVector s0 = FloatVector.broadcast(FLOATS, offset);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int t = 0; t < width; t++, source += CodeColumns.BLOCK) {
          IntVector four = ByteVector.fromArray(BYTES, columns, source).reinterpretAsInts();
          four.and(0xFF).intoArray(indices, 0);
          four.lanewise(VectorOperators.LSHR, 8).and(0xFF).intoArray(indices, WIDTH);
          four.lanewise(VectorOperators.LSHR, 16).and(0xFF).intoArray(indices, 2 * WIDTH);
          four.lanewise(VectorOperators.LSHR, 24).intoArray(indices, 3 * WIDTH);
          int table = t << 8;
          s0 = s0.add(FloatVector.fromArray(FLOATS, tables, table, indices, 0));
          s1 = s1.add(FloatVector.fromArray(FLOATS, tables, table, indices, WIDTH));
          s2 = s2.add(FloatVector.fromArray(FLOATS, tables, table, indices, 2 * WIDTH));
          s3 = s3.add(FloatVector.fromArray(FLOATS, tables, table, indices, 3 * WIDTH));
        }
        s0.intoArray(out, target + group);
        s1.intoArray(out, target + GROUPS + group);
        s2.intoArray(out, target + 2 * GROUPS + group);
        s3.intoArray(out, target + 3 * GROUPS + group);
      }
    }
  }

  @Override
  public void sumNibbles(
      byte[] tables,
      int width,
      byte[] columns,
      int fromBlock,
      int toBlock,
      float base,
      float step,
      float[] out,
      int at) {
    for (int block = fromBlock; block < toBlock; block++) {
      int target = at + (block - fromBlock) * CodeColumns.BLOCK;
      for (int group = 0; group < GROUPS; group += WIDTH) {
        int source = block * width * CodeColumns.BLOCK + 4 * group;
        ShortVector all = ShortVector.zero(SHORTS); // even bytes + 256 odd bytes, mod 2^16
        ShortVector odd = all;
        for (int t = 0; t < width; t++, source += CodeColumns.BLOCK) {
          ByteVector both = ByteVector.fromArray(BYTES, columns, source);
          ByteVector low = both.and((byte) 15);
          ByteVector high =
              both.reinterpretAsShorts()
                  .lanewise(VectorOperators.LSHR, 4)
                  .reinterpretAsBytes()
                  .and((byte) 15);
          ShortVector a = look(tables, t << 5, low);
          ShortVector b = look(tables, (t << 5) + 16, high);
          all = all.add(a).add(b);
          odd =
              odd.add(a.lanewise(VectorOperators.LSHR, 8)).add(b.lanewise(VectorOperators.LSHR, 8));
        }
        IntVector evens = all.sub(odd.lanewise(VectorOperators.LSHL, 8)).reinterpretAsInts();
        IntVector odds = odd.reinterpretAsInts();
        write(evens.and(0xFFFF), base, step, out, target + group);
        write(odds.and(0xFFFF), base, step, out, target + GROUPS + group);
        write(upper(evens), base, step, out, target + 2 * GROUPS + group);
        write(upper(odds), base, step, out, target + 3 * GROUPS + group);
      }
    }
  }

  private static ShortVector look(byte[] tables, int table, ByteVector nibbles) {
    return nibbles.selectFrom(ByteVector.fromArray(BYTES, tables, table)).reinterpretAsShorts();
  }

  private static IntVector upper(IntVector pairs) {
    return pairs.lanewise(VectorOperators.LSHR, 16);
  }

  private static void write(IntVector sums, float base, float step, float[] out, int at) {
    FloatVector floats = (FloatVector) sums.convert(VectorOperators.I2F, 0);
    floats.mul(step).add(base).intoArray(out, at);
  }
}
