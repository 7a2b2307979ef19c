package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.source.OffsetIntervals;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Twin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;

/// A history on disk from a start to an end, with a log of one partition that it applies.
final class HistoryRun {
  static final PartitionId PARTITION = new PartitionId(new Uuid(3, 4), 0);

  record Sent(String id, long eventTime, long receiveTime, double value) {}

  final HistoryDisk disk;
  final SlabStore store;
  final OffsetIntervals applied = new OffsetIntervals();
  final List<String> names;
  final RulesOfApplication rules;
  private final Twin twin = new Twin();
  private long ticks;

  HistoryRun(Path folder) throws IOException {
    this(
        folder,
        new SlabStore(Duration.ofDays(9), 1L << 40, /* mostInSlab= */ 12, 60_000_000, 1_500));
  }

  HistoryRun(Path folder, SlabStore store) throws IOException {
    this(HistoryDisk.open(folder), store);
  }

  HistoryRun(HistoryDisk disk, SlabStore store) throws IOException {
    this.store = store;
    this.disk = disk;
    disk.restore(store);
    names = new ArrayList<>(disk.names());
    disk.read().values().forEach(applied::addAll);
    DistrictState state = new DistrictState();
    store.latestAt(Micros.LATEST, state);
    renew(state);
    rules = new RulesOfApplication(twin, store, Duration.ofDays(1));
  }

  /// Has the twin know what is newer than what it has.
  void renew(DistrictState state) {
    for (int d = 0; d < state.size(); d++) {
      if (state.isKnown(d) && state.eventTime(d) > twin.newest(d)) {
        twin.apply(
            d, 0, state.eventTime(d), state.receiveTime(d), state.value(d), state.flags(d), 0, 0);
      }
    }
  }

  /// Applies what has not been applied, hands it over to the disk, and seals at once.
  void round(List<Sent> log, int from, int end) {
    apply(log, from, end);
    store.sealAtOnce(log.get(end - 1).receiveTime);
  }

  void apply(List<Sent> log, int from, int end) {
    boolean any = false;
    for (int offset = from; offset < end; offset++) {
      if (applied.add(offset)) {
        any = true;
        Sent each = log.get(offset);
        rules.take(
            number(each.id),
            0,
            each.eventTime,
            each.receiveTime,
            each.value,
            Quality.GOOD,
            Severity.NORMAL,
            0,
            0);
      }
    }
    if (any) {
      endRound(from, end, /* seconds= */ 1);
    }
  }

  /// Tells the disk what was applied, some time after the last round.
  void endRound(int from, int end, double seconds) {
    disk.journal().read(PARTITION, from, end);
    ticks += Math.round(seconds * 1e9);
    disk.journal().endRound(names, ticks);
  }

  void persist() {
    disk.runOnce(store);
  }

  int number(String id) {
    int number = names.indexOf(id);
    if (number < 0) {
      number = names.size();
      names.add(id);
    }
    return number;
  }

  void loadAll() {
    while (!disk.allLoaded()) {
      disk.runOnce(store);
      disk.loaded(store);
    }
  }

  void end() {
    disk.journal().handOver();
    disk.close();
  }
}
