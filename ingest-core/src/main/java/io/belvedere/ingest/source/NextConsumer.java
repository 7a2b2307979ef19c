package io.belvedere.ingest.source;

import io.belvedere.ingest.time.Clock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Another consumer for one that Kafka does not let in any more. A consumer keeps the password, the
/// certificate and, once that has expired, the token that it began with; the next one looks again.
/// Owned by the thread of its source.
final class NextConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(NextConsumer.class);
  private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

  private final @Nullable Supplier<Consumer<ByteBuffer, ByteBuffer>> connect;
  private final Clock clock;
  private long last;

  /// @param connect null if there is only one
  NextConsumer(@Nullable Supplier<Consumer<ByteBuffer, ByteBuffer>> connect, Clock clock) {
    this.connect = connect;
    this.clock = clock;
    this.last = clock.ticks();
  }

  /// Empty if the last one is not long ago, or if there is no token to begin with.
  Optional<Consumer<ByteBuffer, ByteBuffer>> another() {
    if (connect == null || clock.ticks() - last < EVERY_NANOS) {
      return Optional.empty();
    }
    try {
      return Optional.of(connect.get());
    } catch (KafkaException e) {
      LOG.debug("There is no other consumer.", e);
      return Optional.empty();
    } finally {
      last = clock.ticks();
    }
  }
}
