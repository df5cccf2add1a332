package org.latent4j.io;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.latent4j.error.FormatException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Makes ND4J arrays of stored ones. Only this class needs a backend. */
final class Tensors {
  private static final int MAXIMUM_RANK = 32;

  private Tensors() {}

  static INDArray read(StoredArray array) {
    ElementType type = array.description().type();
    if (type.isFloating() && type.bytes() == 2) {
      return read(array.as(ElementType.F32));
    }
    if (type.isText() || array.description().rank() > MAXIMUM_RANK) {
      throw new FormatException(
          array.place(),
          "numbers in an array of at most " + MAXIMUM_RANK + " axes",
          array.description().toString());
    }
    Elements.makeSure(array);
    INDArray out = zeros(dataType(type), array.description().shape());
    if (array.description().elements() > 0) {
      BytePointer target = new BytePointer(out.data().addressPointer());
      long[] done = {0};
      Elements.forEachBlock(
          array,
          (ByteBuffer block, int count) -> {
            int bytes = count * type.bytes();
            target.position(done[0]).put(block.array(), block.arrayOffset(), bytes);
            done[0] += bytes;
          });
    }
    return out;
  }

  @SuppressWarnings("try") // The scope works by being open.
  static INDArray zeros(DataType type, long... shape) {
    try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return Nd4j.create(type, shape, 'c');
    }
  }

  private static DataType dataType(ElementType type) {
    return switch (type.name()) {
      case "F64" -> DataType.DOUBLE;
      case "F32" -> DataType.FLOAT;
      case "I64" -> DataType.INT64;
      case "I32" -> DataType.INT32;
      case "I16" -> DataType.INT16;
      case "I8" -> DataType.INT8;
      case "U16" -> DataType.UINT16;
      case "U8" -> DataType.UINT8;
      default -> DataType.BOOL;
    };
  }
}
