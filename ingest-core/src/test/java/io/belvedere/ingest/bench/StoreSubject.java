package io.belvedere.ingest.bench;

import io.belvedere.ingest.history.History;
import io.belvedere.ingest.history.HistoryDisk;
import io.belvedere.ingest.history.SlabStore;
import io.belvedere.ingest.source.OffsetIntervals;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.thread.Worker;
import io.belvedere.ingest.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/// The time-travel store with its disk, as a feed has them: what is appended is journalled, and
/// another thread writes.
final class StoreSubject implements Subject {
  private static final Duration FOR_EVER = Duration.ofDays(100 * 365);
  private static final PartitionId PARTITION = new PartitionId(new Uuid(1, 2), 0);

  private final TemporaryFolder folder = new TemporaryFolder();
  private final Path path = folder.resolve("history");
  private final List<String> names;
  private final Clock clock = Clock.system();
  private SlabStore store;
  private HistoryDisk disk;
  private Worker historyIo;
  private long appended;
  private long told;

  /// @param names of the datastreams
  StoreSubject(List<String> names) throws IOException {
    this.names = names;
    disk = HistoryDisk.open(path);
    store = newStore();
    disk.restore(store);
    historyIo = write(disk, store);
  }

  private static SlabStore newStore() {
    return new SlabStore(FOR_EVER, Long.MAX_VALUE);
  }

  private static Worker write(HistoryDisk disk, SlabStore store) {
    return Worker.start(
        "history-io", () -> disk.runOnce(store), Duration.ofMillis(250), _ -> {}, disk::close);
  }

  @Override
  public History history() {
    return store;
  }

  @Override
  public void ensure(int datastreams) {
    store.ensure(datastreams);
  }

  @Override
  public boolean contains(int datastream, long eventTime, double value) {
    return store.contains(datastream, eventTime, value);
  }

  @Override
  public void append(
      int datastream,
      long eventTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence) {
    appended++;
    store.append(datastream, eventTime, receiveTime, value, flags, epoch, sequence);
  }

  @Override
  public void appendQuarantined(
      int datastream,
      long sentTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence) {
    appended++;
    store.appendQuarantined(datastream, sentTime, receiveTime, value, flags, epoch, sequence);
  }

  @Override
  public void seal(long watermark) {
    disk.journal().read(PARTITION, told, appended);
    told = appended;
    disk.journal().endRound(names, clock.ticks());
    store.seal(watermark);
  }

  @Override
  public void settle() {
    while (store.merge()) {
      LockSupport.parkNanos(1_000_000);
      disk.loaded(store);
    }
  }

  /// Ends what is written first, so that all of it is there.
  @Override
  public long bytes() throws IOException {
    restart();
    try (Stream<Path> files = Files.list(path)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Override
  public long residentBytes() {
    return store.bytes();
  }

  @Override
  public Restart restart() throws IOException {
    disk.journal().handOver();
    historyIo.close();
    store.close();
    long begin = clock.ticks();
    disk = HistoryDisk.open(path);
    store = newStore();
    disk.restore(store);
    long live = clock.ticks();
    historyIo = write(disk, store);
    while (!disk.allLoaded()) {
      disk.loaded(store);
      LockSupport.parkNanos(1_000_000);
    }
    long full = clock.ticks();
    OffsetIntervals read = disk.read().getOrDefault(PARTITION, new OffsetIntervals());
    return new Restart(live - begin, full - begin, appended - read.count());
  }

  @Override
  public void close() throws IOException {
    historyIo.close();
    store.close();
    folder.close();
  }
}
