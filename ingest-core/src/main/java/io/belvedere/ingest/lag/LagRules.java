package io.belvedere.ingest.lag;

import java.time.Duration;
import java.util.List;

/// The rules by which a window of samples is judged: Burrow's, but that what was in Kafka two
/// seconds ago and is read by now never counts as lag. Pure.
///
/// 1. REWIND if the position went back and is not where it was.
/// 2. OK if anywhere in the window nothing waited.
/// 3. STALL if the position is the same all through the window.
/// 4. WARN if what waits never became less in it.
/// 5. OK.
///
/// That reading has STOPped shows in samples that do not come: [PartitionLag#seen].
final class LagRules {
  /// How many samples make a window, as in Burrow; one comes a second.
  static final int WINDOW = 10;

  /// A window that is not full yet counts as if it were.
  static final long LEAST_SPAN_NANOS = Duration.ofSeconds(WINDOW - 1).toNanos();

  /// What waits for less long does not count.
  static final long ALLOWED_NANOS = Duration.ofSeconds(2).toNanos();

  private LagRules() {}

  /// @param window the oldest first, at least one
  static LagVerdict judge(List<LagSample> window) {
    LagSample last = window.getLast();
    long farthest = window.stream().mapToLong(LagSample::position).max().orElseThrow();
    if (last.position() < farthest) {
      return new LagVerdict(
          LagStatus.REWIND,
          "Reading went back from offset %,d and is at %,d.".formatted(farthest, last.position()));
    }
    if (window.size() < WINDOW || window.stream().anyMatch(sample -> !sample.behind())) {
      return new LagVerdict(
          LagStatus.OK,
          last.behind() ? waiting(last) + ", for a short time only." : "What comes is read.");
    }
    long seconds = Math.round((last.ticks() - window.getFirst().ticks()) / 1e9);
    if (window.getFirst().position() == last.position()) {
      return new LagVerdict(
          LagStatus.STALL, "%s; none was read for %d s.".formatted(waiting(last), seconds));
    }
    if (neverLess(window)) {
      return new LagVerdict(
          LagStatus.WARN, "%s; not fewer for %d s.".formatted(waiting(last), seconds));
    }
    return new LagVerdict(LagStatus.OK, waiting(last) + ", and they are being read.");
  }

  private static boolean neverLess(List<LagSample> window) {
    for (int i = 1; i < window.size(); i++) {
      if (window.get(i).lag() < window.get(i - 1).lag()) {
        return false;
      }
    }
    return true;
  }

  private static String waiting(LagSample sample) {
    return waiting(sample.lag());
  }

  /// `1 record waits`, `1,204 records wait`
  static String waiting(long records) {
    return records == 1 ? "1 record waits" : "%,d records wait".formatted(records);
  }
}
