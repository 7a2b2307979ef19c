package io.belvedere.ingest.history;

import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The progress of all partitions on disk. What is told is added; when that has made the file twice
/// as long, it asks for [all][#wantsAll], of which most is no longer needed, and is replaced as a
/// whole.
///
/// # Damage
/// What is told is numbered. Where a number is missing, nobody knows what happened: progress is
/// said to have stood since it was last seen, and so never to have been further than it was.
///
/// # Threads
/// [#wantsAll], [#keep] and [#keepAll] belong to the feed thread, which never waits;
/// [#takeRestored] to whoever starts the feed; the rest to `history-io`.
public final class ProgressFile implements AutoCloseable {
  private static final int KIND = 6;
  private static final int MARKS = 1;
  private static final ProgressMark.Kind[] KINDS = ProgressMark.Kind.values();

  /// Below this a file is not worth being made shorter, bytes.
  private static final long SHORT = 1 << 16;

  private static final int MOST_IN_FRAME = 1_000;

  /// Waiting for the disk, at most; all is told again where it cannot follow.
  private static final int MOST_WAITING = 1_000;

  /// Marks that belong together.
  ///
  /// @param replaces whether they stand for all before them
  private record Told(long number, List<ProgressMark> marks, boolean replaces) {}

  private final @Nullable GrowingFile file;
  private final Queue<Told> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waitingCount = new AtomicInteger();
  private List<ProgressMark> restored;
  private volatile boolean wantsAll;

  // The feed thread's.
  private long next;

  // The disk's.
  private long shortest = SHORT;

  private ProgressFile(@Nullable GrowingFile file, Restored restored) {
    this.file = file;
    this.restored = restored.marks;
    this.next = restored.next;
    this.wantsAll = restored.hasGaps || (file != null && file.size() > 2 * SHORT);
  }

  /// Keeps nothing.
  public static ProgressFile none() {
    return new ProgressFile(null, new Restored());
  }

  static ProgressFile open(Path path, Damage damage) throws IOException {
    var found = new Restored();
    GrowingFile file =
        GrowingFile.open(
            path,
            KIND,
            damage,
            "has lost part of what the connection was like.",
            (kind, payload) -> found.take(payload));
    return new ProgressFile(file, found);
  }

  /// What was found when it was opened, in the order in which it happened; once.
  public List<ProgressMark> takeRestored() {
    List<ProgressMark> all = restored;
    restored = List.of();
    return all;
  }

  /// Whether all is to be told anew.
  public boolean wantsAll() {
    return file != null && wantsAll;
  }

  /// Leaves marks to be written.
  public void keep(List<ProgressMark> marks) {
    if (file == null || marks.isEmpty()) {
      return;
    }
    if (waitingCount.get() >= MOST_WAITING) {
      wantsAll = true;
      return;
    }
    add(new Told(next++, List.copyOf(marks), /* replaces= */ false));
  }

  /// Leaves all marks to be written in the place of what is there.
  public void keepAll(List<ProgressMark> marks) {
    if (file == null || waitingCount.get() >= MOST_WAITING) {
      return;
    }
    wantsAll = false;
    next = Math.max(1, Math.ceilDiv(marks.size(), MOST_IN_FRAME));
    add(new Told(0, List.copyOf(marks), /* replaces= */ true));
  }

  private void add(Told told) {
    waitingCount.incrementAndGet();
    waiting.add(told);
  }

  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /// Writes what is waiting, durably; what cannot be written is tried again with the next call.
  ///
  /// @return how much there was
  int write() throws IOException {
    if (file == null) {
      return 0;
    }
    int done = 0;
    for (Told told = waiting.peek(); told != null; told = waiting.peek()) {
      if (told.replaces) {
        file.replace(frames(told.marks));
        shortest = Math.max(SHORT, file.size());
      } else {
        file.append(MARKS, payload(told.number, told.marks));
      }
      waiting.remove();
      waitingCount.decrementAndGet();
      done++;
    }
    file.force();
    if (file.size() > 2 * shortest) {
      shortest = file.size();
      wantsAll = true;
    }
    return done;
  }

  private static List<FrameFile.Frame> frames(List<ProgressMark> marks) {
    List<FrameFile.Frame> frames = new ArrayList<>();
    for (int at = 0; at == 0 || at < marks.size(); at += MOST_IN_FRAME) {
      List<ProgressMark> some = marks.subList(at, Math.min(marks.size(), at + MOST_IN_FRAME));
      frames.add(new FrameFile.Frame(MARKS, payload(frames.size(), some)));
    }
    return frames;
  }

  private static ByteBuffer payload(long number, List<ProgressMark> marks) {
    long base = marks.isEmpty() ? 0 : marks.getFirst().from();
    var out = new Varints.Out().put(number).putSigned(base).put(marks.size());
    for (ProgressMark mark : marks) {
      out.put(mark.partition())
          .put(mark.kind().ordinal())
          .putSigned(mark.from() - base)
          .putSigned(mark.from() - mark.progress());
    }
    return out.toBuffer();
  }

  /// What is read when the file is opened.
  private static final class Restored {
    final List<ProgressMark> marks = new ArrayList<>();
    final Map<Integer, ProgressMark> last = new TreeMap<>();
    long next;
    boolean hasGaps;

    void take(ByteBuffer payload) {
      long number = Varints.get(payload);
      if (number != next) {
        hasGaps = true;
        last.values().forEach(mark -> marks.add(stood(mark)));
      }
      next = number + 1;
      long base = Varints.getSigned(payload);
      long count = Varints.get(payload);
      for (long i = 0; i < count; i++) {
        int partition = (int) Varints.get(payload);
        ProgressMark.Kind kind = KINDS[(int) Varints.get(payload)];
        long from = base + Varints.getSigned(payload);
        var mark = new ProgressMark(partition, kind, from, from - Varints.getSigned(payload));
        if (last.put(partition, mark) == null && hasGaps) {
          // Of what was before it nothing is known.
          marks.add(
              new ProgressMark(
                  partition, ProgressMark.Kind.STOOD, Micros.EARLIEST, Micros.EARLIEST));
        }
        marks.add(mark);
      }
    }

    private static ProgressMark stood(ProgressMark last) {
      return new ProgressMark(
          last.partition(), ProgressMark.Kind.STOOD, last.from(), last.progress());
    }
  }

  /// Begins again where there is no file any more.
  void restart() throws IOException {
    if (file != null) {
      file.close();
      wantsAll = true;
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
