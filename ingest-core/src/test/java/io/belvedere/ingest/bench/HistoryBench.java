package io.belvedere.ingest.bench;

import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/// The history under a day of emergency: what it takes, how fast it takes in, how fast it answers;
/// then beside other ways to keep the same observations.
///
/// `bench.observations` says how many there are, `bench.csv` names a file to take them from, and
/// `bench.baselines=false` leaves the other ways out.
final class HistoryBench {
  private static final Duration WITH_INGEST = Duration.ofSeconds(10);

  private final Workload workload;
  private final Figures figures = new Figures();
  private final Clock clock = Clock.system();

  private HistoryBench(Workload workload) {
    this.workload = workload;
  }

  static void run() throws Exception {
    Workload workload = Workload.ofProperties();
    new HistoryBench(workload).measure();
    if (!System.getProperty("bench.baselines", "true").equals("false")) {
      new SideBySide(workload).measure();
    }
  }

  private void measure() throws IOException {
    try (ArrivalSource source = workload.open();
        Subject subject = Subject.open(workload)) {
      Intake intake = new Intake(subject, workload.datastreams().size(), new Kept(0));
      Filling filling = new Filling();
      filling.run(source, intake, workload.observations());
      TimeRange covered = subject.history().covered().orElseThrow();
      tellLoad(intake, filling, covered);
      long begin = clock.ticks();
      subject.settle();
      tellSettled(clock.ticks() - begin);
      tellSize(subject);
      Questions questions = new Questions(subject.history(), covered);
      tellAnswers(questions);
      try (var live = new LiveAppends(source, intake)) {
        Histogram busy = questions.latestAt(WITH_INGEST);
        tell(String.format(Locale.ROOT, "latest-at while %,d come in", live.count()), busy);
        figures.addTimes("history.latest_at_ingest", busy);
      }
      tellRestart(subject);
      figures.print();
    }
  }

  private void tellRestart(Subject subject) throws IOException {
    Subject.Restart restart = subject.restart();
    System.out.printf(
        Locale.ROOT,
        "started again: live after %.2f s, all of the past after %.2f s, %,d to be read again%n",
        restart.liveNanos() / 1e9,
        restart.fullNanos() / 1e9,
        restart.refetched());
    figures.add("history.restart_live_s", restart.liveNanos() / 1e9, "s");
    figures.add("history.restart_full_s", restart.fullNanos() / 1e9, "s");
    figures.add("history.restart_refetched", (double) restart.refetched(), "count");
  }

  private void tellLoad(Intake intake, Filling filling, TimeRange covered) {
    System.out.printf(
        Locale.ROOT,
        "%s: %,d observations of %,d datastreams over %.1f h%n  %s%n  %.0f ns each to make, %.0f ns to append%n",
        workload.name(),
        workload.observations(),
        workload.datastreams().size(),
        (double) covered.length() / Micros.PER_HOUR,
        intake.fates(),
        filling.sourceNanosEach(),
        intake.nanosEach());
    figures.add("history.observations", (double) workload.observations(), "count");
    figures.add("history.append_ns", intake.nanosEach(), "ns");
  }

  private void tellSettled(long nanos) {
    System.out.printf(Locale.ROOT, "  %.1f s to put what came too late into place%n", nanos / 1e9);
    figures.add("history.settle_s", nanos / 1e9, "s");
  }

  private void tellSize(Subject subject) throws IOException {
    double each = (double) subject.bytes() / subject.history().size();
    double heap = Memory.heap() / 1e6;
    OptionalLong process = Memory.resident();
    System.out.printf(
        Locale.ROOT,
        "  %.2f bytes each; %.0f MB resident beside %.0f MB of heap; the process %s%n",
        each,
        subject.residentBytes() / 1e6,
        heap,
        process.isPresent()
            ? String.format(Locale.ROOT, "%.0f MB", process.getAsLong() / 1e6)
            : "does not tell");
    figures.add("history.bytes_per_observation", each, "bytes");
    figures.add("history.resident_mb", subject.residentBytes() / 1e6, "MB");
    figures.add("history.heap_mb", heap, "MB");
    process.ifPresent(bytes -> figures.add("history.process_mb", bytes / 1e6, "MB"));
  }

  private void tellAnswers(Questions questions) {
    System.out.printf("%-36s %9s %9s %9s  ms%n", "", "p50", "p99", "max");
    Histogram latestAt = questions.latestAt();
    tell("latest-at", latestAt);
    figures.addTimes("history.latest_at", latestAt);
    Histogram asKnown = questions.asKnown();
    tell("as-known", asKnown);
    figures.addTimes("history.as_known", asKnown);
    Histogram forward = questions.forward();
    tell("forward at 1x", forward);
    figures.addTimes("history.forward_1x", forward);
    Histogram backward = questions.backward();
    tell("backward at 1000x", backward);
    figures.addTimes("history.backward_1000x", backward);
    Histogram ranges = questions.ranges(workload.datastreams().size());
    tell("one datastream in 1,920 columns", ranges);
    figures.add("history.range_day_ms", Figures.millis(ranges, 99), "ms");
    Histogram density = questions.density();
    tell("density in 1,920 columns", density);
    figures.add("history.density_ms", Figures.millis(density, 99), "ms");
  }

  private static void tell(String what, Histogram times) {
    System.out.printf(
        Locale.ROOT,
        "%-36s %9.3f %9.3f %9.3f%n",
        what,
        Figures.millis(times, 50),
        Figures.millis(times, 99),
        Figures.millis(times, 100));
  }
}
