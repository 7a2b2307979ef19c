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
    for (int i = 0; i < size; i++) {
      ties.insert(i, Observation.NOT_SENT, Observation.NOT_SENT);
    }
    return ties;
  }

  void insert(int index, long epoch, long sequence) {
    this.epoch.insert(index, epoch);
    this.sequence.insert(index, sequence);
  }

  Ties slice(int from, int to) {
    return new Ties(epoch.slice(from, to), sequence.slice(from, to));
  }
}
