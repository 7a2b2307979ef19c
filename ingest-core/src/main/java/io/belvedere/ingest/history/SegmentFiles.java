package io.belvedere.ingest.history;

import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.time.TimeRanges;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The slabs on disk, a file for each segment. What is there is told in a [DiskIndex]: for it no
/// more is read of a file than the beginnings of its frames.
final class SegmentFiles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);
  private static final int KIND = 4;
  private static final int SLAB = 1;
  private static final String PREFIX = "segment-";

  /// Segments in which the newest slab is looked for before the start goes on without it.
  private static final int MOST_TRIED = 4;

  private final Path folder;
  private final Damage damage;
  private final DiskIndex index;
  private final Deque<FrameFiles.Numbered> notSeen = new ArrayDeque<>();
  private @Nullable FrameFile current;
  private long number = -1;

  private SegmentFiles(Path folder, Damage damage, DiskIndex index) {
    this.folder = folder;
    this.damage = damage;
    this.index = index;
  }

  static SegmentFiles open(Path folder, Damage damage, DiskIndex index) throws IOException {
    SegmentFiles files = new SegmentFiles(folder, damage, index);
    files.notSeen.addAll(FrameFiles.numbered(folder, PREFIX));
    return files;
  }

  /// The segment that the newest slab is in, and others that had to be loaded to find it; only an
  /// empty one if there is no slab.
  ///
  /// @param boundary where the newest slab ended that was written
  List<Loaded> loadNewest(long boundary) throws IOException {
    List<Loaded> found = new ArrayList<>();
    for (SegmentOnDisk next = seeNext(); next != null; next = seeNext()) {
      Loaded loaded = load(next.number());
      if (loaded.frames().isEmpty()) {
        loaded.segment().close();
        continue;
      }
      // What was inserted later begins later than the file that it was inserted in the middle of.
      found.add(loaded.end() > end(found) ? 0 : found.size(), loaded);
      if (found.getFirst().end() >= boundary || found.size() == MOST_TRIED) {
        break;
      }
    }
    return found.isEmpty() ? List.of(new Loaded(new Segment(), List.of())) : found;
  }

  private static long end(List<Loaded> found) {
    return found.isEmpty() ? Sealed.BEGINNING : found.getFirst().end();
  }

  /// Looks at the newest file that has not been looked at; null if all have been.
  @Nullable SegmentOnDisk seeNext() throws IOException {
    FrameFiles.Numbered next = notSeen.pollLast();
    if (next == null) {
      return null;
    }
    List<TimeRange> ranges = new ArrayList<>();
    try (FrameFile file = FrameFiles.openMended(next.file(), KIND)) {
      file.skim(
          SlabFrame.RANGE,
          FrameFiles.whole(
              next.file(),
              position -> {},
              (kind, payload) -> ranges.add(SlabFrame.range(payload))));
    } catch (DamagedFileException e) {
      damage.found(next.file(), "cannot be read.");
    }
    var seen = new SegmentOnDisk(next.number(), Files.size(next.file()), new TimeRanges(ranges));
    index.put(seen);
    return seen;
  }

  /// Loads a segment. What cannot be read of it is left out, and told.
  Loaded load(long number) throws IOException {
    Path path = path(number);
    Segment segment = new Segment().numbered(number);
    List<SlabFrame> frames = new ArrayList<>();
    boolean[] lost = {false};
    try (FrameFile file = FrameFiles.openMended(path, KIND)) {
      file.forward(
          FrameFiles.whole(
              path,
              position -> lost[0] = true,
              (kind, payload) -> {
                SlabFrame frame = SlabFrame.read(payload, segment.arena());
                // One that could not be forced may have been written twice.
                if (frames.isEmpty() || frame.slab().from() >= frames.getLast().slab().to()) {
                  frames.add(frame);
                }
              }));
    } catch (DamagedFileException e) {
      damage.found(path, "cannot be read.");
    } catch (IOException | RuntimeException e) {
      segment.close();
      if (!Files.exists(path)) {
        index.remove(number);
      }
      throw e;
    }
    if (lost[0]) {
      damage.found(path, "has lost part of what was in it.");
    }
    index.put(new SegmentOnDisk(number, Files.size(path), ranges(frames)));
    return new Loaded(segment, frames);
  }

  private static TimeRanges ranges(List<SlabFrame> frames) {
    return new TimeRanges(frames.stream().map(frame -> range(frame.slab())).toList());
  }

  private static TimeRange range(Slab slab) {
    return new TimeRange(slab.from(), slab.to());
  }

  /// Writes a slab, durably.
  void write(DiskTask.Kept kept) throws IOException {
    FrameFile file = current;
    if (file == null || number != kept.segment().number()) {
      close();
      number = kept.segment().number();
      file = FrameFiles.openKeeping(path(number), KIND, damage);
      current = file;
    }
    file.append(SLAB, kept.frame().write());
    file.force();
    long bytes = file.size();
    SegmentOnDisk seen =
        index.find(number).orElseGet(() -> new SegmentOnDisk(number, bytes, TimeRanges.NONE));
    index.put(seen.with(range(kept.frame().slab()), bytes));
  }

  /// Has a segment be made of these slabs, durably.
  void replace(Loaded segment) throws IOException {
    long replaced = segment.segment().number();
    Path path = path(replaced);
    if (replaced == number) {
      close();
    }
    FrameFiles.replace(
        path,
        KIND,
        again -> {
          for (SlabFrame frame : segment.frames()) {
            again.append(SLAB, frame.write());
          }
        });
    index.put(new SegmentOnDisk(replaced, size(path), ranges(segment.frames())));
  }

  /// Writes a segment again, with other keyframes for some of its slabs.
  ///
  /// @param carried those slabs, in memory
  void renew(long segment, List<Slab> carried) throws IOException {
    Path path = path(segment);
    if (!Files.exists(path)) {
      return;
    }
    Map<TimeRange, Slab> slabs =
        carried.stream().collect(Collectors.toMap(SegmentFiles::range, slab -> slab));
    if (segment == number) {
      close();
    }
    FrameFiles.replace(path, KIND, renewed -> renew(path, slabs, renewed));
    index
        .find(segment)
        .ifPresent(seen -> index.put(new SegmentOnDisk(segment, size(path), seen.ranges())));
  }

  private void renew(Path path, Map<TimeRange, Slab> carried, FrameFile renewed)
      throws IOException {
    try (FrameFile old = FrameFiles.openMended(path, KIND);
        Arena arena = Arena.ofConfined()) {
      old.forward(
          new FrameFile.Visitor() {
            @Override
            public boolean frame(long position, int kind, ByteBuffer payload) throws IOException {
              Slab slab = carried.get(SlabFrame.range(payload.duplicate()));
              if (slab == null) {
                renewed.append(kind, payload);
              } else {
                int[] histogram = SlabFrame.read(payload, arena).histogram();
                renewed.append(kind, new SlabFrame(slab, histogram).write());
              }
              return true;
            }

            @Override
            public void damaged(long position, long bytes) {
              damage.found(path, "has lost part of what was in it.");
            }
          });
    }
  }

  private static long size(Path path) {
    return path.toFile().length();
  }

  /// Deletes whole segments, the oldest first: what is too old, and what is too much. Never the
  /// newest, the one that is written to, or one of which anything is pinned.
  ///
  /// @param newest event time of all
  void trim(long newest, DiskLimits limits, Pins pins) {
    long before = newest - Micros.of(limits.age());
    long bytes = index.bytes();
    List<SegmentOnDisk> oldestFirst = new ArrayList<>(index.segments());
    oldestFirst.sort(Comparator.comparingLong(SegmentOnDisk::end));
    for (SegmentOnDisk each : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - 1))) {
      boolean goes = each.end() <= before || bytes > limits.bytes();
      if (goes && each.number() != number && !pins.holds(each) && delete(each.number())) {
        bytes -= each.bytes();
      }
    }
  }

  private boolean delete(long segment) {
    try {
      Files.deleteIfExists(path(segment));
      index.remove(segment);
      return true;
    } catch (IOException e) {
      LOG.warn("A segment that is too old cannot be deleted: {}", e.toString());
      return false;
    }
  }

  private Path path(long segment) {
    return FrameFiles.numbered(folder, PREFIX, segment);
  }

  /// Begins again where there are no files any more.
  void restart() throws IOException {
    close();
    index.clear();
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      FrameFile ended = current;
      current = null;
      ended.close();
    }
  }
}
