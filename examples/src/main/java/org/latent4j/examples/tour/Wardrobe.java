package org.latent4j.examples.tour;

import org.latent4j.kernel.RandomStream;

/** The ten kinds of things in the tour's images, each drawn anew with other proportions. */
enum Wardrobe {
  SHIRT {
    @Override
    Shape draw(RandomStream random) {
      double w = between(random, 0.3, 0.45);
      double reach = between(random, 0.2, 0.35);
      double bottom = between(random, 0.55, 0.8);
      Shape sleeve =
          Shape.stroke(
              w, -0.5, w + reach, between(random, -0.35, -0.05), between(random, 0.12, 0.2));
      return Shape.trapezoid(-0.65, w * 1.05, bottom, w * between(random, 0.9, 1.2))
          .and(sleeve.mirrored())
          .without(Shape.disc(0, -0.72, between(random, 0.12, 0.25)));
    }
  },
  TROUSERS {
    @Override
    Shape draw(RandomStream random) {
      double w = between(random, 0.22, 0.36);
      double ankle = w + between(random, -0.02, 0.2);
      double halfWidth = between(random, 0.09, 0.16);
      Shape leg = Shape.stroke(w * 0.5, -0.5, ankle * 0.7, between(random, 0.65, 0.8), halfWidth);
      return Shape.box(0, -0.68, w, between(random, 0.12, 0.2)).and(leg.mirrored());
    }
  },
  PULLOVER {
    @Override
    Shape draw(RandomStream random) {
      double w = between(random, 0.32, 0.46);
      Shape sleeve =
          Shape.stroke(
              w,
              -0.48,
              w + between(random, 0.12, 0.35),
              between(random, 0.25, 0.65),
              between(random, 0.1, 0.17));
      return Shape.trapezoid(-0.65, w, between(random, 0.5, 0.75), w * between(random, 0.9, 1.1))
          .and(sleeve.mirrored());
    }
  },
  DRESS {
    @Override
    Shape draw(RandomStream random) {
      double waist = between(random, 0.14, 0.25);
      double height = between(random, -0.25, 0.1);
      return Shape.trapezoid(-0.8, waist + between(random, 0.0, 0.12), height, waist)
          .and(Shape.trapezoid(height - 0.02, waist, 0.85, waist + between(random, 0.1, 0.5)));
    }
  },
  BAG {
    @Override
    Shape draw(RandomStream random) {
      double w = between(random, 0.4, 0.7);
      double top = between(random, -0.25, 0.05);
      Shape handle = Shape.disc(0, top, w * between(random, 0.5, 0.8)).edge(0.05);
      return Shape.trapezoid(top, w, between(random, 0.55, 0.75), w * between(random, 0.85, 1.15))
          .and(handle);
    }
  },
  BOOT {
    @Override
    Shape draw(RandomStream random) {
      double w = between(random, 0.16, 0.28);
      double toe = between(random, 0.45, 0.75);
      double top = between(random, -0.85, -0.2);
      return Shape.box(-0.3, (top + 0.6) / 2, w, (0.6 - top) / 2)
          .and(Shape.stroke(-0.3, 0.45, toe, 0.5, between(random, 0.14, 0.24)))
          .and(Shape.box((toe - 0.5) / 2 + 0.03, 0.7, (toe + 0.5) / 2, 0.06));
    }
  },
  SHOE {
    @Override
    Shape draw(RandomStream random) {
      double heel = between(random, 0.18, 0.32);
      double lift = between(random, 0.0, 0.25);
      return Shape.stroke(-0.6, 0.3 - lift, 0.0, 0.25, heel)
          .and(Shape.stroke(0.0, 0.3, 0.65, 0.4, between(random, 0.12, 0.22)))
          .without(Shape.disc(-0.45, -0.15 - lift, between(random, 0.2, 0.3)));
    }
  },
  SANDAL {
    @Override
    Shape draw(RandomStream random) {
      double pen = between(random, 0.05, 0.09);
      double rise = between(random, -0.1, 0.45);
      Shape out = Shape.stroke(-0.75, rise, 0.75, 0.5, pen * 1.2);
      for (int strap = 0; strap < 3; strap++) {
        double x = -0.5 + 0.45 * strap + between(random, -0.1, 0.1);
        double top = between(random, -0.45, 0.05);
        out = out.and(Shape.stroke(x, 0.35, x + between(random, 0.05, 0.35), top, pen));
      }
      return out;
    }
  },
  HAT {
    @Override
    Shape draw(RandomStream random) {
      double w = between(random, 0.3, 0.5);
      double brim = between(random, 0.6, 0.85);
      double line = between(random, 0.2, 0.4);
      return Shape.trapezoid(line - between(random, 0.5, 0.9), w * between(random, 0.6, 1), line, w)
          .and(Shape.stroke(-brim, line, brim, line, between(random, 0.05, 0.12)));
    }
  },
  SCARF {
    @Override
    Shape draw(RandomStream random) {
      double pen = between(random, 0.07, 0.14);
      double x = between(random, -0.6, 0.6);
      double y = -0.75;
      Shape out = Shape.disc(x, y, pen);
      for (int bend = 0; bend < 4; bend++) {
        double nextX = between(random, -0.65, 0.65);
        double nextY = y + between(random, 0.25, 0.45);
        out = out.and(Shape.stroke(x, y, nextX, nextY, pen));
        x = nextX;
        y = nextY;
      }
      return out;
    }
  };

  /** A figure of this kind within [-1, 1] in both axes. */
  abstract Shape draw(RandomStream random);

  static double between(RandomStream random, double low, double high) {
    return low + (high - low) * random.uniform();
  }
}
