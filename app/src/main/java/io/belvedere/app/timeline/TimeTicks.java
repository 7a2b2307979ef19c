package io.belvedere.app.timeline;

import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Where the axis has its marks: at round local times, as many as fit.
final class TimeTicks {
  private TimeTicks() {}

  /// The instants to mark, ascending.
  ///
  /// @param most how many fit
  static List<Long> within(TimeRange range, int most, ZoneId zone) {
    long step = Math.max(Micros.PER_MINUTE, Ladder.step(range.length(), Math.max(1, most)));
    List<Long> ticks = new ArrayList<>();
    for (long t = aligned(range.from(), step, zone); t < range.to(); ) {
      if (t >= range.from()) {
        ticks.add(t);
      }
      // Aligned anew each time: a change of the clocks may lie between two marks.
      long next = aligned(t + step, step, zone);
      t = next > t ? next : t + step;
    }
    return ticks;
  }

  /// The last instant not after `t` whose local time is a multiple of `step`.
  private static long aligned(long t, long step, ZoneId zone) {
    long offset =
        zone.getRules().getOffset(Micros.toInstant(t)).getTotalSeconds() * Micros.PER_SECOND;
    return Math.floorDiv(t + offset, step) * step - offset;
  }
}
