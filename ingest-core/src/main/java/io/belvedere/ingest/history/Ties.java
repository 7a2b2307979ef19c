package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Observation;

/// Epoch and sequence of the observations of one chunk: what decides between equal event times.
/// Only the writer asks.
record Ties(Longs epoch, Longs sequence) {
  Ties() {
    this(new Longs(), new Longs());
  }

  /// For `size` observations that came without.
  static Ties notSent(int size) {
    Ties ties = new Ties();
    if (size > 0) {
      // The others are like it.
      ties.insert(0, Observation.NOT_SENT, Observation.NOT_SENT, 0);
    }
    return ties;
  }

  /// @param size how many there are before
  void insert(int index, long epoch, long sequence, int size) {
    this.epoch.insert(index, epoch, size);
    this.sequence.insert(index, sequence, size);
  }

  /// Whether it is told by those before what comes with the next, as long as nothing is lost:
  /// appending that may be left out.
  boolean foretell() {
    return epoch.foretells() && epoch.step() == 0 && sequence.foretells();
  }

  Ties copy() {
    return new Ties(epoch.copy(), sequence.copy());
  }

  /// The same as far as it is filled, for another thread, while this one is appended to.
  Ties frozen() {
    return new Ties(epoch.frozen(), sequence.frozen());
  }

  Ties slice(int from, int to) {
    return new Ties(epoch.slice(from, to), sequence.slice(from, to));
  }
}
