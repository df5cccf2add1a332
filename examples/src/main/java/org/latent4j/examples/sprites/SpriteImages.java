package org.latent4j.examples.sprites;

/** All images of factor-sprites, drawn when they are read. For one thread. */
public final class SpriteImages implements SourcedImages {
  private final FactorSprites sprites;
  private final byte[] image;

  /** The images at one size; see {@link FactorSprites}. */
  public SpriteImages(int side) {
    this.sprites = new FactorSprites(side);
    this.image = new byte[sprites.bytes()];
  }

  @Override
  public int count() {
    return FactorSprites.COUNT;
  }

  @Override
  public int width() {
    return image.length;
  }

  @Override
  public void read(int index, float[] out, int start) {
    sprites.draw(index, image, 0);
    Pixels.read(image, 0, out, start, image.length);
  }

  @Override
  public int sources() {
    return FactorSprites.FACTORS;
  }

  @Override
  public int[] sourcesOf(int index) {
    return FactorSprites.factors(index);
  }
}
