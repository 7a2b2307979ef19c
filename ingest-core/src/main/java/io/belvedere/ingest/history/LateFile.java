package io.belvedere.ingest.history;

import java.io.IOException;
import java.nio.file.Path;

/// What came too late for its slab, on disk.
final class LateFile implements AutoCloseable {
  private static final int KIND = 2;
  private static final int ENTRIES = 1;

  private final FrameFile file;

  private LateFile(FrameFile file) {
    this.file = file;
  }

  static LateFile open(Path path) throws IOException {
    return new LateFile(FrameFiles.openKeeping(path, KIND));
  }

  void read(EntryReader.Taker taker) throws IOException {
    file.forward(
        FrameFiles.whole(
            (kind, payload) -> EntryReader.read(payload, (int) Varints.get(payload), taker)));
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
