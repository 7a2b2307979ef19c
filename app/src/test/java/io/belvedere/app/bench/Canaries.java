package io.belvedere.app.bench;

import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;

/// Has the canaries change, each a few times a second and at any moment, and looks at the screen
/// until the change is there.
final class Canaries {
  /// From one change of a canary to the next, but for what chance adds, microseconds.
  private static final long SHORTEST = 200_000;

  private static final int LONGEST = 400_000;

  /// So many pixels of the colour of P1 within so many to each side are a symbol.
  private static final int SYMBOL = 40;

  private static final int REACH = 12;
  private static final int NEEDS_SOMEBODY = Token.fill(Severity.P1).argb(Theme.LIGHT) & 0xFFFFFF;

  private final Clock clock = Clock.system();
  private final Random random = new Random(13);
  private final Sensors sensors;
  private final ScreenPixels screen;
  private final List<Canary> all = new ArrayList<>();

  private static final class Canary {
    final int number;
    final int x;
    final int y;
    boolean needsSomebody;

    /// Not seen yet since then; 0 if it is seen. Microseconds UTC.
    long awaitedSince;

    /// When it changes next, microseconds UTC.
    long due;

    Canary(int number, int x, int y) {
      this.number = number;
      this.x = x;
      this.y = y;
    }
  }

  Canaries(Sensors sensors, ScreenPixels screen) {
    this.sensors = sensors;
    this.screen = screen;
  }

  /// @param x pixels of the screen
  void add(int x, int y) {
    all.add(new Canary(all.size(), x, y));
  }

  /// Whether every change was seen.
  boolean areSeen() {
    return all.stream().allMatch(canary -> canary.awaitedSince == 0);
  }

  /// Has those report that are due.
  void report() {
    for (Canary canary : all) {
      long now = clock.now();
      if (canary.awaitedSince == 0 && now >= canary.due) {
        canary.needsSomebody = !canary.needsSomebody;
        canary.awaitedSince = sensors.report(canary.number, canary.needsSomebody);
        canary.due = now + SHORTEST + random.nextInt(LONGEST);
      }
    }
  }

  /// Looks for those whose report is not on the screen yet.
  ///
  /// @param delays takes microseconds; also those of the changes that a late one has kept back
  void look(Histogram delays) {
    for (Canary canary : all) {
      if (canary.awaitedSince != 0 && isAsReported(canary)) {
        delays.recordValueWithExpectedInterval(
            clock.now() - canary.awaitedSince, SHORTEST + LONGEST / 2);
        canary.awaitedSince = 0;
      }
    }
  }

  private boolean isAsReported(Canary canary) {
    boolean seen = screen.count(canary.x, canary.y, REACH, NEEDS_SOMEBODY) >= SYMBOL;
    return seen == canary.needsSomebody;
  }
}
