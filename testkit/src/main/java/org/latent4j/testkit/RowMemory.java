package org.latent4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/** Whose memory is whose: inputs stay as they are, outputs belong to the caller alone. */
final class RowMemory {
  private RowMemory() {}

  static void inputStays(RowMap map, INDArray x) {
    Map<String, INDArray> layouts = Layouts.of(x);
    layouts.put("c order", x.dup('c'));
    layouts.forEach(
        (name, y) -> {
          map.apply(y);
          Bits.same(map.name() + ", its input in " + name + " afterwards", x, y);
        });
  }

  static void outputIsNew(RowMap map, INDArray x) {
    INDArray input = x.dup('c');
    INDArray z = map.apply(input);
    List<String> faults = new ArrayList<>();
    if (z.ordering() != 'c' || !Shape.hasDefaultStridesForShape(z)) {
      faults.add("not dense in c order");
    }
    if (z.isView()) {
      faults.add("a view of other memory");
    }
    if (z.isAttached()) {
      faults.add("attached to a workspace");
    }
    if (!faults.isEmpty()) {
      throw new AssertionError(
          map.name() + ": the output " + Bits.describe(z) + " must be new, is " + faults);
    }
    INDArray kept = z.dup('c');
    z.assign(-7.25);
    Bits.same(map.name() + ", its input after the output was overwritten", x, input);
    INDArray second = map.apply(input);
    Bits.same(map.name() + ", after an earlier output was overwritten", kept, second);
    input.assign(3.5);
    Bits.same(map.name() + ", its output after the input was overwritten", kept, second);
  }

  /** Called inside a workspace, the output lives on after it. */
  static void outputLeavesWorkspace(RowMap map, INDArray x) {
    INDArray expected = map.apply(x);
    WorkspaceConfiguration small =
        WorkspaceConfiguration.builder()
            .initialSize(1 << 20)
            .policyAllocation(AllocationPolicy.STRICT)
            .policyLearning(LearningPolicy.NONE)
            .build();
    INDArray z;
    try (MemoryWorkspace workspace =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(small, "latent4j-testkit")) {
      z = map.apply(x);
      if (z.isAttached()) {
        throw new AssertionError(
            map.name()
                + ": the output "
                + Bits.describe(z)
                + " is attached to "
                + workspace.getId());
      }
    }
    Bits.same(map.name() + ", called inside a workspace", expected, z);
  }

  static void finiteAtZero(RowMap map, INDArray x) {
    INDArray zeros = Dense.zeros(x.dataType(), 3, map.width());
    Bits.finite(map.name() + " of rows of zeros", map.apply(zeros));
    Bits.finite(map.name() + " of tiny rows", map.apply(x.mul(1e-20)));
  }

  /** Columns of an output that are constant, in order. */
  static List<Integer> constantColumns(INDArray z) {
    List<Integer> constant = new ArrayList<>();
    for (int j = 0; j < z.size(1); j++) {
      double first = z.getDouble(0, j);
      boolean varies = false;
      for (long i = 1; i < z.size(0) && !varies; i++) {
        varies = z.getDouble(i, j) != first;
      }
      if (!varies) {
        constant.add(j);
      }
    }
    return constant;
  }
}
