package io.belvedere.ingest.lag;

import io.belvedere.ingest.lag.LagReading.PartitionLag;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/// How far behind one topic is: joins what the probe says of the ends of its partitions with where
/// reading has got to, and measures the delays on the way. The feed thread only; the readings that
/// it gives are for everybody.
///
/// Delays are measured from the moment that the backlog has been read, because what was written
/// before we came says nothing of how fast the way is.
public final class LagMeter {
  private static final long WINDOW_NANOS = 10_000_000_000L;

  private final Clock clock;
  private final String topic;
  private final ProgressClock progress;
  private final DelayMeter endToEnd;
  private final DelayMeter toBroker;
  private final DelayMeter toClient;
  private final DelayMeter toTwin;
  private final Deque<Sample> samples = new ArrayDeque<>();

  private long[] positions = {};
  private long[] ends = {};
  private long applied;
  private boolean caughtUp;

  /// What two readings are compared by.
  private record Sample(long ticks, long applied, long offsetLag) {}

  public LagMeter(Clock clock, String topic, ProgressClock progress) {
    this.clock = clock;
    this.topic = topic;
    this.progress = progress;
    this.endToEnd = new DelayMeter(clock);
    this.toBroker = new DelayMeter(clock);
    this.toClient = new DelayMeter(clock);
    this.toTwin = new DelayMeter(clock);
  }

  /// From now on what is read is new, and its delays count.
  public void caughtUp() {
    caughtUp = true;
  }

  /// The position stands elsewhere: where reading begins, or behind what is not for us.
  public void positioned(int partition, long position) {
    ensure(partition);
    positions[partition] = position;
    progress.positioned(partition, position, clock.now());
  }

  /// Records have been read; it is enough to tell the last of those that one poll gave.
  ///
  /// @param position the next offset that will be read
  /// @param appendTime of the last record, microseconds UTC
  /// @param now microseconds UTC
  public void read(int partition, long position, long appendTime, long now) {
    ensure(partition);
    positions[partition] = position;
    progress.read(partition, position, appendTime, now);
  }

  /// The probe has learnt where a partition ends.
  ///
  /// @param askedAt when it asked, microseconds UTC; [ProgressClock#NONE] as for
  ///     [ProgressClock#probed]
  public void probed(int partition, long end, long askedAt) {
    ensure(partition);
    ends[partition] = end;
    progress.probed(partition, end, askedAt, clock.now());
  }

  /// An observation has been applied. All times are microseconds UTC.
  public void applied(long eventTime, long appendTime, long polledAt, long appliedAt) {
    applied++;
    if (caughtUp) {
      measure(eventTime, appendTime, polledAt, appliedAt);
    }
  }

  /// An observation has been applied whose times say nothing of the way.
  public void applied() {
    applied++;
  }

  /// A canary has come through: it measures the way and is no observation. All times are
  /// microseconds UTC.
  public void canary(long sentAt, long appendTime, long polledAt, long handledAt) {
    if (caughtUp) {
      measure(sentAt, appendTime, polledAt, handledAt);
    }
  }

  /// Where things stand. To be asked about once a second: rate and trend compare with the readings
  /// of the last ten seconds.
  public LagReading reading() {
    long now = clock.now();
    List<PartitionLag> partitions = new ArrayList<>(positions.length);
    for (int i = 0; i < positions.length; i++) {
      long seen = progress.progress(i);
      // What is not read yet was appended after everything of which we know that we have seen it.
      boolean behind = ends[i] > positions[i] && seen != ProgressClock.NONE;
      partitions.add(
          new PartitionLag(
              topic, i, positions[i], ends[i], behind ? Math.max(0, now - seen) : 0, seen));
    }
    long offsetLag = partitions.stream().mapToLong(PartitionLag::offsetLag).sum();
    Sample latest = new Sample(clock.ticks(), applied, offsetLag);
    Sample earliest = window(latest);
    double seconds = (latest.ticks - earliest.ticks) / 1e9;
    double perSecond = seconds == 0 ? 0 : (latest.applied - earliest.applied) / seconds;
    double trend = seconds == 0 ? 0 : (latest.offsetLag - earliest.offsetLag) / seconds;
    return new LagReading(
        partitions,
        perSecond,
        endToEnd.reading(),
        toBroker.reading(),
        toClient.reading(),
        toTwin.reading(),
        trend,
        timeToClear(offsetLag, trend));
  }

  private void measure(long eventTime, long appendTime, long polledAt, long appliedAt) {
    endToEnd.record(appliedAt - eventTime, 1);
    toBroker.record(appendTime - eventTime, 1);
    toClient.record(polledAt - appendTime, 1);
    toTwin.record(appliedAt - polledAt, 1);
  }

  /// Adds a sample and forgets those that are too old; the oldest that is left.
  private Sample window(Sample latest) {
    samples.addLast(latest);
    // One at or before the start of the window stays, so that the window is whole.
    Sample first = samples.removeFirst();
    while (!samples.isEmpty() && latest.ticks - samples.getFirst().ticks >= WINDOW_NANOS) {
      first = samples.removeFirst();
    }
    samples.addFirst(first);
    return first;
  }

  private static OptionalLong timeToClear(long offsetLag, double trend) {
    if (offsetLag == 0 || trend >= 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.round(offsetLag / -trend * Micros.PER_SECOND));
  }

  private void ensure(int partition) {
    if (partition >= positions.length) {
      positions = Arrays.copyOf(positions, partition + 1);
      ends = Arrays.copyOf(ends, partition + 1);
    }
  }
}
