package io.belvedere.app.map;

/// The rectangle of the picture that a frame has changed, device pixels; right and bottom
/// exclusive.
record Damage(int left, int top, int right, int bottom) {
  static final Damage NONE = new Damage(0, 0, 0, 0);

  boolean isEmpty() {
    return left >= right || top >= bottom;
  }

  Damage and(Damage other) {
    if (isEmpty()) {
      return other;
    }
    return other.isEmpty()
        ? this
        : new Damage(
            Math.min(left, other.left),
            Math.min(top, other.top),
            Math.max(right, other.right),
            Math.max(bottom, other.bottom));
  }
}
