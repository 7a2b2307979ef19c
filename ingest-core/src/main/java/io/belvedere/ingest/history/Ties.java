package io.belvedere.ingest.history;

import io.belvedere.ingest.twin.Order;

/// Epoch and sequence of the observations of one chunk: what decides between equal event times.
/// Only the writer asks.
record Ties(Longs epoch, Longs sequence) {
  Ties() {
    this(new Longs(), new Longs());
  }

  void insert(int index, long epoch, long sequence) {
    this.epoch.insert(index, epoch);
    this.sequence.insert(index, sequence);
  }

  /// Whether the one at `index` comes after one that arrives now with the same event time.
  boolean isAfter(int index, long epoch, long sequence) {
    return Order.compare(this.epoch.get(index), this.sequence.get(index), epoch, sequence) > 0;
  }

  Ties slice(int from, int to) {
    return new Ties(epoch.slice(from, to), sequence.slice(from, to));
  }
}
