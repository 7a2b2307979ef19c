package io.belvedere.ingest.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A frame file that is begun with the first record, and of whose records each stands for itself:
/// what is damaged is skipped, told, and gone from the file when it has been opened.
///
/// Damage that reaches to the end is not told: so looks what was being written when the machine
/// went down.
final class GrowingFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GrowingFile.class);

  private final Path path;
  private final int kind;
  private final Damage damage;
  private @Nullable FrameFile file;
  private boolean isForced = true;

  /// What was found when the file was opened.
  private static final class Found implements FrameFile.Visitor {
    final List<FrameFile.Frame> whole = new ArrayList<>();
    final FrameFile.Visitor taking;
    long firstLoss = Long.MAX_VALUE;
    long lastWhole;

    Found(Path path, FrameFiles.Taker taker) {
      this.taking =
          FrameFiles.whole(
              path,
              position -> firstLoss = Math.min(firstLoss, position),
              (kind, payload) -> {
                ByteBuffer copy = FrameReader.littleEndian(payload.remaining());
                copy.put(payload.duplicate()).flip();
                taker.take(kind, payload);
                whole.add(new FrameFile.Frame(kind, copy));
              });
    }

    @Override
    public boolean frame(long position, int kind, ByteBuffer payload) throws IOException {
      int before = whole.size();
      boolean goOn = taking.frame(position, kind, payload);
      lastWhole = whole.size() > before ? position : lastWhole;
      return goOn;
    }

    @Override
    public void damaged(long position, long bytes) throws IOException {
      taking.damaged(position, bytes);
    }

    boolean isDamaged() {
      return firstLoss != Long.MAX_VALUE;
    }
  }

  private GrowingFile(Path path, int kind, Damage damage) {
    this.path = path;
    this.kind = kind;
    this.damage = damage;
  }

  /// Opens a file, if it is there.
  ///
  /// @param loss goes on from the name of the file to the end of the sentence, if some is lost
  /// @param taker is given what is there, in the order in which it was written
  static GrowingFile open(Path path, int kind, Damage damage, String loss, FrameFiles.Taker taker)
      throws IOException {
    var opened = new GrowingFile(path, kind, damage);
    if (Files.exists(path)) {
      FrameFile file = FrameFiles.openKeeping(path, kind, damage);
      opened.file = file;
      var found = new Found(path, taker);
      try {
        file.forward(found);
      } catch (IOException | RuntimeException e) {
        opened.close();
        throw e;
      }
      if (found.isDamaged()) {
        if (found.firstLoss < found.lastWhole) {
          damage.found(path, loss);
        }
        opened.mend(found.whole);
      }
    }
    return opened;
  }

  /// Leaves out what is damaged; where that cannot be written, it stays, and is skipped again.
  private void mend(List<FrameFile.Frame> whole) {
    try {
      replace(whole);
    } catch (IOException e) {
      LOG.warn("{} stays damaged: {}", path, Causes.words(e));
    }
  }

  /// Adds a record, durable after the next [#force].
  void append(int frameKind, ByteBuffer payload) throws IOException {
    FrameFile to = file;
    if (to == null) {
      to = FrameFiles.openKeeping(path, kind, damage);
      file = to;
    }
    isForced = false;
    to.append(frameKind, payload);
  }

  /// Makes all that was added durable.
  void force() throws IOException {
    FrameFile of = file;
    if (of != null && !isForced) {
      of.force();
      isForced = true;
    }
  }

  /// Writes other records in the place of all: whenever the machine goes down, either these are
  /// there or those.
  void replace(List<FrameFile.Frame> frames) throws IOException {
    Path half = path.resolveSibling(path.getFileName() + ".half");
    Files.deleteIfExists(half);
    try (FrameFile written = FrameFile.create(half, kind)) {
      for (FrameFile.Frame frame : frames) {
        written.append(frame.kind(), frame.payload());
      }
      written.force();
    }
    close();
    Files.move(half, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    WholeFile.forceName(path);
    file = FrameFile.openKeeping(path, kind);
    isForced = true;
  }

  /// Bytes.
  long size() {
    FrameFile of = file;
    return of == null ? 0 : of.size();
  }

  @Override
  public void close() throws IOException {
    FrameFile of = file;
    file = null;
    isForced = true;
    if (of != null) {
      of.close();
    }
  }
}
