package org.latent4j.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops over codes on the Vector API. 4-bit codes look their table up by a permutation of
 * bytes, the table itself being a register. Tables of floats do not fit into registers, and plain
 * loads beat the gather of the processors that were measured by a factor of two.
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
  private static final CodeLoops PLAIN = new ScalarCodeLoops();
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
    PLAIN.sum(tables, width, columns, fromBlock, toBlock, offset, out, at);
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
      int source = block * width * CodeColumns.BLOCK;
      int target = at + (block - fromBlock) * CodeColumns.BLOCK;
      for (int group = 0; group < GROUPS; group += WIDTH) {
        nibbles(tables, width, columns, source + 4 * group, base, step, out, target + group);
      }
    }
  }

  /** A method of its own, since a loop that is compiled while it runs would box its vectors. */
  private static void nibbles(
      byte[] tables,
      int width,
      byte[] columns,
      int source,
      float base,
      float step,
      float[] out,
      int at) {
    // Without methods of its own: whether those are compiled into the loop would be left to chance.
    ShortVector all = ShortVector.zero(SHORTS); // even bytes + 256 odd bytes, mod 2^16
    ShortVector odd = all;
    for (int t = 0; t < width; t++) {
      ByteVector both = ByteVector.fromArray(BYTES, columns, source + t * CodeColumns.BLOCK);
      ShortVector high = both.reinterpretAsShorts().lanewise(VectorOperators.LSHR, 4);
      ShortVector a =
          both.and((byte) 15)
              .selectFrom(ByteVector.fromArray(BYTES, tables, t << 5))
              .reinterpretAsShorts();
      ShortVector b =
          high.reinterpretAsBytes()
              .and((byte) 15)
              .selectFrom(ByteVector.fromArray(BYTES, tables, (t << 5) + 16))
              .reinterpretAsShorts();
      all = all.add(a).add(b);
      odd = odd.add(a.lanewise(VectorOperators.LSHR, 8)).add(b.lanewise(VectorOperators.LSHR, 8));
    }
    IntVector evens = all.sub(odd.lanewise(VectorOperators.LSHL, 8)).reinterpretAsInts();
    IntVector odds = odd.reinterpretAsInts();
    FloatVector scale = FloatVector.broadcast(FLOATS, step);
    FloatVector first = FloatVector.broadcast(FLOATS, base);
    IntVector upperEvens = evens.lanewise(VectorOperators.LSHR, 16);
    IntVector upperOdds = odds.lanewise(VectorOperators.LSHR, 16);
    evens
        .and(0xFFFF)
        .convert(VectorOperators.I2F, 0)
        .mul(scale)
        .add(first)
        .reinterpretAsFloats()
        .intoArray(out, at);
    odds.and(0xFFFF)
        .convert(VectorOperators.I2F, 0)
        .mul(scale)
        .add(first)
        .reinterpretAsFloats()
        .intoArray(out, at + GROUPS);
    upperEvens
        .convert(VectorOperators.I2F, 0)
        .mul(scale)
        .add(first)
        .reinterpretAsFloats()
        .intoArray(out, at + 2 * GROUPS);
    upperOdds
        .convert(VectorOperators.I2F, 0)
        .mul(scale)
        .add(first)
        .reinterpretAsFloats()
        .intoArray(out, at + 3 * GROUPS);
  }
}
