package io.belvedere.ingest.feed;

import io.belvedere.ingest.decode.Canary;
import io.belvedere.ingest.decode.Decoder;
import io.belvedere.ingest.decode.RawRecord;
import io.belvedere.ingest.history.Journal;
import io.belvedere.ingest.history.RulesOfApplication;
import io.belvedere.ingest.lag.LagMeter;
import io.belvedere.ingest.source.OffsetIntervals;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.source.Polled;
import io.belvedere.ingest.source.Polled.PartitionRecords;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/// Applies the records that were polled, each once and in the order of its partition, and measures
/// how long they were on their way. Feed thread only.
final class Applier {
  private static final String STAMPED_BY_SENDERS =
      "The records are stamped by their senders, so delays are not to be trusted.";

  private static final String INTERNAL_ERROR = "internal error: ";

  /// So many observations are decoded before any of them is applied, so that what they touch can be
  /// fetched from memory at the same time. With more, what was fetched first is gone again.
  private static final int TOGETHER = 64;

  private final Decoder decoder;
  private final Intake intake;
  private final Counters counts;
  private final Map<PartitionId, OffsetIntervals> read;
  private final Journal journal;
  private final LagMeter lagMeter;
  private final Clock clock;
  private String warning = "";
  private long liveSince;

  private long pollTime;
  private long applyTime;

  /// @param read which offsets of each partition have been applied; grows with each that is
  Applier(
      Decoder decoder,
      DistrictCatalogue catalogue,
      RulesOfApplication rules,
      Counters counts,
      DeadLetters deadLetters,
      Map<PartitionId, OffsetIntervals> read,
      Journal journal,
      LagMeter lagMeter,
      Clock clock) {
    this.decoder = decoder;
    this.intake = new Intake(catalogue, rules, counts, deadLetters, this::measure);
    this.counts = counts;
    this.read = read;
    this.journal = journal;
    this.lagMeter = lagMeter;
    this.clock = clock;
  }

  /// What was there at the start has been read: from now on a topic that is stamped by its senders
  /// says something of the way.
  void caughtUp() {
    liveSince = clock.now();
    lagMeter.caughtUp();
  }

  /// When it had first caught up, microseconds UTC; meaningless before.
  long liveSince() {
    return liveSince;
  }

  /// What is wrong with the newest, empty if nothing is.
  String warning() {
    return warning;
  }

  void apply(Polled polled) {
    pollTime = polled.pollTime();
    polled.partitions().forEach(this::apply);
  }

  private void apply(PartitionRecords partition) {
    OffsetIntervals applied = read.computeIfAbsent(partition.id(), _ -> new OffsetIntervals());
    int number = partition.id().partition();
    applyTime = clock.now();
    // An error may have ended the round before.
    decoder.forget();
    intake.begin(partition, applied);
    List<ConsumerRecord<ByteBuffer, ByteBuffer>> records = partition.records();
    for (int i = 0; i < records.size(); i++) {
      ConsumerRecord<ByteBuffer, ByteBuffer> record = records.get(i);
      if (!applied.contains(record.offset())) {
        apply(record, i);
      }
    }
    handOn();
    intake.end();
    if (partition.from() < partition.next()) {
      // Offsets without a record for us have been passed as well.
      applied.add(partition.from(), partition.next());
      journal.read(partition.id(), partition.from(), partition.next());
    }
    if (partition.records().isEmpty()) {
      lagMeter.positioned(number, partition.next());
    } else {
      ConsumerRecord<ByteBuffer, ByteBuffer> last = partition.records().getLast();
      boolean bySender = last.timestampType() == TimestampType.CREATE_TIME;
      warning = bySender && isMeasured(last) ? STAMPED_BY_SENDERS : "";
      lagMeter.read(number, partition.next(), Micros.ofMillis(last.timestamp()), clock.now());
    }
  }

  private void apply(ConsumerRecord<ByteBuffer, ByteBuffer> record, int at) {
    boolean bare = !record.headers().iterator().hasNext();
    if (!bare || !decoder.gather(record.key(), record.value(), at)) {
      handOn();
      applyAlone(record, at);
    } else if (decoder.gathered() >= TOGETHER) {
      handOn();
    }
  }

  /// No record can end the loop: what cannot be handled is counted and kept with its reason.
  private void handOn() {
    while (decoder.gathered() > 0) {
      try {
        decoder.handOn(intake);
      } catch (RuntimeException e) {
        decoder.skipRecord();
        intake.rejected(INTERNAL_ERROR + e, "");
      }
    }
  }

  private void applyAlone(ConsumerRecord<ByteBuffer, ByteBuffer> record, int at) {
    intake.record(at);
    try {
      apply(record, RawRecord.of(intake.kept()));
    } catch (RuntimeException e) {
      intake.rejected(INTERNAL_ERROR + e, "");
    }
  }

  private void apply(ConsumerRecord<ByteBuffer, ByteBuffer> record, RawRecord raw) {
    if (!raw.isCanary()) {
      decoder.decode(raw, intake);
      return;
    }
    counts.countCanary();
    if (isMeasured(record)) {
      Canary.sendTime(raw)
          .ifPresent(
              sent ->
                  lagMeter.canary(
                      record.partition(),
                      sent,
                      raw.appendTime(),
                      record.timestampType() == TimestampType.LOG_APPEND_TIME,
                      pollTime,
                      applyTime));
    }
  }

  private boolean isMeasured(ConsumerRecord<?, ?> record) {
    return isMeasured(
        Micros.ofMillis(record.timestamp()),
        record.timestampType() == TimestampType.LOG_APPEND_TIME);
  }

  /// On a topic whose records are stamped by their senders, what was written before we were live is
  /// somebody's past and says nothing of the way.
  private boolean isMeasured(long appendTime, boolean byBroker) {
    return byBroker || appendTime >= liveSince;
  }

  private void measure(long eventTime, long appendTime, boolean byBroker) {
    if (isMeasured(appendTime, byBroker)) {
      lagMeter.applied(eventTime, appendTime, pollTime, applyTime);
    } else {
      lagMeter.applied();
    }
  }
}
