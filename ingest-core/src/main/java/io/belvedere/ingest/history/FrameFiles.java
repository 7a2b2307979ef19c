package io.belvedere.ingest.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /// Opens a file, or begins it; what is damaged in it stays where it is.
  static FrameFile openKeeping(Path path, int kind) throws IOException {
    return Files.exists(path) ? FrameFile.openKeeping(path, kind) : FrameFile.create(path, kind);
  }

  /// Goes on to the end, and says in the log what was damaged.
  static FrameFile.Visitor whole(Taker taker) {
    return new FrameFile.Visitor() {
      @Override
      public boolean frame(long position, int kind, ByteBuffer payload) throws IOException {
        taker.take(kind, payload);
        return true;
      }

      @Override
      public void damaged(long position, long bytes) {
        LOG.warn("{} bytes at byte {} are damaged and left out.", bytes, position);
      }
    };
  }

  /// The files `prefix` with a number behind it, ascending.
  static List<Numbered> numbered(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(prefix + "[0-9]{8}"))
          .map(file -> new Numbered(file, number(file, prefix)))
          .sorted((a, b) -> Integer.compare(a.number, b.number))
          .toList();
    }
  }

  static Path numbered(Path folder, String prefix, int number) {
    return folder.resolve("%s%08d".formatted(prefix, number));
  }

  private static int number(Path file, String prefix) {
    return Integer.parseInt(file.getFileName().toString().substring(prefix.length()));
  }

  record Numbered(Path file, int number) {}
}
