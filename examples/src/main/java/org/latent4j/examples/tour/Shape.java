package org.latent4j.examples.tour;

/**
 * A plane figure by its signed distance: below zero inside, in units of half an image's side. The
 * plane's middle is (0, 0), x goes right and y goes down.
 *
 * <p>Source: Hart, "Sphere tracing", The Visual Computer, 1996, appendix (distances to primitives
 * and their unions and differences).
 */
@FunctionalInterface
interface Shape {
  /** The signed distance of a point from the figure's edge. */
  double distance(double x, double y);

  /** Both figures together. */
  default Shape and(Shape other) {
    return (x, y) -> Math.min(distance(x, y), other.distance(x, y));
  }

  /** This figure without the other. */
  default Shape without(Shape other) {
    return (x, y) -> Math.max(distance(x, y), -other.distance(x, y));
  }

  /** This figure and its image in the vertical axis. */
  default Shape mirrored() {
    return (x, y) -> Math.min(distance(x, y), distance(-x, y));
  }

  /** A disc. */
  static Shape disc(double cx, double cy, double radius) {
    return (x, y) -> Math.sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy)) - radius;
  }

  /** An upright box by its middle and half its sides. */
  static Shape box(double cx, double cy, double halfWidth, double halfHeight) {
    return (x, y) -> Math.max(Math.abs(x - cx) - halfWidth, Math.abs(y - cy) - halfHeight);
  }

  /** The edge of a figure, drawn with a pen of the given half width. */
  default Shape edge(double halfWidth) {
    return (x, y) -> Math.abs(distance(x, y)) - halfWidth;
  }

  /** A straight stroke with round ends. */
  static Shape stroke(double x0, double y0, double x1, double y1, double halfWidth) {
    double dx = x1 - x0;
    double dy = y1 - y0;
    double length = Math.max(dx * dx + dy * dy, 1e-9);
    return (x, y) -> {
      double t = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length));
      double ex = x - x0 - t * dx;
      double ey = y - y0 - t * dy;
      return Math.sqrt(ex * ex + ey * ey) - halfWidth;
    };
  }

  /** An upright trapezoid between two heights, by half its widths there. */
  static Shape trapezoid(double top, double halfTop, double bottom, double halfBottom) {
    double slope = (halfBottom - halfTop) / (bottom - top);
    double steep = Math.sqrt(1 + slope * slope);
    return (x, y) -> {
      double side = (Math.abs(x) - halfTop - slope * (y - top)) / steep;
      return Math.max(side, Math.max(top - y, y - bottom));
    };
  }

  /** The figure turned by an angle in radians, scaled and then moved. */
  default Shape placed(double angle, double scale, double right, double down) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return (x, y) -> {
      double u = x - right;
      double v = y - down;
      return distance((cos * u + sin * v) / scale, (cos * v - sin * u) / scale) * scale;
    };
  }
}
