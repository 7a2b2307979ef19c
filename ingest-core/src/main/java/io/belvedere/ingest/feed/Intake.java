package io.belvedere.ingest.feed;

import io.belvedere.ingest.decode.Reasons;
import io.belvedere.ingest.decode.Sink;
import io.belvedere.ingest.history.RulesOfApplication;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.source.OffsetIntervals;
import io.belvedere.ingest.source.OwnBytes;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.source.Polled.PartitionRecords;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.Verdict;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// Passes what the decoder finds in a record to the rules of application, judged by the catalogue,
/// and counts what became of it. Feed thread only.
final class Intake implements Sink {
  /// Whoever measures the delay is told of every observation that became the newest.
  interface Follower {
    /// @param eventTime microseconds UTC
    /// @param appendTime of its record, microseconds UTC
    /// @param byBroker whether the broker gave it that time
    void applied(long eventTime, long appendTime, boolean byBroker);
  }

  private static final int NONE = -1;
  private static final long REFUSED_TOLD = 100;
  private static final long REFUSED_TOLD_EVERY = 10_000;

  private final DistrictCatalogue catalogue;
  private final RulesOfApplication rules;
  private final Counters counters;
  private final DeadLetters deadLetters;
  private final HeldLetters letters = new HeldLetters();
  private final Follower follower;
  private @Nullable PartitionId partition;
  private int number;
  private List<ConsumerRecord<ByteBuffer, ByteBuffer>> records = List.of();
  private OffsetIntervals applied = new OffsetIntervals();

  /// Where the record at hand stands among all; [#NONE] if there is none.
  private int at = NONE;

  // Of that record.
  private @Nullable ConsumerRecord<byte[], byte[]> kept;
  private long offset;
  private long appendTime;
  private boolean stampedByBroker;

  /// What is fetched goes somewhere, so that it is.
  @SuppressWarnings("UnusedVariable")
  private long fetched;

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
  ///
  /// @param applied which of its offsets have been applied; grows with each record that is over
  void begin(PartitionRecords partition, OffsetIntervals applied) {
    this.partition = partition.id();
    this.number = partition.id().partition();
    this.applied = applied;
    records = partition.records();
    at = NONE;
  }

  /// The last record is over. Hands on what could not be read of the partition.
  void end() {
    endRecord();
    at = NONE;
    letters.putInto(deadLetters);
    records = List.of();
  }

  /// Names the record whose observations come next, by where it stands among those of the
  /// partition; the one before is over.
  @Override
  public void record(int record) {
    endRecord();
    at = record;
    kept = null;
    ConsumerRecord<ByteBuffer, ByteBuffer> current = current();
    offset = current.offset();
    appendTime = Micros.ofMillis(current.timestamp());
    stampedByBroker = current.timestampType() == TimestampType.LOG_APPEND_TIME;
  }

  private void endRecord() {
    if (at != NONE) {
      var unused = applied.add(offset);
    }
  }

  @Override
  public void soon(int datastream) {
    fetched += rules.fetch(datastream) + catalogue.fetch(datastream);
  }

  @Override
  public void observation(
      int datastream, long eventTime, double value, Quality quality, long epoch, long sequence) {
    counters.receive(number);
    Verdict verdict =
        rules.take(
            datastream,
            number,
            eventTime,
            appendTime,
            value,
            quality,
            catalogue.severity(datastream, value),
            epoch,
            sequence);
    counters.conclude(number, verdict);
    switch (verdict) {
      case APPLIED -> follower.applied(eventTime, appendTime, stampedByBroker);
      case REJECTED -> letter("older than what is kept", "");
      case DUPLICATE, OUT_OF_ORDER, QUARANTINED -> {}
    }
  }

  @Override
  public void rejected(String reason, String pointer) {
    counters.receive(number);
    if (!reason.equals(Reasons.NO_ROOM) || isTold(counters.refuse())) {
      letter(reason, pointer);
    } else {
      deadLetters.leaveOut(1);
    }
    counters.conclude(number, Verdict.REJECTED);
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
    return records.get(at);
  }
}
