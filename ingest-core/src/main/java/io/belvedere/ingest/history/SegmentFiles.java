package io.belvedere.ingest.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The slabs on disk, a file for each segment.
final class SegmentFiles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);
  private static final int KIND = 4;
  private static final int SLAB = 1;
  private static final String PREFIX = "segment-";

  /// Segments in which the newest slab is looked for before the start goes on without it.
  private static final int MOST_TRIED = 4;

  private final Path folder;
  private final Damage damage;
  private final Deque<FrameFiles.Numbered> notLoaded = new ArrayDeque<>();
  private @Nullable FrameFile current;
  private long number = -1;

  private SegmentFiles(Path folder, Damage damage) {
    this.folder = folder;
    this.damage = damage;
  }

  static SegmentFiles open(Path folder, Damage damage) throws IOException {
    SegmentFiles files = new SegmentFiles(folder, damage);
    files.notLoaded.addAll(FrameFiles.numbered(folder, PREFIX));
    return files;
  }

  /// The segment that the newest slab is in, and others that had to be loaded to find it; only an
  /// empty one if there is no slab.
  ///
  /// @param boundary where the newest slab ended that was written
  List<Loaded> loadNewest(long boundary) throws IOException {
    List<Loaded> found = new ArrayList<>();
    for (Loaded loaded = loadNext(); loaded != null; loaded = loadNext()) {
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

  /// The newest segment that has not been loaded; null if all are. What cannot be read of it is
  /// left out, and told.
  @Nullable Loaded loadNext() throws IOException {
    FrameFiles.Numbered next = notLoaded.pollLast();
    if (next == null) {
      return null;
    }
    Segment segment = new Segment().numbered(next.number());
    List<SlabFrame> frames = new ArrayList<>();
    boolean[] lost = {false};
    try (FrameFile file = FrameFiles.openMended(next.file(), KIND)) {
      file.forward(
          FrameFiles.whole(
              next.file(),
              position -> lost[0] = true,
              (kind, payload) -> {
                SlabFrame frame = SlabFrame.read(payload, segment.arena());
                // One that could not be forced may have been written twice.
                if (frames.isEmpty() || frame.slab().from() >= frames.getLast().slab().to()) {
                  frames.add(frame);
                }
              }));
    } catch (DamagedFileException e) {
      damage.found(next.file(), "cannot be read.");
      return new Loaded(segment, frames);
    }
    if (lost[0]) {
      damage.found(next.file(), "has lost part of what was in it.");
    }
    return new Loaded(segment, frames);
  }

  /// Writes a slab, durably.
  void write(DiskTask.Kept kept) throws IOException {
    if (current == null || number != kept.segment().number()) {
      close();
      number = kept.segment().number();
      current = FrameFiles.openKeeping(FrameFiles.numbered(folder, PREFIX, number), KIND, damage);
    }
    current.append(SLAB, kept.frame().write());
    current.force();
  }

  /// Has a segment be made of these slabs, durably; whenever the machine goes down, it is either as
  /// it was or as it is to be.
  void replace(Loaded segment) throws IOException {
    Path file = FrameFiles.numbered(folder, PREFIX, segment.segment().number());
    Path half = file.resolveSibling(file.getFileName() + ".half");
    Files.deleteIfExists(half);
    try {
      try (FrameFile written = FrameFile.create(half, KIND)) {
        for (SlabFrame frame : segment.frames()) {
          written.append(SLAB, frame.write());
        }
        written.force();
      }
      if (number == segment.segment().number()) {
        close();
      }
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(half);
      throw e;
    }
    WholeFile.forceName(file);
  }

  void delete(long segment) {
    try {
      if (segment == number) {
        close();
      }
      Files.deleteIfExists(FrameFiles.numbered(folder, PREFIX, segment));
    } catch (IOException e) {
      LOG.warn("A segment that is too old cannot be deleted: {}", e.toString());
    }
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
