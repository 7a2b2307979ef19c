package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.history.HistoryRun.Sent;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a history promises whatever has become of its disk: nothing that was not sent, and outside
/// of its holes all that it takes for applied.
final class HistoryPromise {
  private static final TimeRange ALL = new TimeRange(Micros.EARLIEST, Micros.LATEST);

  private final HistoryRun run;
  private final List<Sent> log;
  private final TimeRange covered;
  private final List<TimeRange> holes;

  private HistoryPromise(HistoryRun run, List<Sent> log) {
    this.run = run;
    this.log = log;
    covered = run.store.covered().orElse(new TimeRange(Micros.LATEST, Micros.LATEST));
    holes = Stream.concat(run.store.holes().stream(), run.store.notLoaded().stream()).toList();
  }

  static void keptBy(HistoryRun run, List<Sent> log) {
    var promise = new HistoryPromise(run, log);
    List<Sent> promised =
        IntStream.range(0, log.size())
            .filter(run.applied::contains)
            .mapToObj(log::get)
            .filter(sent -> promise.isPromised(sent.eventTime()))
            .toList();
    Set<Sent> there = promise.range();
    assertThat(new HashSet<>(log)).containsAll(there);
    assertThat(there).containsAll(promised);
    promise.latestAt(promised);
  }

  private boolean isPromised(long t) {
    return t >= covered.from() && holes.stream().noneMatch(hole -> hole.contains(t));
  }

  private Set<Sent> range() {
    Set<Sent> there = new HashSet<>();
    for (int d = 0; d < run.names.size(); d++) {
      Series series = run.store.range(d, ALL);
      for (int i = 0; i < series.size(); i++) {
        boolean once =
            there.add(
                new Sent(
                    run.names.get(d),
                    series.eventTime()[i],
                    series.receiveTime()[i],
                    series.value()[i]));
        assertThat(once).as("nothing is there twice").isTrue();
      }
    }
    // Nobody is shown what came under an id that was lost.
    there.removeIf(sent -> sent.id().startsWith("\u0000lost-"));
    return there;
  }

  private void latestAt(List<Sent> promised) {
    DistrictState state = new DistrictState();
    for (int i = 0; i <= 12; i++) {
      long t = covered.from() + covered.length() * i / 12;
      if (isPromised(t)) {
        run.store.latestAt(t, state);
        for (int d = 0; d < run.names.size(); d++) {
          String id = run.names.get(d);
          long least = newest(promised, id, t);
          boolean known = d < state.size() && state.isKnown(d);
          assertThat(known ? state.eventTime(d) : DistrictState.NONE).isBetween(least, t);
          if (known && !id.startsWith("\u0000lost-")) {
            assertThat(log)
                .contains(new Sent(id, state.eventTime(d), state.receiveTime(d), state.value(d)));
          }
        }
      }
    }
  }

  private static long newest(List<Sent> sent, String id, long t) {
    return sent.stream()
        .filter(each -> each.id().equals(id) && each.eventTime() <= t)
        .mapToLong(Sent::eventTime)
        .max()
        .orElse(DistrictState.NONE);
  }
}
