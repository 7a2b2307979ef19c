package io.belvedere.ingest.feed;

import io.belvedere.ingest.decode.Decoder;
import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.decode.RawRecord;
import io.belvedere.ingest.decode.Sink;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.Cut.Place;
import io.belvedere.ingest.feed.FromPast.Stray;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.source.Gap;
import io.belvedere.ingest.source.LeftOut;
import io.belvedere.ingest.source.OwnBytes;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.source.Polled;
import io.belvedere.ingest.source.Polled.PartitionRecords;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.Admission;
import io.belvedere.ingest.twin.Flags;
import io.belvedere.ingest.twin.Verdict;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// One chunk of the past while it is read: raw records in; its observations, strays and losses out.
/// Nothing of it has any effect before it is finished. Backfill thread.
///
/// Receive times are taken as the latest so far in the partition: that is what the log was cut by,
/// see [io.belvedere.ingest.source.RangeSource], also where senders stamp their records.
final class Gathering implements Sink {
  private final Cut cut;
  private final PastStore.Part part;
  private final PastNames names;
  private final Optional<LeftOut> leftOut;
  private final long retention;

  private final Counters counters = new Counters();
  private final List<Observed> inChunk = new ArrayList<>();
  private final List<Observed> astray = new ArrayList<>();
  private final List<Stray> strays = new ArrayList<>();
  private final Map<Integer, Long> reached = new HashMap<>();
  private final Map<Integer, Long> lostFrom = new HashMap<>();
  private final List<TimeRange> lost = new ArrayList<>();
  private final HeldLetters letters = new HeldLetters();
  private final Newest newest = new Newest();

  // Of the record that is looked at.
  private @Nullable PartitionId partition;
  private @Nullable ConsumerRecord<byte[], byte[]> record;
  private long receiveTime;
  private long reachedNow;
  private boolean accounted;
  private boolean isLive;

  /// @param leftOut what the live reading left out, if the chunk reaches to where that began
  /// @param retention see [Admission#of]
  Gathering(
      Cut cut, PastStore.Part part, PastNames names, Optional<LeftOut> leftOut, long retention) {
    this.cut = cut;
    this.part = part;
    this.names = names;
    this.leftOut = leftOut;
    this.retention = retention;
  }

  Cut cut() {
    return cut;
  }

  /// Decodes records. What they hold waits for [#settle].
  void take(Polled polled, Decoder decoder) {
    for (PartitionRecords partition : polled.partitions()) {
      for (ConsumerRecord<ByteBuffer, ByteBuffer> each : partition.records()) {
        take(partition.id(), OwnBytes.of(each), decoder);
      }
    }
    for (Gap gap : polled.gaps()) {
      int partition = gap.partition().partition();
      lostFrom.putIfAbsent(partition, reached.getOrDefault(partition, cut.received().from()));
    }
  }

  /// No record can end the reading: what cannot be handled is counted and kept with its reason.
  private void take(PartitionId id, ConsumerRecord<byte[], byte[]> each, Decoder decoder) {
    RawRecord raw = RawRecord.of(each);
    record = each;
    partition = id;
    receiveTime = raw.appendTime();
    reachedNow = reached.merge(id.partition(), receiveTime, Math::max);
    accounted = accountsFor(id, each.offset());
    isLive = leftOut.isPresent() && !leftOut.get().contains(id, each.offset());
    Long gapFrom = lostFrom.remove(id.partition());
    if (gapFrom != null) {
      lose(gapFrom, reachedNow);
    }
    if (raw.isCanary()) {
      return;
    }
    try {
      decoder.decode(raw, this);
    } catch (RuntimeException e) {
      rejected("internal error: " + e, "");
    }
  }

  /// Every record is accounted for by the chunk in which it was received. Where the live reading
  /// began, its offsets say more exactly than any clock what it has left to this chunk.
  private boolean accountsFor(PartitionId id, long offset) {
    TimeRange chunk = cut.chunk();
    return leftOut
        .map(live -> reachedNow >= chunk.from() && live.contains(id, offset))
        .orElseGet(() -> chunk.contains(reachedNow));
  }

  @Override
  public void observation(
      int handle, long eventTime, double value, Quality quality, long epoch, long sequence) {
    Admission admission = Admission.of(eventTime, receiveTime, retention);
    if (admission == Admission.REJECTED) {
      rejected("older than what is kept", "");
      return;
    }
    boolean quarantined = admission == Admission.QUARANTINED;
    long keptAt = quarantined ? receiveTime : eventTime;
    // What is looked at for its neighbours tells what had come before, as it was for the live one.
    boolean inOrder = newest.take(handle, keptAt, epoch, sequence);
    Place place = isLive ? Place.ELSEWHERE : cut.place(keptAt, reachedNow, accounted);
    if (place != Place.ELSEWHERE) {
      (place == Place.CHUNK ? inChunk : astray)
          .add(
              new Observed(
                  handle,
                  current().partition(),
                  keptAt,
                  receiveTime,
                  value,
                  quality,
                  epoch,
                  sequence,
                  quarantined,
                  !inOrder,
                  eventTime));
    }
  }

  @Override
  public void rejected(String reason, String pointer) {
    if (accounted && partition != null) {
      counters.receive(current().partition());
      letters.add(partition, current(), reason, pointer);
      counters.conclude(current().partition(), Verdict.REJECTED);
    }
  }

  /// Puts what was decoded to its place; the numbers of all its datastreams must be known.
  void settle() {
    for (Observed o : inChunk) {
      counters.receive(o.partition());
      if (names.number(o.handle()) == Names.FULL) {
        refuse(o);
        continue;
      }
      int flags = Flags.of(o.quality(), severity(o));
      flags = o.outOfOrder() ? Flags.outOfOrder(flags) : flags;
      counters.conclude(o.partition(), part.take(names.number(o.handle()), flags, o));
    }
    for (Observed o : astray) {
      if (names.number(o.handle()) == Names.FULL) {
        counters.receive(o.partition());
        refuse(o);
        continue;
      }
      strays.add(new Stray(names.number(o.handle()), severity(o), o));
    }
    inChunk.clear();
    astray.clear();
  }

  /// The last free number was given to another while this was read.
  private void refuse(Observed o) {
    counters.refuse();
    counters.conclude(o.partition(), Verdict.REJECTED);
  }

  private Severity severity(Observed o) {
    return names.severity(o.handle(), o.value());
  }

  /// What is to be handed over, when all has been settled.
  ///
  /// @param completeFrom see [io.belvedere.ingest.source.RangeSource#completeFrom]
  FromPast.Finished finish(long completeFrom) {
    lostFrom.values().forEach(from -> lose(from, cut.chunk().to()));
    lose(cut.chunk().from(), completeFrom);
    return FromPast.Finished.of(part.finish(names.size()), strays, lost, letters);
  }

  /// What became of everything but the strays.
  Fates fates() {
    return counters.read(0, 0).total();
  }

  private void lose(long from, long to) {
    long first = cut.chunk().clamp(from);
    long behind = cut.chunk().clamp(to);
    if (first < behind) {
      lost.add(new TimeRange(first, behind));
    }
  }

  private ConsumerRecord<byte[], byte[]> current() {
    if (record == null) {
      throw new IllegalStateException("No record was begun.");
    }
    return record;
  }
}
