package io.belvedere.ingest.bench;

import io.belvedere.ingest.history.History;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/// The same observations kept in other ways, each loaded and asked alone, and held against our
/// answer at every instant that it is asked about.
final class SideBySide {
  /// Opens a baseline.
  @FunctionalInterface
  private interface Opener {
    Baseline open() throws Exception;
  }

  /// What a baseline was given.
  ///
  /// @param received from the first receive time to the last
  private record Load(long observations, long nanos, TimeRange received) {}

  private static final int MOST = 20_000_000;
  private static final int WARM_UP = 3;

  private final Workload workload;
  private final Kept kept;
  private final Clock clock = Clock.system();
  private final Figures figures = new Figures();

  SideBySide(Workload workload) {
    this.workload = workload;
    this.kept = new Kept((int) Math.min(MOST, workload.observations()));
  }

  void measure() throws Exception {
    int datastreams = workload.datastreams().size();
    List<Opener> baselines =
        List.of(
            () -> new DuckDbBaseline(datastreams),
            () -> new MvStoreBaseline(datastreams),
            () -> new KafkaBaseline(workload.datastreams()));
    try (Subject subject = Subject.open(workload)) {
      Intake intake = load(subject);
      TimeRange covered = subject.history().covered().orElseThrow();
      double ours = Figures.millis(new Questions(subject.history(), covered).latestAt(), 50);
      System.out.printf(
          "%-26s %12s %8s %8s %10s %13s %9s%n",
          "side by side", "observations", "load s", "MB", "bytes each", "latest-at ms", "ratio");
      long size = subject.history().size();
      row("ours", size, intake.nanosEach() * kept.size(), subject.bytes(), ours, 1, "");
      for (Opener opener : baselines) {
        try (Baseline baseline = opener.open()) {
          measure(baseline, subject.history(), ours);
        }
      }
    }
    figures.print();
  }

  private Intake load(Subject subject) throws IOException {
    Intake intake = new Intake(subject, workload.datastreams().size(), kept);
    try (ArrivalSource source = workload.open()) {
      new Filling().run(source, intake, Math.min(MOST, workload.observations()));
    }
    return intake;
  }

  private void measure(Baseline baseline, History history, double ours) throws Exception {
    Load load = load(baseline);
    long bytes = baseline.bytes();
    double best = Double.POSITIVE_INFINITY;
    for (int way = 0; way < baseline.ways().size(); way++) {
      double median = Figures.millis(ask(baseline, way, history, load.received), 50);
      row(
          baseline.name() + ", " + baseline.ways().get(way),
          load.observations,
          (double) load.nanos,
          bytes,
          median,
          median / ours,
          baseline.remark());
      best = Math.min(best, median);
    }
    String name = "history." + baseline.name();
    figures.add(name + "_ratio", best / ours, "ratio");
    figures.add(name + ".latest_at.p50_ms", best, "ms");
    figures.add(name + ".load_s", load.nanos / 1e9, "s");
    figures.add(name + ".bytes_per_observation", (double) bytes / load.observations, "bytes");
  }

  private Load load(Baseline baseline) throws Exception {
    long observations = 0;
    long nanos = 0;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    Arrivals batch = new Arrivals();
    try (Replay replay = new Replay(workload.open(), kept, baseline.most())) {
      while (replay.fill(batch)) {
        long begin = clock.ticks();
        baseline.take(batch);
        nanos += clock.ticks() - begin;
        observations += batch.size();
        if (batch.size() > 0) {
          first = Math.min(first, batch.receiveTime(0));
          last = batch.receiveTime(batch.size() - 1);
        }
      }
    }
    long begin = clock.ticks();
    baseline.finish();
    nanos += clock.ticks() - begin;
    return new Load(observations, nanos, new TimeRange(first, last));
  }

  /// Asks about instants before which there are ten minutes, or half of what was received.
  private Histogram ask(Baseline baseline, int way, History history, TimeRange received)
      throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    DistrictState state = new DistrictState();
    Histogram times = new Histogram(3);
    long from = received.from() + Math.min(KafkaBaseline.REREAD, received.length() / 2);
    for (int i = -WARM_UP; i < baseline.instants(); i++) {
      long t = Micros.ofMillis(Micros.toMillis(random.nextLong(from, received.to())));
      long begin = clock.ticks();
      baseline.latestAt(way, t, state);
      long nanos = clock.ticks() - begin;
      baseline.check(history, t, state);
      if (i >= 0) {
        times.recordValue(nanos);
      }
    }
    return times;
  }

  private static void row(
      String name,
      long observations,
      double loadNanos,
      long bytes,
      double median,
      double ratio,
      String remark) {
    System.out.printf(
        Locale.ROOT,
        "%-26s %,12d %8.1f %8.0f %10.1f %13.3f %,9.0f %s%n",
        name,
        observations,
        loadNanos / 1e9,
        bytes / 1e6,
        (double) bytes / observations,
        median,
        ratio,
        remark);
  }
}
