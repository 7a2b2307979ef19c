package io.belvedere.ingest.bench;

import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.LongDataType;

/// An ordered map in a file: the key is the datastream and then the event time, so the state at an
/// instant is one step down from `(datastream, t)` for each datastream.
final class MvStoreBaseline implements Baseline {
  /// What is kept beside the key.
  private record Observed(long receiveTime, double value, int flags) {}

  private static final class ObservedType extends BasicDataType<Observed> {
    @Override
    public int getMemory(Observed observed) {
      return 40;
    }

    @Override
    public void write(WriteBuffer buffer, Observed observed) {
      buffer.putLong(observed.receiveTime).putDouble(observed.value).put((byte) observed.flags);
    }

    @Override
    public Observed read(ByteBuffer buffer) {
      return new Observed(buffer.getLong(), buffer.getDouble(), buffer.get());
    }

    @Override
    public Observed[] createStorage(int size) {
      return new Observed[size];
    }
  }

  private static final int CACHE_MB = 512;
  private static final int COMMIT_KB = 64 << 10;
  private static final int COMPACT_MS = 60_000;

  /// By so much others may be earlier than the first.
  private static final long EARLIER = 365 * Micros.PER_DAY;

  private final TemporaryFolder folder = new TemporaryFolder();
  private final Path file = folder.resolve("observations.mv");
  private final MVStore store =
      new MVStore.Builder()
          .fileName(file.toString())
          .cacheSize(CACHE_MB)
          .autoCommitBufferSize(COMMIT_KB)
          .open();
  private final MVMap<Long, Observed> map =
      store.openMap(
          "observations",
          new MVMap.Builder<Long, Observed>()
              .keyType(LongDataType.INSTANCE)
              .valueType(new ObservedType()));
  private final int datastreams;
  private final int timeBits;
  private long origin = Long.MIN_VALUE;

  MvStoreBaseline(int datastreams) throws IOException {
    this.datastreams = datastreams;
    this.timeBits = Long.numberOfLeadingZeros(datastreams) - 1;
  }

  @Override
  public String name() {
    return "mvstore";
  }

  @Override
  public int most() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int instants() {
    return 100;
  }

  @Override
  public void take(Arrivals batch) {
    if (origin == Long.MIN_VALUE && batch.size() > 0) {
      origin = batch.eventTime(0) - EARLIER;
    }
    for (int i = 0; i < batch.size(); i++) {
      map.put(
          key(batch.datastream(i), batch.eventTime(i)),
          new Observed(batch.receiveTime(i), batch.value(i), batch.flags(i)));
    }
  }

  private long key(int datastream, long time) {
    long offset = time - origin;
    if (offset < 0 || offset >>> timeBits != 0) {
      throw new IllegalStateException("The times are too far apart for a key: " + time);
    }
    return (long) datastream << timeBits | offset;
  }

  private long time(long key) {
    return (key & ((1L << timeBits) - 1)) + origin;
  }

  @Override
  public void finish() {
    store.commit();
    store.compactFile(COMPACT_MS);
  }

  @Override
  public long bytes() throws IOException {
    return Files.size(file);
  }

  @Override
  public List<String> ways() {
    return List.of("backward cursor", "floorKey, get");
  }

  @Override
  public void latestAt(int way, long t, DistrictState out) {
    out.reset(t, datastreams);
    for (int d = 0; d < datastreams; d++) {
      if (way == 0) {
        byCursor(d, t, out);
      } else {
        byFloorKey(d, t, out);
      }
    }
  }

  private void byCursor(int d, long t, DistrictState out) {
    Cursor<Long, Observed> cursor = map.cursor(key(d, t), key(d, origin), true);
    if (cursor.hasNext()) {
      long key = cursor.next();
      set(d, key, cursor.getValue(), out);
    }
  }

  private void byFloorKey(int d, long t, DistrictState out) {
    Long key = map.floorKey(key(d, t));
    Observed found = key == null || key >>> timeBits != d ? null : map.get(key);
    if (key != null && found != null) {
      set(d, key, found, out);
    }
  }

  private void set(int d, long key, Observed found, DistrictState out) {
    out.set(d, time(key), found.receiveTime, found.value, found.flags);
  }

  @Override
  public void close() throws IOException {
    store.closeImmediately();
    folder.close();
  }
}
