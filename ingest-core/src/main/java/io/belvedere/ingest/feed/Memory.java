package io.belvedere.ingest.feed;

import io.belvedere.ingest.history.CatalogueJournal;
import io.belvedere.ingest.history.DiskLimits;
import io.belvedere.ingest.history.HistoryDisk;
import io.belvedere.ingest.history.Journal;
import io.belvedere.ingest.history.Pin;
import io.belvedere.ingest.history.ProgressFile;
import io.belvedere.ingest.history.SlabStore;
import io.belvedere.ingest.source.OffsetIntervals;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.time.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a district's feed remembers: in memory, and on disk where there is a folder for it. A disk
/// that cannot be used takes nothing from what is live: it is told, and memory has to do.
///
/// @param names the ids that have a number already
/// @param read which offsets have been applied already
/// @param refusal why there is no disk although one was asked for, in words for an operator
record Memory(
    SlabStore store,
    Optional<HistoryDisk> disk,
    List<String> names,
    Map<PartitionId, OffsetIntervals> read,
    String refusal) {
  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

  /// Above this the oldest observations go from memory: more than a day of 1,667 a second.
  private static final long MOST_BYTES = 1L << 30;

  /// Remembers nothing of earlier and leaves nothing for later.
  static Memory inMemory(Duration window) {
    return inMemory(window, "");
  }

  private static Memory inMemory(Duration window, String refusal) {
    return new Memory(
        new SlabStore(window, MOST_BYTES), Optional.empty(), List.of(), Map.of(), refusal);
  }

  /// Goes on with what an earlier run has left in a folder.
  ///
  /// @param window how much stays in memory
  /// @param limits how much stays in the folder
  static Memory onDisk(Duration window, Path folder, DiskLimits limits) {
    HistoryDisk disk;
    try {
      disk = HistoryDisk.open(folder, limits);
    } catch (IOException e) {
      return refused(window, e);
    }
    try {
      SlabStore store = new SlabStore(window, MOST_BYTES);
      disk.restore(store);
      return new Memory(store, Optional.of(disk), disk.names(), new HashMap<>(disk.read()), "");
    } catch (IOException e) {
      disk.close();
      return refused(window, e);
    }
  }

  private static Memory refused(Duration window, IOException e) {
    String words = "The history on disk cannot be used: " + e.getMessage();
    LOG.warn("{}", words, e);
    return inMemory(window, words);
  }

  Journal journal() {
    return disk.map(HistoryDisk::journal).orElseGet(Journal::none);
  }

  CatalogueJournal catalogue() {
    return disk.map(HistoryDisk::catalogue).orElseGet(CatalogueJournal::none);
  }

  ProgressFile progress() {
    return disk.map(HistoryDisk::progress).orElseGet(ProgressFile::none);
  }

  /// Takes over what has been loaded meanwhile. Feed thread.
  void takeLoaded() {
    disk.ifPresent(d -> d.loaded(store));
  }

  /// Has what is on disk only come to memory, if there is any of it in the range. Any thread.
  void want(TimeRange range) {
    disk.ifPresent(d -> d.want(range, store));
  }

  /// @return whether it is pinned: it is not where there is no disk
  boolean pin(Pin pin) {
    disk.ifPresent(d -> d.pin(pin));
    return disk.isPresent();
  }

  /// @return whether there was such a pin
  boolean unpin(Pin pin) {
    return disk.isPresent() && disk.get().unpin(pin);
  }

  List<Pin> pins() {
    return disk.map(HistoryDisk::pins).orElse(List.of());
  }

  /// What `history-io` does.
  int runOnce() {
    if (disk.isPresent()) {
      return disk.get().runOnce(store);
    }
    store.reclaim();
    return 0;
  }

  /// What it takes, and whether it is kept. Any thread.
  Keeping keeping() {
    return new Keeping(
        store.bytes(),
        MOST_BYTES,
        disk.isPresent(),
        isLoaded(),
        trouble(),
        disk.map(this::onDisk).orElse(Keeping.Disk.NOTHING));
  }

  /// Whether all that was in the folder is known. Any thread.
  boolean isLoaded() {
    return disk.map(HistoryDisk::allLoaded).orElse(true);
  }

  /// Why something cannot be kept, in words for an operator. Any thread.
  String trouble() {
    return disk.map(HistoryDisk::trouble).orElse(refusal);
  }

  private Keeping.Disk onDisk(HistoryDisk kept) {
    return new Keeping.Disk(
        kept.bytes(), kept.limits().bytes(), kept.oldest(), store.cold().size());
  }

  /// How often the disk has been brought up to date, see [HistoryDisk#written]; empty if there is
  /// none. Any thread.
  OptionalLong written() {
    return disk.map(d -> OptionalLong.of(d.written())).orElseGet(OptionalLong::empty);
  }

  void close() {
    disk.ifPresent(HistoryDisk::close);
  }
}
