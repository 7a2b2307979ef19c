package io.belvedere.ingest.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the files of a history are found and read.
final class FrameFiles {
  private static final Logger LOG = LoggerFactory.getLogger(FrameFiles.class);

  private FrameFiles() {}

  /// Takes the whole frames.
  interface Taker {
    void take(int kind, ByteBuffer payload) throws IOException;
  }

  /// Takes note of what is damaged.
  interface Loss {
    void at(long position);
  }

  /// Opens a file, or begins it; what is damaged in it stays where it is. One of which nothing can
  /// be read is put aside as `….damaged`.
  static FrameFile openKeeping(Path path, int kind, Damage damage) throws IOException {
    try {
      return Files.exists(path) ? openMended(path, kind) : FrameFile.create(path, kind);
    } catch (DamagedFileException e) {
      damage.found(path, "is put aside, because nothing of it can be read.");
      putAside(path);
      return FrameFile.create(path, kind);
    }
  }

  /// Opens a file that is there.
  ///
  /// @throws DamagedFileException if nothing of it can be read
  static FrameFile openMended(Path path, int kind) throws IOException {
    try {
      return FrameFile.openKeeping(path, kind);
    } catch (DamagedFileException e) {
      if (!FrameFile.mend(path, kind)) {
        throw e;
      }
      LOG.warn("{} The frames behind are there, so its beginning was written again.", e.toString());
      return FrameFile.openKeeping(path, kind);
    }
  }

  /// Writes the frames of a file.
  interface Writer {
    void write(FrameFile file) throws IOException;
  }

  /// Begins a file, or replaces it as a whole, durably: whenever the machine goes down, either what
  /// was there before is there or all of the new.
  static void replace(Path path, int kind, Writer writer) throws IOException {
    Path half = path.resolveSibling(path.getFileName() + ".half");
    Files.deleteIfExists(half);
    try (FrameFile file = FrameFile.create(half, kind)) {
      writer.write(file);
      file.force();
    } catch (IOException | RuntimeException e) {
      try {
        Files.deleteIfExists(half);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
    Files.move(half, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    WholeFile.forceName(path);
  }

  static void putAside(Path path) throws IOException {
    Files.move(
        path,
        path.resolveSibling(path.getFileName() + ".damaged"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  /// Goes on to the end, past what is damaged or makes no sense.
  static FrameFile.Visitor whole(Path path, Loss loss, Taker taker) {
    return new FrameFile.Visitor() {
      @Override
      public boolean frame(long position, int kind, ByteBuffer payload) {
        try {
          taker.take(kind, payload);
        } catch (IOException | RuntimeException e) {
          LOG.warn("The frame at byte {} of {} makes no sense.", position, path, e);
          loss.at(position);
        }
        return true;
      }

      @Override
      public void damaged(long position, long bytes) {
        LOG.warn("{} bytes at byte {} of {} are damaged.", bytes, position, path);
        loss.at(position);
      }
    };
  }

  /// The files `prefix` with a number behind it, ascending.
  static List<Numbered> numbered(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(prefix + "[0-9]{8,18}"))
          .map(file -> new Numbered(file, number(file, prefix)))
          .sorted((a, b) -> Long.compare(a.number, b.number))
          .toList();
    }
  }

  static Path numbered(Path folder, String prefix, long number) {
    return folder.resolve("%s%08d".formatted(prefix, number));
  }

  private static long number(Path file, String prefix) {
    return Long.parseLong(file.getFileName().toString().substring(prefix.length()));
  }

  record Numbered(Path file, long number) {}
}
