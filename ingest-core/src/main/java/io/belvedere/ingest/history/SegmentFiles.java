package io.belvedere.ingest.history;

import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private final Path folder;
  private final Damage damage;
  private final Deque<FrameFiles.Numbered> notLoaded = new ArrayDeque<>();
  private @Nullable FrameFile current;
  private int number = -1;
  private long oldest;

  private SegmentFiles(Path folder, Damage damage) {
    this.folder = folder;
    this.damage = damage;
  }

  static SegmentFiles open(Path folder, Damage damage) throws IOException {
    SegmentFiles files = new SegmentFiles(folder, damage);
    files.notLoaded.addAll(FrameFiles.numbered(folder, PREFIX));
    return files;
  }

  /// The newest segment that has a slab; an empty one if there is none.
  ///
  /// @param boundary where the newest slab ended that was written
  Loaded loadNewest(long boundary) throws IOException {
    int next = notLoaded.isEmpty() ? 0 : notLoaded.getLast().number() + 1;
    oldest = boundary;
    boolean lost = false;
    for (Loaded loaded = loadNext(); loaded != null; loaded = loadNext()) {
      lost |= loaded.lost();
      if (!loaded.frames().isEmpty()) {
        return loaded;
      }
    }
    return new Loaded(new Segment(next), List.of(), lost);
  }

  /// The newest segment that has not been loaded; null if all are. What cannot be read of it is
  /// left out, and told.
  @Nullable Loaded loadNext() throws IOException {
    FrameFiles.Numbered next = notLoaded.pollLast();
    if (next == null) {
      return null;
    }
    Segment segment = new Segment(next.number());
    List<SlabFrame> frames = new ArrayList<>();
    boolean[] lost = {false};
    try (FrameFile file = FrameFiles.openMended(next.file(), KIND)) {
      file.forward(
          FrameFiles.whole(
              next.file(),
              position -> lost[0] |= frames.isEmpty(),
              (kind, payload) -> {
                SlabFrame frame = SlabFrame.read(payload, segment.arena());
                // One that could not be forced may have been written twice.
                if (frames.isEmpty() || frame.slab().from() >= frames.getLast().slab().to()) {
                  frames.add(frame);
                }
              }));
    } catch (DamagedFileException e) {
      damage.found(next.file(), "cannot be read.");
      lost[0] = true;
    }
    tellGaps(next.file(), frames);
    return new Loaded(segment, frames, lost[0] || frames.isEmpty());
  }

  private void tellGaps(Path file, List<SlabFrame> frames) {
    for (SlabFrame frame : frames.reversed()) {
      if (frame.slab().to() < oldest) {
        damage.found(
            file,
            "or one behind it has lost what was from %s to %s."
                .formatted(Micros.toInstant(frame.slab().to()), Micros.toInstant(oldest)));
      }
      oldest = frame.slab().from();
    }
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

  void delete(int segment) {
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
