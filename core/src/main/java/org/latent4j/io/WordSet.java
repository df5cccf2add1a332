package org.latent4j.io;

/** A set of 64-bit hashes of words: 8 to 16 bytes a word, so that millions fit a small heap. */
final class WordSet {
  private long[] slots = new long[1 << 10];
  private int size;

  /** A hash of bytes, never 0. */
  static long hash(byte[] word) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : word) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    hash = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
    hash ^= hash >>> 31;
    return hash == 0 ? 1 : hash;
  }

  /** Adds a hash; false when it was there. */
  boolean add(long hash) {
    if (size > slots.length / 4 * 3) {
      long[] old = slots;
      slots = new long[2 * old.length];
      for (long other : old) {
        if (other != 0) {
          slots[slot(other)] = other;
        }
      }
    }
    int slot = slot(hash);
    if (slots[slot] == hash) {
      return false;
    }
    slots[slot] = hash;
    size++;
    return true;
  }

  private int slot(long hash) {
    int slot = (int) hash & (slots.length - 1);
    while (slots[slot] != 0 && slots[slot] != hash) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }
}
