package io.belvedere.ingest.sandbox.district;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/// What is on its way, in the order in which it will arrive.
final class Outbox {
  private record Letter(Sent sent, long serial) {}

  private final PriorityQueue<Letter> letters =
      new PriorityQueue<>(
          Comparator.comparingLong((Letter l) -> l.sent.time()).thenComparingLong(Letter::serial));
  private long serial;

  void post(Sent sent) {
    letters.add(new Letter(sent, serial++));
  }

  /// Hands over everything that arrives before `until`, and says how many observations that was.
  int deliver(long until, Consumer<Sent> to) {
    int observations = 0;
    for (Letter first = letters.peek();
        first != null && first.sent.time() < until;
        first = letters.peek()) {
      letters.remove();
      observations += first.sent.observations();
      to.accept(first.sent);
    }
    return observations;
  }
}
