package io.belvedere.ingest.feed;

import io.belvedere.ingest.lag.GatewayReading;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.source.Gap;
import io.belvedere.ingest.source.TopicLayout;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.trust.TrustReading;
import java.util.List;
import java.util.Optional;

/// What the feed thread of a district shows all others, each an immutable reading that it replaces
/// whole. The status is judged by whoever asks, from the newest [Signs]: so a feed whose thread
/// stands or has died is told as lost and not shown as live.
final class Shown implements Backfill.Front {
  /// What is live must not be further behind than this for the past to be read.
  private static final long MOST_LAG_FOR_THE_PAST = 2 * Micros.PER_SECOND;

  private final Memory memory;
  private final Clock clock;
  private final int mostDatastreams;

  // The feed thread sets them.
  volatile Roster roster;
  volatile Signs signs;
  volatile CounterReading counters = CounterReading.NONE;
  volatile LagReading lag = LagReading.none();
  volatile GatewayReading gateways = GatewayReading.NONE;
  volatile TrustReading trust = TrustReading.NONE;
  volatile List<Gap> gaps = List.of();
  volatile Optional<TopicLayout> layout = Optional.empty();
  volatile boolean closed;

  /// @param mostDatastreams see [FeedOptions]
  Shown(Roster roster, Signs signs, Memory memory, int mostDatastreams, Clock clock) {
    this.roster = roster;
    this.signs = signs;
    this.memory = memory;
    this.mostDatastreams = mostDatastreams;
    this.clock = clock;
  }

  FeedStatus status() {
    Signs newest = signs;
    return closed ? newest.whenClosed() : newest.judge(clock.now());
  }

  @Override
  public Optional<TopicLayout> layout() {
    return layout;
  }

  @Override
  public Roster roster() {
    return roster;
  }

  @Override
  public int mostDatastreams() {
    return mostDatastreams;
  }

  /// What is on disk and not loaded yet looks as if it were missing.
  @Override
  public boolean isUpToDate() {
    return status().isLive() && lag.timeLag() <= MOST_LAG_FOR_THE_PAST && memory.keeping().loaded();
  }
}
