package io.belvedere.ingest.feed;

import io.belvedere.ingest.decode.Reasons;
import io.belvedere.ingest.decode.Sink;
import io.belvedere.ingest.history.RulesOfApplication;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.source.OwnBytes;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.twin.Verdict;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Passes what the decoder finds in a record to the rules of application, judged by the catalogue,
/// and counts what became of it. Feed thread only.
final class Intake implements Sink {
  /// Whoever measures the delay is told of every observation that became the newest.
  interface Follower {
    void applied(long eventTime);
  }

  private static final long REFUSED_TOLD = 100;
  private static final long REFUSED_TOLD_EVERY = 10_000;

  private final DistrictCatalogue catalogue;
  private final RulesOfApplication rules;
  private final Counters counters;
  private final DeadLetters deadLetters;
  private final HeldLetters letters = new HeldLetters();
  private final Follower follower;
  private @Nullable PartitionId partition;
  private @Nullable ConsumerRecord<ByteBuffer, ByteBuffer> record;
  private @Nullable ConsumerRecord<byte[], byte[]> kept;
  private long appendTime;

  Intake(
      DistrictCatalogue catalogue,
      RulesOfApplication rules,
      Counters counters,
      DeadLetters deadLetters,
      Follower follower) {
    this.catalogue = catalogue;
    this.rules = rules;
    this.counters = counters;
    this.deadLetters = deadLetters;
    this.follower = follower;
  }

  /// Names the partition whose records come next.
  void begin(PartitionId partition) {
    this.partition = partition;
  }

  /// Hands on what could not be read of the partition.
  void end() {
    letters.putInto(deadLetters);
  }

  /// Names the record whose observations come next.
  ///
  /// @param appendTime microseconds UTC
  void begin(ConsumerRecord<ByteBuffer, ByteBuffer> record, long appendTime) {
    this.record = record;
    kept = null;
    this.appendTime = appendTime;
  }

  @Override
  public void observation(
      int datastream, long eventTime, double value, Quality quality, long epoch, long sequence) {
    int partition = current().partition();
    counters.receive(partition);
    Verdict verdict =
        rules.take(
            datastream,
            partition,
            eventTime,
            appendTime,
            value,
            quality,
            catalogue.severity(datastream, value),
            epoch,
            sequence);
    counters.conclude(partition, verdict);
    switch (verdict) {
      case APPLIED -> follower.applied(eventTime);
      case REJECTED -> letter("older than what is kept", "");
      case DUPLICATE, OUT_OF_ORDER, QUARANTINED -> {}
    }
  }

  @Override
  public void rejected(String reason, String pointer) {
    counters.receive(current().partition());
    if (!reason.equals(Reasons.NO_ROOM) || isTold(counters.refuse())) {
      letter(reason, pointer);
    } else {
      deadLetters.leaveOut(1);
    }
    counters.conclude(current().partition(), Verdict.REJECTED);
  }

  /// Of a flood of new ids a few letters tell enough; they must not drive out all others.
  private static boolean isTold(long refused) {
    return refused <= REFUSED_TOLD || refused % REFUSED_TOLD_EVERY == 0;
  }

  private void letter(String reason, String pointer) {
    if (partition == null) {
      throw new IllegalStateException("No partition was begun.");
    }
    letters.add(partition, kept(), reason, pointer);
  }

  /// The record with bytes of its own; the same object as before.
  ConsumerRecord<byte[], byte[]> kept() {
    ConsumerRecord<byte[], byte[]> copy = kept;
    if (copy == null) {
      copy = OwnBytes.of(current());
      kept = copy;
    }
    return copy;
  }

  private ConsumerRecord<ByteBuffer, ByteBuffer> current() {
    if (record == null) {
      throw new IllegalStateException("No record was begun.");
    }
    return record;
  }
}
