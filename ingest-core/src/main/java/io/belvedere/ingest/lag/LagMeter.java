package io.belvedere.ingest.lag;

import io.belvedere.ingest.source.RetentionRule;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
  private static final long NOWHERE = -1;

  private final Clock clock;
  private final String topic;
  private final ProgressClock progress;
  private final DelayMeter endToEnd;
  private final DelayMeter toBroker;
  private final DelayMeter toClient;
  private final DelayMeter toTwin;
  private final Deque<Sample> samples = new ArrayDeque<>();

  private final List<Partition> partitions = new ArrayList<>();
  private RetentionRule retention = RetentionRule.UNKNOWN;
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
    of(partition).position = position;
    progress.positioned(partition, position, clock.now());
  }

  /// Records have been read; it is enough to tell the last of those that one poll gave.
  ///
  /// @param position the next offset that will be read
  /// @param appendTime of the last record, microseconds UTC
  /// @param now microseconds UTC
  public void read(int partition, long position, long appendTime, long now) {
    of(partition).position = position;
    progress.read(partition, position, appendTime, now);
  }

  /// The probe has learnt when Kafka deletes what is in the topic.
  public void retained(RetentionRule rule) {
    retention = rule;
  }

  /// The probe has learnt where a partition begins.
  public void begins(int partition, long start) {
    of(partition).deletion.begins(clock.ticks(), start);
  }

  /// The probe has learnt where a partition ends.
  ///
  /// @param askedAt when it asked, microseconds UTC; [ProgressClock#NONE] as for
  ///     [ProgressClock#probed]
  public void probed(int partition, long end, long askedAt) {
    of(partition).probed(clock.ticks(), end);
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
  ///
  /// @param stamped whether the append time is the broker's
  public void canary(
      int partition, long sentAt, long appendTime, boolean stamped, long polledAt, long handledAt) {
    if (caughtUp) {
      measure(sentAt, appendTime, polledAt, handledAt);
      of(partition)
          .canaries
          .came(sentAt, stamped ? OptionalLong.of(appendTime) : OptionalLong.empty(), polledAt);
    }
  }

  /// Where things stand. To be asked about once a second: rate and trend compare with the readings
  /// of the last ten seconds.
  public LagReading reading() {
    List<PartitionLag> read = new ArrayList<>(partitions.size());
    for (int i = 0; i < partitions.size(); i++) {
      read.add(partitions.get(i).reading(i));
    }
    long offsetLag = read.stream().mapToLong(p -> p.offsetLag().orElse(0)).sum();
    Sample latest = new Sample(clock.ticks(), applied, offsetLag);
    Sample earliest = window(latest);
    double seconds = (latest.ticks - earliest.ticks) / 1e9;
    double perSecond = seconds == 0 ? 0 : (latest.applied - earliest.applied) / seconds;
    double trend = seconds == 0 ? 0 : (latest.offsetLag - earliest.offsetLag) / seconds;
    return new LagReading(
        read,
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

  private Partition of(int partition) {
    while (partition >= partitions.size()) {
      partitions.add(new Partition());
    }
    return partitions.get(partition);
  }

  private final class Partition {
    final DeletionWatch deletion = new DeletionWatch();
    final CanaryMeter canaries = new CanaryMeter(clock);
    private final PartitionWatch watch = new PartitionWatch();
    private OptionalLong end = OptionalLong.empty();
    private OptionalLong sampled = OptionalLong.empty();

    /// [#NOWHERE] as long as nobody knows where reading begins.
    long position = NOWHERE;

    void probed(long ticks, long end) {
      this.end = OptionalLong.of(end);
      if (position != NOWHERE) {
        sampled = OptionalLong.of(ticks);
        watch.sample(ticks, position, end);
      }
    }

    PartitionLag reading(int number) {
      OptionalLong timeLag = timeLag(progress.progress(number));
      return new PartitionLag(
          topic,
          number,
          position == NOWHERE
              ? new LagVerdict(LagStatus.UNKNOWN, "Where reading begins is not known yet.")
              : watch.verdict(),
          position == NOWHERE ? OptionalLong.empty() : OptionalLong.of(position),
          deletion.start(),
          end,
          timeLag,
          watch.trend(),
          margin(timeLag),
          canaries.reading(),
          progress.progress(number),
          sampled,
          watch.span(),
          watch.curve());
    }

    /// What is not read yet was appended after everything of which we know that we have seen it.
    private OptionalLong timeLag(long seen) {
      if (position == NOWHERE || end.isEmpty()) {
        return OptionalLong.empty();
      }
      if (end.getAsLong() <= position) {
        return OptionalLong.of(0);
      }
      return seen == ProgressClock.NONE
          ? OptionalLong.empty()
          : OptionalLong.of(Math.max(0, clock.now() - seen));
    }

    private Margin margin(OptionalLong timeLag) {
      return position == NOWHERE || end.isEmpty()
          ? new Margin.Unknown("How much waits is not known.")
          : deletion.margin(clock.ticks(), position, end.getAsLong(), timeLag, retention);
    }
  }
}
