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

/// What is in no slab yet, on disk: a file for each slab that was sealed, which begins with all
/// offsets that had been applied by then. A file goes when a slab holds the last of what is in it.
final class Journals implements AutoCloseable {
  private static final int KIND = 3;
  private static final String PREFIX = "journal-";

  private static final int BEGINNING = 1;
  private static final int ROUNDS = 2;

  private final Path folder;
  private final Deque<Old> old = new ArrayDeque<>();

  /// Offsets that are durable.
  private final Map<PartitionId, OffsetIntervals> read = new HashMap<>();

  /// Offsets that are written, but not forced yet.
  private final List<DiskTask.Read> written = new ArrayList<>();

  private @Nullable FrameFile current;
  private int number;
  private long newest = Long.MIN_VALUE;
  private long boundary = Sealed.BEGINNING;

  /// A journal that is not written to any more.
  ///
  /// @param newest the latest event time in it
  private record Old(Path file, long newest) {}

  private Journals(Path folder) {
    this.folder = folder;
  }

  static Journals open(Path folder) throws IOException {
    Journals journals = new Journals(folder);
    for (FrameFiles.Numbered each : FrameFiles.numbered(folder, PREFIX)) {
      journals.take(each.file());
      journals.number = each.number();
    }
    return journals;
  }

  private void take(Path file) throws IOException {
    long[] latest = {Long.MIN_VALUE};
    // Behind a frame that is not whole nothing counts.
    try (FrameFile journal = FrameFile.open(file, KIND)) {
      journal.forward(
          FrameFiles.whole(
              (kind, payload) -> {
                if (kind == BEGINNING) {
                  takeBeginning(payload);
                } else {
                  readEntries(
                      payload,
                      (datastream, entry) -> latest[0] = Math.max(latest[0], entry.eventTime()));
                  takeRead(payload);
                }
              }));
    }
    old.add(new Old(file, latest[0]));
  }

  /// Gives all observations, in the order in which they came.
  void readEntries(EntryReader.Taker taker) throws IOException {
    for (Old each : old) {
      try (FrameFile journal = FrameFile.openKeeping(each.file, KIND)) {
        journal.forward(
            FrameFiles.whole(
                (kind, payload) -> {
                  if (kind == ROUNDS) {
                    readEntries(payload, taker);
                  }
                }));
      }
    }
  }

  private static void readEntries(ByteBuffer payload, EntryReader.Taker taker) {
    EntryReader.read(payload, (int) Varints.get(payload), taker);
  }

  /// Which offsets are durable.
  Map<PartitionId, OffsetIntervals> read() {
    return Map.copyOf(read);
  }

  /// Where the newest slab ended when the newest journal began.
  long boundary() {
    return boundary;
  }

  void add(DiskTask.Rounds rounds) throws IOException {
    var out =
        new Varints.Out()
            .put(rounds.head.count())
            .putBytes(rounds.head.bytes(), rounds.head.size())
            .put(rounds.read.size());
    for (DiskTask.Read each : rounds.read) {
      put(out, each.partition()).put(each.from()).put(each.next());
    }
    writable().append(ROUNDS, out.toBuffer());
    written.addAll(rounds.read);
    newest = Math.max(newest, rounds.newest);
  }

  /// Makes all that was added durable.
  void force() throws IOException {
    if (written.isEmpty() || current == null) {
      return;
    }
    try {
      current.force();
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
      FrameFile begun = FrameFile.create(FrameFiles.numbered(folder, PREFIX, number), KIND);
      begun.append(BEGINNING, beginning());
      begun.force();
      newest = Long.MIN_VALUE;
      current = begun;
    }
    return current;
  }

  private ByteBuffer beginning() {
    var out = new Varints.Out().putSigned(boundary).put(read.size());
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
    read.clear();
    long partitions = Varints.get(payload);
    for (long i = 0; i < partitions; i++) {
      OffsetIntervals offsets = new OffsetIntervals();
      read.put(partition(payload), offsets);
      long intervals = Varints.get(payload);
      for (long k = 0; k < intervals; k++) {
        offsets.add(Varints.get(payload), Varints.get(payload));
      }
    }
  }

  private void takeRead(ByteBuffer payload) {
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
