package io.belvedere.ingest.feed;

import io.belvedere.ingest.history.CatalogueJournal;
import io.belvedere.ingest.history.HistoryDisk;
import io.belvedere.ingest.history.Journal;
import io.belvedere.ingest.history.ProgressFile;
import io.belvedere.ingest.history.SlabStore;
import io.belvedere.ingest.source.OffsetIntervals;
import io.belvedere.ingest.source.PartitionId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /// Above this the oldest observations are dropped: more than a day of 1,667 a second.
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
  static Memory onDisk(Duration window, Path folder) {
    HistoryDisk disk;
    try {
      disk = HistoryDisk.open(folder);
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
        disk.map(HistoryDisk::allLoaded).orElse(true),
        disk.map(HistoryDisk::trouble).orElse(refusal));
  }

  void close() {
    disk.ifPresent(HistoryDisk::close);
  }
}
