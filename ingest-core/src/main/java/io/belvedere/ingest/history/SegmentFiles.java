package io.belvedere.ingest.history;

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
  private final Deque<FrameFiles.Numbered> notLoaded = new ArrayDeque<>();
  private @Nullable FrameFile current;
  private int number = -1;

  private SegmentFiles(Path folder) {
    this.folder = folder;
  }

  static SegmentFiles open(Path folder) throws IOException {
    SegmentFiles files = new SegmentFiles(folder);
    files.notLoaded.addAll(FrameFiles.numbered(folder, PREFIX));
    return files;
  }

  /// The newest segment that has a slab; an empty one if there is none.
  Loaded loadNewest() throws IOException {
    int next = notLoaded.isEmpty() ? 0 : notLoaded.getLast().number() + 1;
    for (Loaded loaded = loadNext(); loaded != null; loaded = loadNext()) {
      if (!loaded.frames().isEmpty()) {
        return loaded;
      }
    }
    return new Loaded(new Segment(next), List.of());
  }

  /// The newest segment that has not been loaded; null if all are.
  @Nullable Loaded loadNext() throws IOException {
    FrameFiles.Numbered next = notLoaded.pollLast();
    if (next == null) {
      return null;
    }
    Segment segment = new Segment(next.number());
    List<SlabFrame> frames = new ArrayList<>();
    try (FrameFile file = FrameFile.openKeeping(next.file(), KIND)) {
      file.forward(
          FrameFiles.whole(
              (kind, payload) -> {
                SlabFrame frame = SlabFrame.read(payload, segment.arena());
                // One that could not be forced may have been written twice.
                if (frames.isEmpty() || frame.slab().from() >= frames.getLast().slab().to()) {
                  frames.add(frame);
                }
              }));
    }
    return new Loaded(segment, frames);
  }

  /// Writes a slab, durably.
  void write(DiskTask.Kept kept) throws IOException {
    if (current == null || number != kept.segment().number()) {
      close();
      number = kept.segment().number();
      current = FrameFiles.openKeeping(FrameFiles.numbered(folder, PREFIX, number), KIND);
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
