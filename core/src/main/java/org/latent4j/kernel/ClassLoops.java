package org.latent4j.kernel;

/** The loops of {@link ClassRows}; {@code lanes} is a multiple of 8. Same bits from both. */
interface ClassLoops {
  /** See {@link ClassRows#sum}. */
  void sum(double[] table, int lanes, int[] chosen, int each, int from, int n, double[] out);

  /** See {@link ClassRows#add}. */
  void add(double[] x, int lanes, int[] chosen, int each, int from, int n, double[] table);

  /** See {@link ClassRows#softmax}. */
  void softmax(double[] x, int lanes, int n, double[] weights, double[] tops, double[] sums);
}
