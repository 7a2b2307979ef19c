package io.belvedere.ingest.history;

import io.belvedere.ingest.source.PartitionId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/// All versions of the catalogue on disk, in the order in which they were taken; only ever added
/// to, because Kafka compacts the older ones away.
///
/// [#keep] belongs to the feed thread, which never waits; [#takeRestored] to whoever starts the
/// feed; the rest to `history-io`.
public final class CatalogueJournal implements AutoCloseable {
  private static final int KIND = 5;
  private static final int RECORD = 1;

  private final @Nullable GrowingFile file;
  private final Queue<CatalogueRecord> waiting = new ConcurrentLinkedQueue<>();
  private List<CatalogueRecord> restored;

  private CatalogueJournal(@Nullable GrowingFile file, List<CatalogueRecord> restored) {
    this.file = file;
    this.restored = restored;
  }

  /// Keeps nothing.
  public static CatalogueJournal none() {
    return new CatalogueJournal(null, List.of());
  }

  static CatalogueJournal open(Path path, Damage damage) throws IOException {
    List<CatalogueRecord> found = new ArrayList<>();
    GrowingFile file =
        GrowingFile.open(
            path,
            KIND,
            damage,
            "has lost some versions of the catalogue.",
            (kind, payload) -> found.add(record(payload)));
    return new CatalogueJournal(file, found);
  }

  /// What was found when it was opened; once.
  public List<CatalogueRecord> takeRestored() {
    List<CatalogueRecord> all = restored;
    restored = List.of();
    return all;
  }

  /// Leaves a version to be written.
  public void keep(CatalogueRecord version) {
    if (file != null) {
      waiting.add(version);
    }
  }

  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /// Writes what is waiting, durably; what cannot be written is tried again with the next call.
  ///
  /// @return how many there were
  int write() throws IOException {
    if (file == null) {
      return 0;
    }
    int done = 0;
    for (CatalogueRecord next = waiting.peek(); next != null; next = waiting.peek()) {
      file.append(RECORD, payload(next));
      waiting.remove();
      done++;
    }
    file.force();
    return done;
  }

  private static ByteBuffer payload(CatalogueRecord version) {
    Uuid topic = version.partition().topicId();
    var out =
        new Varints.Out()
            .putLong(topic.getMostSignificantBits())
            .putLong(topic.getLeastSignificantBits())
            .put(version.partition().partition())
            .putSigned(version.offset())
            .putSigned(version.received());
    put(out, version.key());
    byte[] value = version.value();
    out.put(value == null ? 0 : 1);
    if (value != null) {
      put(out, value);
    }
    return out.toBuffer();
  }

  private static CatalogueRecord record(ByteBuffer payload) {
    Uuid topic = new Uuid(payload.getLong(), payload.getLong());
    var partition = new PartitionId(topic, (int) Varints.get(payload));
    long offset = Varints.getSigned(payload);
    long received = Varints.getSigned(payload);
    byte[] key = bytes(payload);
    byte @Nullable [] value = Varints.get(payload) == 0 ? null : bytes(payload);
    return new CatalogueRecord(partition, offset, received, key, value);
  }

  private static void put(Varints.Out out, byte[] bytes) {
    out.put(bytes.length).putBytes(bytes, bytes.length);
  }

  private static byte[] bytes(ByteBuffer payload) {
    byte[] bytes = new byte[(int) Varints.get(payload)];
    payload.get(bytes);
    return bytes;
  }

  /// Begins again where there is no file any more.
  void restart() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
