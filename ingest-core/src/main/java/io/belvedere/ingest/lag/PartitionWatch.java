package io.belvedere.ingest.lag;

import io.belvedere.ingest.lag.Trend.Direction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Watches how one partition is read: samples in, a verdict and a trend out. One thread.
///
/// A verdict never flickers: a worse one is told at once, a better one when it has held for longer
/// than a window, so that what is found once in every window is told all the time. After a time
/// without samples some have to come before anything is said again.
final class PartitionWatch {
  /// Samples that are further apart than this say nothing of each other.
  static final long GAP_NANOS = 5_000_000_000L;

  /// So many samples without a gap are enough to judge by.
  static final int ENOUGH = 3;

  /// A worse verdict is told for as long as it is among so many.
  static final int HELD = LagRules.WINDOW + 5;

  /// So many samples are drawn.
  private static final int DRAWN = 60;

  private final Deque<LagSample> window = new ArrayDeque<>();
  private final Deque<LagVerdict> recent = new ArrayDeque<>();
  private final LagCurve.Pen curve = new LagCurve.Pen(DRAWN);
  private LagVerdict verdict =
      new LagVerdict(LagStatus.UNKNOWN, "Kafka has not said yet where it ends.");
  private Trend trend = Trend.UNKNOWN;
  private Direction direction = Direction.UNKNOWN;
  private int sinceGap;

  /// @param ticks of the clock, nanoseconds
  void sample(long ticks, long position, long end) {
    boolean gap = !window.isEmpty() && ticks - window.getLast().ticks() > GAP_NANOS;
    sinceGap = gap ? 1 : sinceGap + 1;
    if (gap) {
      curve.gap();
    }
    window.addLast(new LagSample(ticks, position, end, isBehind(ticks, position)));
    if (window.size() > LagRules.WINDOW) {
      window.removeFirst();
    }
    List<LagSample> samples = new ArrayList<>(window);
    curve.add(samples.getLast().lag());
    if (sinceGap < ENOUGH) {
      verdict =
          new LagVerdict(
              LagStatus.UNKNOWN,
              "%d of the %d readings that are needed have come.".formatted(sinceGap, ENOUGH));
      trend = Trend.UNKNOWN;
    } else {
      verdict = settled(LagRules.judge(samples));
      trend = Trend.between(samples.getFirst(), samples.getLast(), direction);
    }
    direction = trend.direction();
  }

  /// Whether something has not been read that was there long enough ago.
  private boolean isBehind(long ticks, long position) {
    return window.stream()
        .anyMatch(s -> ticks - s.ticks() >= LagRules.ALLOWED_NANOS && s.end() > position);
  }

  /// The worst of the last verdicts.
  private LagVerdict settled(LagVerdict newest) {
    recent.addLast(newest);
    if (recent.size() > HELD) {
      recent.removeFirst();
    }
    LagVerdict worst = newest;
    int better = 0;
    int since = 0;
    for (LagVerdict each : recent) {
      since++;
      if (each.status().compareTo(worst.status()) >= 0) {
        worst = each;
        better = recent.size() - since;
      }
    }
    return worst.status() == newest.status()
        ? newest
        : new LagVerdict(
            worst.status(),
            "Better for %s: %s Before: %s"
                .formatted(readings(better), newest.reason(), worst.reason()));
  }

  private static String readings(int count) {
    return count == 1 ? "1 reading" : count + " readings";
  }

  LagVerdict verdict() {
    return verdict;
  }

  Trend trend() {
    return trend;
  }

  /// How long the window is, nanoseconds.
  long span() {
    return window.isEmpty() ? 0 : window.getLast().ticks() - window.getFirst().ticks();
  }

  LagCurve curve() {
    return curve.drawn();
  }
}
