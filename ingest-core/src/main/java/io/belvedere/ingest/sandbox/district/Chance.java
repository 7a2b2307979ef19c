package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.time.Micros;
import org.jspecify.annotations.Nullable;

/// The smaller incidents after the story is over, for ever: at most one at a time, each fixed by
/// the seed and the block of time that it lies in.
final class Chance {
  /// What can go wrong on an ordinary day.
  enum Kind {
    JAM,
    LIFT,
    PUMP,
    GATEWAY,
    NOISE
  }

  /// One incident.
  ///
  /// @param pick decides whom it hits
  private record Incident(Kind kind, long from, long to, long pick) {}

  private static final long BLOCK = 40 * Micros.PER_MINUTE;
  private static final Kind[] KINDS = Kind.values();

  private final long seed;
  private final long begin;
  private long block = Long.MIN_VALUE;
  private @Nullable Incident incident;

  /// Chance from an instant on.
  Chance(long seed, long begin) {
    this.seed = seed;
    this.begin = begin;
  }

  /// Whether the incident at `t` is of that kind and hits the `index`-th of `count`.
  boolean hits(Kind kind, int index, int count, long t) {
    Incident now = at(t);
    return now != null && now.kind == kind && count > 0 && Math.floorMod(now.pick, count) == index;
  }

  /// Which of `count` the incident at `t` hits; -1 if there is none of that kind.
  int hit(Kind kind, int count, long t) {
    Incident now = at(t);
    return now == null || now.kind != kind || count == 0 ? -1 : Math.floorMod(now.pick, count);
  }

  private @Nullable Incident at(long t) {
    if (t < begin) {
      return null;
    }
    long asked = Math.floorDiv(t - begin, BLOCK);
    if (asked != block) {
      block = asked;
      incident = incident(asked);
    }
    Incident current = incident;
    return current != null && current.from <= t && t < current.to ? current : null;
  }

  private Incident incident(long number) {
    Dice dice = new Dice(Dice.mix(seed ^ Dice.mix(number + 0x51ED)));
    long from = begin + number * BLOCK + (long) (dice.between(1, 14) * Micros.PER_MINUTE);
    Kind kind = KINDS[dice.below(KINDS.length)];
    double minutes = kind == Kind.GATEWAY ? dice.between(3, 8) : dice.between(8, 24);
    return new Incident(kind, from, from + (long) (minutes * Micros.PER_MINUTE), dice.next() >>> 1);
  }
}
