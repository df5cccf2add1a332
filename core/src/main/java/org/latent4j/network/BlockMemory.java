package org.latent4j.network;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.internal.memory.AbstractMemoryMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/** The arrays that SameDiff makes for one block of rows; all are freed together when it is done. */
final class BlockMemory extends AbstractMemoryMgr {
  private final List<INDArray> made = new ArrayList<>();

  @Override
  public INDArray allocate(boolean detached, DataType type, long... shape) {
    return keep(Nd4j.createUninitializedDetached(type, shape));
  }

  @Override
  public INDArray allocate(boolean detached, LongShapeDescriptor descriptor) {
    if (descriptor.isEmpty()) {
      return Nd4j.create(descriptor);
    }
    return keep(
        Nd4j.createUninitializedDetached(
            descriptor.dataType(), descriptor.getOrder(), descriptor.getShape()));
  }

  /** Leaves the array until the end: another may share its memory. */
  @Override
  public void release(INDArray array) {}

  @Override
  public void close() {
    for (INDArray array : made) {
      if (array.closeable()) {
        array.close();
      }
    }
    made.clear();
  }

  private INDArray keep(INDArray array) {
    made.add(array);
    return array;
  }
}
