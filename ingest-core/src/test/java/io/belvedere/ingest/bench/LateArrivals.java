package io.belvedere.ingest.bench;

import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// Holds some observations back, 1 s to 30 min after their event time, for as long as fewer than 1
/// % of all are more than a minute late: late enough to find their stretch of the past sealed.
///
/// The city is late itself, but unevenly: 2 % by more than a second, and by more than a minute
/// nothing until its silent gateways come back with half an hour each. Repeats need not be added:
/// it sends 0.1 % twice.
final class LateArrivals implements ArrivalSource {
  private record Held(long receiveTime, long serial, Arrivals alone) {}

  private static final long LATE = Micros.PER_MINUTE;
  private static final double SHARE = 0.01;

  /// Of those on time while the share is too small.
  private static final double HELD_BACK = 0.02;

  private final ArrivalSource city;
  private final SplittableRandom random = new SplittableRandom(1);
  private final PriorityQueue<Held> held =
      new PriorityQueue<>(
          Comparator.comparingLong(Held::receiveTime).thenComparingLong(Held::serial));
  private final Arrivals in = new Arrivals();
  private long seen;
  private long late;

  LateArrivals(ArrivalSource city) {
    this.city = city;
  }

  @Override
  public void fill(Arrivals out) throws IOException {
    out.clear();
    city.fill(in);
    for (int i = 0; i < in.size(); i++) {
      release(in.receiveTime(i), out);
      seen++;
      if (in.receiveTime(i) - in.eventTime(i) > LATE) {
        late++;
      } else if (late < seen * SHARE && random.nextDouble() < HELD_BACK) {
        hold(i);
        continue;
      }
      out.add(in, i, in.receiveTime(i));
    }
  }

  private void hold(int i) {
    long delay = random.nextLong(Micros.PER_SECOND, 30 * Micros.PER_MINUTE);
    long whole = Micros.ofMillis(Micros.toMillis(in.eventTime(i) + delay));
    long receiveTime = Math.max(in.receiveTime(i), whole);
    late += receiveTime - in.eventTime(i) > LATE ? 1 : 0;
    Arrivals alone = new Arrivals(1);
    alone.add(in, i, receiveTime);
    held.add(new Held(receiveTime, seen, alone));
  }

  private void release(long until, Arrivals out) {
    for (Held next = held.peek(); next != null && next.receiveTime <= until; next = held.peek()) {
      held.remove();
      out.add(next.alone, 0, next.receiveTime);
    }
  }

  @Override
  public void close() throws IOException {
    city.close();
  }
}
