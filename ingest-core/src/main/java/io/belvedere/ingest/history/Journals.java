package io.belvedere.ingest.history;

import io.belvedere.ingest.source.OffsetIntervals;
import io.belvedere.ingest.source.PartitionId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is in no slab yet, on disk: a file for each slab that was sealed, which begins with all
/// offsets that had been applied by then. A file goes when a slab holds the last of what is in it.
///
/// # Damage
/// Behind a frame that is not whole, nothing in its file counts. What later files say at their
/// beginning counts no longer then, because it takes for applied what has been lost; it is written
/// twice, because so much depends on it. Nothing is cut off, so the next start finds the same.
final class Journals implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journals.class);
  private static final int KIND = 3;
  private static final String PREFIX = "journal-";

  private static final int BEGINNING = 1;
  private static final int ROUNDS = 2;

  private final Path folder;
  private final Damage damage;
  private final Deque<Old> old = new ArrayDeque<>();

  /// Offsets that are durable.
  private final Map<PartitionId, OffsetIntervals> read = new HashMap<>();

  /// Offsets that are written, but not forced yet.
  private final List<DiskTask.Read> written = new ArrayList<>();

  private @Nullable FrameFile current;

  /// Whether anything is written that is not forced.
  private boolean isUnforced;

  private long number;
  private long newest = Long.MIN_VALUE;
  private long boundary = Sealed.BEGINNING;

  /// Where the late file ended with the last that was durable.
  private long lateEnd;

  /// Whether all files so far were whole.
  private boolean whole = true;

  private boolean stale;

  /// A journal that is not written to any more.
  ///
  /// @param newest the latest event time in it
  private record Old(Path file, long newest) {}

  private Journals(Path folder, Damage damage) {
    this.folder = folder;
    this.damage = damage;
  }

  static Journals open(Path folder, Damage damage) throws IOException {
    Journals journals = new Journals(folder, damage);
    for (FrameFiles.Numbered each : FrameFiles.numbered(folder, PREFIX)) {
      journals.whole &= journals.old.isEmpty() || each.number() == journals.number + 1;
      journals.take(each.file());
      journals.number = each.number();
    }
    return journals;
  }

  private void take(Path file) throws IOException {
    long[] latest = {Long.MIN_VALUE};
    boolean[] begun = {false};
    boolean good =
        walk(
            file,
            (kind, payload) -> {
              if (kind == BEGINNING) {
                takeBeginning(payload);
                begun[0] = true;
              } else {
                readEntries(
                    payload,
                    (datastream, entry) -> latest[0] = Math.max(latest[0], entry.eventTime()));
                takeRead(payload);
              }
            });
    whole &= good && begun[0];
    stale |= !begun[0];
    old.add(new Old(file, latest[0]));
  }

  /// Gives all observations, in the order in which they came.
  void readEntries(EntryReader.Taker taker) throws IOException {
    for (Old each : old) {
      var unused =
          walk(
              each.file,
              (kind, payload) -> {
                if (kind == ROUNDS) {
                  readEntries(payload, taker);
                }
              });
    }
  }

  /// @return whether the file is whole
  private static boolean walk(Path file, FrameFiles.Taker taker) throws IOException {
    boolean[] good = {true};
    try (FrameFile journal = FrameFiles.openMended(file, KIND)) {
      journal.forward(
          FrameFiles.whole(
              file,
              position -> good[0] = false,
              (kind, payload) -> {
                // Before one beginning, nothing but the other can be damaged.
                good[0] |= kind == BEGINNING;
                if (good[0]) {
                  taker.take(kind, payload);
                }
              }));
    } catch (DamagedFileException e) {
      LOG.warn("{}", e.getMessage());
      return false;
    }
    return good[0];
  }

  private static void readEntries(ByteBuffer payload, EntryReader.Taker taker) {
    EntryReader.read(payload, (int) Varints.get(payload), taker);
  }

  /// Which offsets are durable: copies for the feed, which adds to them what is not durable yet.
  Map<PartitionId, OffsetIntervals> read() {
    Map<PartitionId, OffsetIntervals> copies = new HashMap<>();
    read.forEach((partition, offsets) -> copies.put(partition, OffsetIntervals.copyOf(offsets)));
    return copies;
  }

  /// Where the late file ended when the last of these offsets were written down.
  long lateEnd() {
    return lateEnd;
  }

  /// Whether offsets may be missing of which the observations are in a slab.
  boolean stale() {
    return stale;
  }

  /// Where the newest slab ended when the newest journal began.
  long boundary() {
    return boundary;
  }

  /// @param lateEnd where the late file ends that was forced before
  void add(DiskTask.Rounds rounds, long lateEnd) throws IOException {
    add(rounds.head, rounds.read, lateEnd);
    newest = Math.max(newest, rounds.newest);
  }

  private void add(EntryWriter head, List<DiskTask.Read> read, long lateEnd) throws IOException {
    var out =
        new Varints.Out()
            .put(head.count())
            .putBytes(head.bytes(), head.size())
            .put(lateEnd)
            .put(read.size());
    for (DiskTask.Read each : read) {
      put(out, each.partition()).put(each.from()).put(each.next());
    }
    writable().append(ROUNDS, out.toBuffer());
    isUnforced = true;
    written.addAll(read);
    this.lateEnd = lateEnd;
  }

  /// Takes no offset for applied any more, durably, so that everything is read again.
  void forget() throws IOException {
    List<DiskTask.Read> all =
        read.keySet().stream().map(partition -> new DiskTask.Read(partition, 0, 0)).toList();
    add(new EntryWriter(), all, /* lateEnd= */ 0);
    force();
  }

  /// Begins again where there are no files any more.
  void restart() throws IOException {
    read.clear();
    written.clear();
    end();
    old.clear();
    lateEnd = 0;
  }

  /// Makes all that was added durable.
  void force() throws IOException {
    if (!isUnforced || current == null) {
      return;
    }
    try {
      current.force();
      isUnforced = false;
      written.forEach(this::apply);
    } catch (IOException e) {
      // Nobody knows what of it is there: what comes next goes into another file.
      end();
      throw e;
    } finally {
      written.clear();
    }
  }

  /// Begins the next journal, and removes those of which everything is in a slab.
  ///
  /// @param boundary where the newest slab ends
  void next(long boundary) throws IOException {
    force();
    this.boundary = boundary;
    end();
    var unused = writable();
    while (!old.isEmpty() && old.getFirst().newest < boundary) {
      Files.deleteIfExists(old.removeFirst().file);
    }
  }

  private void end() throws IOException {
    if (current != null) {
      old.add(new Old(FrameFiles.numbered(folder, PREFIX, number), newest));
      FrameFile ended = current;
      current = null;
      ended.close();
    }
  }

  private FrameFile writable() throws IOException {
    if (current == null) {
      number++;
      Path file = FrameFiles.numbered(folder, PREFIX, number);
      FrameFile begun = FrameFile.create(file, KIND);
      try {
        begun.append(BEGINNING, beginning());
        begun.append(BEGINNING, beginning());
        begun.force();
      } catch (IOException e) {
        begun.close();
        Files.deleteIfExists(file);
        throw e;
      }
      newest = Long.MIN_VALUE;
      current = begun;
    }
    return current;
  }

  private ByteBuffer beginning() {
    var out = new Varints.Out().putSigned(boundary).put(lateEnd).put(read.size());
    read.forEach(
        (partition, offsets) -> {
          List<OffsetIntervals.Interval> intervals = offsets.snapshot();
          put(out, partition).put(intervals.size());
          intervals.forEach(interval -> out.put(interval.from()).put(interval.to()));
        });
    return out.toBuffer();
  }

  /// Says more than all journals before it.
  private void takeBeginning(ByteBuffer payload) {
    boundary = Varints.getSigned(payload);
    lateEnd = Varints.get(payload);
    Map<PartitionId, OffsetIntervals> all = new HashMap<>();
    long partitions = Varints.get(payload);
    for (long i = 0; i < partitions; i++) {
      OffsetIntervals offsets = new OffsetIntervals();
      all.put(partition(payload), offsets);
      long intervals = Varints.get(payload);
      for (long k = 0; k < intervals; k++) {
        offsets.add(Varints.get(payload), Varints.get(payload));
      }
    }
    // A file that was torn when the machine went down has lost nothing that counted.
    if (whole || snapshots(all).equals(snapshots(read))) {
      whole = true;
      read.clear();
      read.putAll(all);
    } else {
      stale = true;
      damage.found(old.getLast().file, "is damaged: part of it has to be read from Kafka again.");
    }
  }

  private static Map<PartitionId, List<OffsetIntervals.Interval>> snapshots(
      Map<PartitionId, OffsetIntervals> offsets) {
    Map<PartitionId, List<OffsetIntervals.Interval>> snapshots = new HashMap<>();
    offsets.forEach(
        (partition, each) -> {
          if (each.count() > 0) {
            snapshots.put(partition, each.snapshot());
          }
        });
    return snapshots;
  }

  private void takeRead(ByteBuffer payload) {
    lateEnd = Varints.get(payload);
    long count = Varints.get(payload);
    for (long i = 0; i < count; i++) {
      apply(new DiskTask.Read(partition(payload), Varints.get(payload), Varints.get(payload)));
    }
  }

  private void apply(DiskTask.Read each) {
    OffsetIntervals offsets =
        read.computeIfAbsent(each.partition(), partition -> new OffsetIntervals());
    if (each.from() == each.next()) {
      offsets.truncate(each.from());
    } else {
      offsets.add(each.from(), each.next());
    }
  }

  private static Varints.Out put(Varints.Out out, PartitionId partition) {
    return out.putLong(partition.topicId().getMostSignificantBits())
        .putLong(partition.topicId().getLeastSignificantBits())
        .put(partition.partition());
  }

  private static PartitionId partition(ByteBuffer from) {
    Uuid topic = new Uuid(from.getLong(), from.getLong());
    return new PartitionId(topic, (int) Varints.get(from));
  }

  @Override
  public void close() throws IOException {
    end();
  }
}
