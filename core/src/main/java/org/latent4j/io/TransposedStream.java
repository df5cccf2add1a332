package org.latent4j.io;

/** Reads an array in Fortran order (first axis fastest) in row-major order. */
final class TransposedStream extends BlockStream {
  private final MappedBytes bytes;
  private final long begin;
  private final int width;
  private final long[] shape;
  private final long[] strides;
  private final long[] index;
  private long left;
  private long offset;

  TransposedStream(MappedBytes bytes, long begin, ArrayDescription description) {
    super(description.elements() == 0 ? 1 : Math.max(BLOCK, description.type().bytes()));
    this.bytes = bytes;
    this.begin = begin;
    this.width = description.type().bytes();
    this.shape = description.shape();
    this.strides = new long[shape.length];
    this.index = new long[shape.length];
    this.left = description.elements();
    long stride = width;
    for (int axis = 0; axis < shape.length; axis++) {
      strides[axis] = stride;
      stride *= Math.max(1, shape[axis]);
    }
  }

  @Override
  int fill(byte[] target) {
    int count = (int) Math.min(left, target.length / width);
    for (int i = 0; i < count; i++) {
      bytes.get(begin + offset, target, i * width, width);
      advance();
    }
    left -= count;
    return count * width;
  }

  private void advance() {
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      offset += strides[axis];
      if (++index[axis] < shape[axis]) {
        return;
      }
      offset -= index[axis] * strides[axis];
      index[axis] = 0;
    }
  }
}
