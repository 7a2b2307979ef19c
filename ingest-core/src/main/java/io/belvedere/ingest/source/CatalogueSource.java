package io.belvedere.ingest.source;

import io.belvedere.ingest.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads the compacted catalogue topic: first to the end that it had at the start, then on, looking
/// once a second. Owned by one thread, that of the observations.
///
/// It has a consumer of its own, although one could serve both topics: so the catalogue is read to
/// its end before the first observation without juggling with pauses, does not wait behind a
/// backlog of observations that are fetched already, and can start anew without touching them. What
/// that costs is one more connection, and that a change is seen up to two seconds late, since a
/// look does not wait for Kafka: it takes what the last one asked for.
///
/// A record's value is null where the entry was retired. After a gap of the cause
/// [RECREATED][Gap.Cause#RECREATED] what was read before is void.
public final class CatalogueSource implements AutoCloseable {
  private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

  private final TopicSource source;
  private final Clock clock;
  private long lastLook;
  private Optional<String> trouble = Optional.empty();

  /// @param source reads the catalogue from its beginning; becomes this source's own
  public CatalogueSource(TopicSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /// Connects to a cluster.
  ///
  /// @throws org.apache.kafka.common.KafkaException if the settings cannot be used
  public static CatalogueSource open(
      KafkaSettings settings, String clientId, TopicLayout layout, Clock clock) {
    return new CatalogueSource(
        TopicSource.open(settings, clientId, layout, StartAt.beginning(), clock), clock);
  }

  /// Waits up to `timeout` while the catalogue is not complete, and not at all from then on: it may
  /// be called as often as one likes.
  public Polled poll(Duration timeout) {
    long ticks = clock.ticks();
    if (source.caughtUp() && ticks - lastLook < LOOK_EVERY_NANOS) {
      return new Polled(clock.now(), List.of(), List.of(), trouble);
    }
    lastLook = ticks;
    Polled polled = source.poll(source.caughtUp() ? Duration.ZERO : timeout);
    trouble = polled.trouble();
    return polled;
  }

  /// Whether everything that was in the catalogue at the start has been handed out. Stays true.
  public boolean complete() {
    return source.caughtUp();
  }

  /// As [TopicSource#follow].
  public void follow(TopicLayout newer) {
    source.follow(newer);
  }

  @Override
  public void close() {
    source.close();
  }
}
