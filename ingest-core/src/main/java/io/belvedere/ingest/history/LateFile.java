package io.belvedere.ingest.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// What came too late for its slab, on disk.
final class LateFile implements AutoCloseable {
  private static final int KIND = 2;
  private static final int ENTRIES = 1;
  private static final long NOWHERE = Long.MAX_VALUE;

  private final Path path;
  private final Damage damage;
  private FrameFile file;
  private long firstLoss = NOWHERE;

  private LateFile(Path path, Damage damage, FrameFile file) {
    this.path = path;
    this.damage = damage;
    this.file = file;
  }

  static LateFile open(Path path, Damage damage) throws IOException {
    LateFile late = new LateFile(path, damage, FrameFiles.openKeeping(path, KIND, damage));
    late.read((datastream, entry) -> {});
    return late;
  }

  void read(EntryReader.Taker taker) throws IOException {
    file.forward(
        FrameFiles.whole(
            path,
            position -> firstLoss = Math.min(firstLoss, position),
            (kind, payload) -> EntryReader.read(payload, (int) Varints.get(payload), taker)));
  }

  /// Where the next goes: whatever is before is durable.
  long size() {
    return file.size();
  }

  /// Whether anything is missing of what had been written before `end`. What was torn when the
  /// machine went down lies behind it.
  boolean lostBefore(long end) {
    return firstLoss < end || file.size() < end;
  }

  /// Writes the file again without what is damaged in it, so that it does not count as lost twice.
  void mend(boolean lost) throws IOException {
    if (firstLoss == NOWHERE) {
      return;
    }
    Path half = path.resolveSibling(path.getFileName() + ".half");
    Files.deleteIfExists(half);
    try (FrameFile mended = FrameFile.create(half, KIND)) {
      file.forward(
          new FrameFile.Visitor() {
            @Override
            public boolean frame(long position, int kind, ByteBuffer payload) throws IOException {
              mended.append(kind, payload);
              return true;
            }

            @Override
            public void damaged(long position, long bytes) {}
          });
      mended.force();
    }
    file.close();
    if (lost) {
      FrameFiles.putAside(path);
    }
    Files.move(half, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    WholeFile.forceName(path);
    firstLoss = NOWHERE;
    file = FrameFile.openKeeping(path, KIND);
  }

  /// Begins again where there is no file any more.
  void restart() throws IOException {
    file.close();
    file = FrameFiles.openKeeping(path, KIND, damage);
  }

  /// Adds observations, durably.
  void add(EntryWriter entries) throws IOException {
    if (entries.count() > 0) {
      file.append(
          ENTRIES,
          new Varints.Out()
              .put(entries.count())
              .putBytes(entries.bytes(), entries.size())
              .toBuffer());
      file.force();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
