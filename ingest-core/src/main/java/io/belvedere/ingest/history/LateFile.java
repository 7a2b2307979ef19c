package io.belvedere.ingest.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// What came too late for its slab, on disk.
///
/// What has been put into its slab since can be left out. Then the file is shorter than what was
/// ever written to it, but positions go on as if it were not: a frame tells by how much, twice,
/// because without it all that was left out would seem to be lost.
final class LateFile implements AutoCloseable {
  private static final int KIND = 2;
  private static final int ENTRIES = 1;
  private static final int LEFT_OUT = 2;
  private static final int BYTES_IN_FRAME = 1 << 20;
  private static final long NOWHERE = Long.MAX_VALUE;

  private final Path path;
  private final Damage damage;
  private FrameFile file;
  private long firstLoss = NOWHERE;

  /// Bytes that were left out.
  private long leftOut;

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
            (kind, payload) -> {
              if (kind == LEFT_OUT) {
                leftOut = payload.getLong();
              } else {
                EntryReader.read(payload, (int) Varints.get(payload), taker);
              }
            }));
  }

  /// Where the next goes: whatever is before is durable.
  long size() {
    return file.size() + leftOut;
  }

  /// Whether anything is missing of what had been written before `end`. What was torn when the
  /// machine went down lies behind it.
  boolean lostBefore(long end) {
    return (firstLoss != NOWHERE && firstLoss + leftOut < end) || size() < end;
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

  /// Says what need not be kept any more.
  interface Gone {
    boolean test(int datastream, Entry entry);
  }

  /// Leaves out what is kept elsewhere, durably by now. If that fails, the file is as it was.
  void leaveOut(Gone gone) throws IOException {
    List<ByteBuffer> rest = without(gone);
    long before = size();
    file.close();
    try {
      FrameFiles.replace(
          path,
          KIND,
          shorter -> {
            for (ByteBuffer frame : rest) {
              shorter.append(ENTRIES, frame);
            }
            long less = before - shorter.size() - 2 * (FrameFile.AROUND + Long.BYTES);
            for (int i = 0; i < 2; i++) {
              shorter.append(LEFT_OUT, new Varints.Out().putLong(less).toBuffer());
            }
          });
      leftOut = before - Files.size(path);
    } finally {
      file = FrameFile.openKeeping(path, KIND);
    }
  }

  private List<ByteBuffer> without(Gone gone) throws IOException {
    List<ByteBuffer> frames = new ArrayList<>();
    EntryWriter entries = new EntryWriter();
    read(
        (datastream, entry) -> {
          if (!gone.test(datastream, entry)) {
            entries.put(datastream, entry);
          }
          if (entries.size() >= BYTES_IN_FRAME) {
            frames.add(frame(entries));
            entries.clear();
          }
        });
    frames.add(frame(entries));
    return frames;
  }

  /// Begins again where there is no file any more.
  void restart() throws IOException {
    leftOut = 0;
    file.close();
    file = FrameFiles.openKeeping(path, KIND, damage);
  }

  /// Adds observations, durably.
  void add(EntryWriter entries) throws IOException {
    if (entries.count() > 0) {
      file.append(ENTRIES, frame(entries));
      file.force();
    }
  }

  private static ByteBuffer frame(EntryWriter entries) {
    return new Varints.Out()
        .put(entries.count())
        .putBytes(entries.bytes(), entries.size())
        .toBuffer();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
