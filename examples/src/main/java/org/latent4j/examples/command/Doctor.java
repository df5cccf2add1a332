package org.latent4j.examples.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.openblas.global.openblas_full;
import org.latent4j.kernel.Kernels;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;

/** Tells what this machine does well and what to do about the rest. */
@Command(
    name = "doctor",
    description = "Tell what this machine does well and what to do about the rest.")
public final class Doctor extends org.latent4j.examples.command.Command {
  /** Side of the products that are timed: large enough to leave the caches. */
  private static final int SIDE = 1024;

  private static final double SECONDS = 2;

  /** Below this, a core of the last ten years runs without its vector instructions. */
  private static final double WEAK_GIGAFLOPS = 30;

  @Override
  Map<String, ?> run(Outputs outputs) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("jdk", Runtime.version().toString());
    figures.put("processors", Runtime.getRuntime().availableProcessors());
    figures.put("heapMegabytes", Runtime.getRuntime().maxMemory() >> 20);
    figures.put("backend", Nd4j.getBackend().getClass().getSimpleName());
    figures.put("blas", openblas_full.openblas_get_config().getString().strip());
    figures.put("blasKernel", openblas_full.openblas_get_corename().getString());
    figures.put("kernels", Kernels.describe());
    figures.put("vector", Kernels.vectorized());
    double gigaflops = gigaflops();
    figures.put("gigaflops", gigaflops);
    List<String> advice = advice(gigaflops);
    figures.put("advice", advice);
    figures.forEach(
        (name, value) -> {
          if (!name.equals("advice")) {
            print("%-14s %s", name, value instanceof Double d ? "%.1f".formatted(d) : value);
          }
        });
    advice.forEach(line -> print("- %s", line));
    if (advice.isEmpty()) {
      print("Nothing to mend.");
    }
    return figures;
  }

  /** Floating operations a second, in 10^9, of float products by ND4J. */
  private static double gigaflops() {
    RandomStream random = new RandomStream(0);
    INDArray a = Nd4j.createFromArray(random.normals(SIDE * SIDE)).reshape(SIDE, SIDE);
    INDArray out = a.mmul(a); // [SIDE, SIDE]
    long products = 0;
    long start = System.nanoTime();
    while (System.nanoTime() - start < SECONDS * 1e9) {
      a.mmuli(a, out);
      products++;
    }
    return 2.0 * SIDE * SIDE * SIDE * products / (System.nanoTime() - start);
  }

  private static List<String> advice(double gigaflops) {
    List<String> advice = new ArrayList<>();
    if (!Kernels.vectorized()) {
      advice.add("The SIMD kernels are off: start java with --add-modules jdk.incubator.vector.");
    }
    String core = System.getenv("OPENBLAS_CORETYPE");
    if (core != null) {
      advice.add(
          "OPENBLAS_CORETYPE="
              + core
              + " fixes the product kernel: unset it, this OpenBLAS knows current processors.");
    }
    if (openblas_full.openblas_get_corename().getString().equalsIgnoreCase("Prescott")) {
      advice.add(
          "OpenBLAS fell back to SSE3 kernels: import latent4j-bom, it brings a newer OpenBLAS.");
    }
    if (gigaflops < WEAK_GIGAFLOPS) {
      advice.add(
          "Products are slow (%.1f GFLOP/s): is the machine busy, or the BLAS kernel old?"
              .formatted(gigaflops));
    }
    if (System.getProperty("org.bytedeco.javacpp.maxphysicalbytes") == null) {
      advice.add(
          "Memory outside the heap may grow to 4 times -Xmx: to bound it, set"
              + " -Dorg.bytedeco.javacpp.maxphysicalbytes (such as 4g).");
    }
    return advice;
  }
}
