package io.belvedere.ingest.lag;

import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/// Measures a partition by the canaries of the last minute: how long they take from their sender by
/// way of the broker to us, and how far the broker's clock is ahead of the sender's. One thread.
///
/// The clocks are compared as NTP does: the broker's stamp lies somewhere between sending and
/// receiving, so it is off by the middle of the two at most half of the way, and the canary that
/// was fastest tells most. The sender's clock must be ours, or kept the same.
final class CanaryMeter {
  private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MOST_KEPT = 120;

  private final Clock clock;
  private final Deque<Flight> flights = new ArrayDeque<>();
  private long count;

  /// @param ahead of the sender by the broker, if both are compared by the middle of the way
  private record Flight(long ticks, long roundTrip, OptionalLong ahead) {}

  CanaryMeter(Clock clock) {
    this.clock = clock;
  }

  /// All times are microseconds UTC.
  ///
  /// @param stamped when the broker appended it; empty if the sender wrote that itself
  void came(long sent, OptionalLong stamped, long polled) {
    count++;
    if (polled < sent) {
      // The sender's clock is not ours: nothing can be told by it.
      return;
    }
    // A stamp is cut to milliseconds.
    OptionalLong ahead =
        stamped.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(
                stamped.getAsLong() + Micros.PER_MILLI / 2 - (sent + (polled - sent) / 2));
    flights.addLast(new Flight(clock.ticks(), polled - sent, ahead));
    if (flights.size() > MOST_KEPT) {
      flights.removeFirst();
    }
  }

  CanaryReading reading() {
    while (!flights.isEmpty() && clock.ticks() - flights.getFirst().ticks > KEPT_NANOS) {
      flights.removeFirst();
    }
    if (flights.isEmpty()) {
      return new CanaryReading(
          count, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }
    long[] trips = flights.stream().mapToLong(Flight::roundTrip).sorted().toArray();
    OptionalLong ahead = OptionalLong.empty();
    OptionalLong error = OptionalLong.empty();
    for (Flight each : flights) {
      if (each.ahead.isPresent() && (error.isEmpty() || each.roundTrip / 2 < error.getAsLong())) {
        ahead = each.ahead;
        error = OptionalLong.of(each.roundTrip / 2);
      }
    }
    return new CanaryReading(count, OptionalLong.of(trips[trips.length / 2]), ahead, error);
  }
}
