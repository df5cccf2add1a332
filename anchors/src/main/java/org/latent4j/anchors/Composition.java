package org.latent4j.anchors;

import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;

/**
 * What one relative row is put together from: several heads, several kinds, groups of keys.
 *
 * @param heads blocks of columns, or null for one; not together with a product
 * @param product several kinds, or null for one
 * @param aggregate what groups of keys mean
 */
public record Composition(@Nullable Heads heads, @Nullable Product product, Aggregate aggregate) {
  private static final Composition SINGLE = new Composition(null, null, Aggregate.ANCHOR);

  /** Refuses heads together with a product. */
  public Composition {
    if (heads != null && product != null) {
      throw new InputException("projection", "heads or a product", heads + " and " + product);
    }
  }

  /** One head, one kind, and groups that stand for their mean. */
  public static Composition single() {
    return SINGLE;
  }

  /**
   * Contiguous blocks of columns of equal width, each centred, scaled and projected by itself.
   *
   * @param count h, at least 1; must divide d
   * @param pool how their relative rows become one
   */
  public record Heads(int count, Pool pool) {
    /** Checks the count. */
    public Heads {
      Require.atLeast("projection: heads", 1, count);
    }
  }

  /**
   * A product of invariances: several kinds with the same centring and scaling, each standardised
   * by one mean and one deviation, those of all m² values among the anchors.
   *
   * <p>Source: Cannistraci et al., "From bricks to bridges", 2023, arXiv 2310.01211, section 3.
   *
   * @param kinds at least one, each once
   * @param combination how their relative rows become one
   */
  public record Product(List<Kind> kinds, Combination combination) {
    /** Copies and checks the kinds. */
    public Product {
      kinds = List.copyOf(kinds);
      if (kinds.isEmpty() || EnumSet.copyOf(kinds).size() != kinds.size()) {
        throw new InputException(
            "projection: product", "at least one kind, each once", kinds.toString());
      }
    }
  }
}
