package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.twin.Flags;

/// What of an observation a change is a change of.
sealed interface Aspect {
  Aspect VALUE = new Value();

  /// Equal for two observations if one after the other is no change.
  long of(long valueBits, int flags);

  /// That of no observation at all.
  long ofNothing();

  /// Whether it is the same all through the block that the reader is in, as far as its header
  /// tells.
  boolean isSteady(BlockReader in);

  /// Whether all observations of whole seconds are, in this aspect, as if there were none; false if
  /// that is not known.
  boolean isOfNothing(long from, long to);

  /// @param density of the same history
  static Aspect atLeast(Severity severity, Density density) {
    return new AtLeast(severity, density);
  }

  /// Bit for bit; NaN equals NaN, and the first of all is a change.
  record Value() implements Aspect {
    /// The bits of a NaN that is written as another one.
    private static final long NO_VALUE = Double.doubleToLongBits(Double.NaN) + 1;

    @Override
    public long of(long valueBits, int flags) {
      return valueBits;
    }

    @Override
    public long ofNothing() {
      return NO_VALUE;
    }

    @Override
    public boolean isSteady(BlockReader in) {
      return in.hasOneValue();
    }

    @Override
    public boolean isOfNothing(long from, long to) {
      return false;
    }
  }

  /// Whether it is at least as bad; nothing is not.
  record AtLeast(Severity severity, Density density) implements Aspect {
    @Override
    public long of(long valueBits, int flags) {
      return Flags.severity(flags).compareTo(severity) >= 0 ? 1 : 0;
    }

    @Override
    public long ofNothing() {
      return 0;
    }

    @Override
    public boolean isSteady(BlockReader in) {
      return in.haveOneFlags();
    }

    @Override
    public boolean isOfNothing(long from, long to) {
      int[] counts = new int[Severity.COUNT];
      density.addTo(counts, 1, 0, Density.secondOf(from), Density.secondOf(to));
      int bad = 0;
      for (int i = severity.ordinal(); i < counts.length; i++) {
        bad += counts[i];
      }
      return bad == 0;
    }
  }
}
