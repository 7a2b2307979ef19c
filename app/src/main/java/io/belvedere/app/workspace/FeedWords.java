package io.belvedere.app.workspace;

import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.time.Micros;
import java.util.List;

/// What the one feed chip says of all districts: the worst of them.
///
/// @param cause why, in a sentence; empty if there is nothing to say
public record FeedWords(Worry worry, String text, String cause) {
  /// From nothing to look at to everything that is shown being old.
  public enum Worry {
    NONE,
    SLOW,
    LOST
  }

  /// From the real change to the screen it takes at most this, microseconds ...
  static final long GOOD = 5 * Micros.PER_SECOND;

  /// ... and never may take longer than this.
  static final long BEARABLE = 10 * Micros.PER_SECOND;

  /// @param now microseconds UTC
  static FeedWords of(List<LiveDistrict> districts, long now) {
    FeedWords worst = new FeedWords(Worry.LOST, "No district", "No district has been found yet.");
    boolean first = true;
    for (LiveDistrict district : districts) {
      FeedWords words = of(district.status(), district.lag(), now);
      if (first || words.worry.compareTo(worst.worry) > 0) {
        worst = words;
      }
      first = false;
    }
    return worst;
  }

  static FeedWords of(FeedStatus status, LagReading lag, long now) {
    String since = TimeText.age(now - status.since());
    return switch (status.phase()) {
      case STARTING -> new FeedWords(Worry.SLOW, "Feed starting", status.cause());
      case CATCHING_UP ->
          new FeedWords(
              Worry.SLOW,
              "Feed catching up %d %%".formatted((int) (status.caughtUp() * 100)),
              status.cause());
      case LOST -> new FeedWords(Worry.LOST, "Feed lost " + since, status.cause());
      case CLOSED -> new FeedWords(Worry.LOST, "Feed closed " + since, status.cause());
      case LIVE -> live(lag, status.cause());
    };
  }

  private static FeedWords live(LagReading lag, String cause) {
    boolean measured = lag.endToEnd().count() > 0;
    long delay = Math.max(lag.timeLag(), measured ? lag.endToEnd().p50() : 0);
    String text = TimeText.delay(delay);
    if (delay > BEARABLE) {
      return new FeedWords(Worry.LOST, "Feed late " + text, cause);
    }
    if (delay > GOOD) {
      return new FeedWords(Worry.SLOW, "Feed slow " + text, cause);
    }
    return new FeedWords(Worry.NONE, measured ? "Feed OK " + text : "Feed OK", cause);
  }
}
