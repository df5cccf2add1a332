package org.latent4j.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.latent4j.error.InputException;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.InferenceSession;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link SameDiff} graph from a placeholder of rows to a variable. */
final class TensorNetwork implements Network {
  static final String KIND = "SameDiff";
  private static final String GRAPH = "samediff.fb";

  /** The package of ND4J's operations that draw random numbers, dropout among them. */
  private static final String RANDOM = "org.nd4j.linalg.api.ops.random";

  private final SameDiff graph;
  private final String input;
  private final String variable;
  private final long width;

  private TensorNetwork(SameDiff graph, String input, String variable, long width) {
    this.graph = graph;
    this.input = input;
    this.variable = variable;
    this.width = width;
  }

  /** Copies a graph; the input is the only placeholder that the variable needs. */
  static TensorNetwork of(String operation, SameDiff given, String variable) {
    if (!given.hasVariable(variable)) {
      Collection<String> known = new TreeSet<>(given.variableMap().keySet());
      throw new InputException(operation + ": variable", "one of " + known, "'" + variable + "'");
    }
    Set<String> needed = placeholders(operation, given, variable);
    if (needed.size() != 1) {
      throw new InputException(
          operation, "a variable of one placeholder", "'" + variable + "' of " + needed);
    }
    String input = needed.iterator().next();
    long[] shape = given.getVariable(input).getShape();
    if (shape == null || shape.length != 2 || shape[1] < 1) {
      throw new InputException(
          operation,
          "a placeholder '" + input + "' of shape [-1, d] with a known d",
          Arrays.toString(shape));
    }
    return new TensorNetwork(copyOf(given), input, variable, shape[1]);
  }

  /** A graph from its entry in an archive. */
  static TensorNetwork read(ArchiveReader in, String variable) {
    byte[] bytes = in.bytes(GRAPH);
    try {
      SameDiff graph = SameDiff.fromFlatBuffers(ByteBuffer.wrap(bytes), false);
      return of(in.place(), graph, variable);
    } catch (IOException | RuntimeException e) {
      throw Refusal.of(in.place() + ": " + GRAPH, "a graph as SameDiff writes it", e);
    }
  }

  /** The placeholders that a variable depends on; refuses what would be random. */
  private static Set<String> placeholders(String operation, SameDiff graph, String variable) {
    Set<String> found = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>(List.of(variable));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      String name = open.remove();
      SDVariable current = graph.getVariable(name);
      if (current.getVariableType() == VariableType.PLACEHOLDER) {
        found.add(name);
      }
      String maker = Objects.requireNonNull(graph.getVariables().get(name)).getOutputOfOp();
      if (maker == null) {
        continue;
      }
      SameDiffOp made = Objects.requireNonNull(graph.getOps().get(maker));
      refuseRandom(operation, variable, made.getOp());
      List<String> sources = made.getInputsToOp();
      for (String source : sources == null ? List.<String>of() : sources) {
        if (seen.add(source)) {
          open.add(source);
        }
      }
    }
    return found;
  }

  private static void refuseRandom(
      String operation, String variable, DifferentialFunction function) {
    if (function.getClass().getName().startsWith(RANDOM)) {
      throw new InputException(
          operation,
          "a variable without randomness (SameDiff draws dropout in evaluation, too)",
          "'" + variable + "', which depends on " + function.opName());
    }
  }

  /**
   * A copy whose matrices lie by columns, as DL4J's do: only then does OpenBLAS round a row in the
   * same way wherever it stands in a block of {@link Replicas}.
   */
  private static SameDiff copyOf(SameDiff given) {
    try {
      SameDiff copy = SameDiff.fromFlatBuffers(given.asFlatBuffers(false), false);
      for (SDVariable each : copy.variables()) {
        if (isParameter(each) && each.getArr().rank() == 2) {
          each.setArray(each.getArr().dup('f'));
        }
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isParameter(SDVariable variable) {
    return variable.getVariableType() == VariableType.VARIABLE
        || variable.getVariableType() == VariableType.CONSTANT;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String layer() {
    return variable;
  }

  @Override
  public String input() {
    return input;
  }

  @Override
  public long width() {
    return width;
  }

  @Override
  public INDArray output(INDArray rows) {
    // A session of its own, because SameDiff keeps one for each thread that ever asked.
    InferenceSession session = new InferenceSession(graph);
    try (BlockMemory memory = new BlockMemory()) {
      session.setMmgr(memory);
      return Objects.requireNonNull(
              session
                  .output(
                      List.of(variable),
                      Map.of(input, rows),
                      null,
                      List.of(),
                      List.of(),
                      At.defaultAt(Operation.INFERENCE))
                  .get(variable))
          .dup('c');
    }
  }

  @Override
  public Network copy() {
    return new TensorNetwork(copyOf(graph), input, variable, width);
  }

  @Override
  public void digest(Digest digest) {
    for (DifferentialFunction function : graph.ops()) {
      digest.add(function.opName());
      digest.add(String.join(",", graph.getInputsForOp(function)));
      digest.add(String.join(",", graph.getOutputsForOp(function)));
    }
    for (String name : new TreeSet<>(graph.variableMap().keySet())) {
      SDVariable each = graph.getVariable(name);
      if (isParameter(each)) {
        digest.add(name);
        digest.add(each.getArr());
      }
    }
  }

  @Override
  public void write(ArchiveWriter out) throws IOException {
    ByteBuffer bytes = graph.asFlatBuffers(false);
    byte[] all = new byte[bytes.remaining()];
    bytes.get(all);
    out.add(GRAPH, stream -> stream.write(all));
  }
}
