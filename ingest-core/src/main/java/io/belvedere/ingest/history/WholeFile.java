package io.belvedere.ingest.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// Replaces files so that, whenever the machine goes down, either the old content is there or the
/// new one.
final class WholeFile {
  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  private WholeFile() {}

  /// Writes a file, which is durable afterwards. Only one thread may write the same file.
  ///
  /// @param content from its position to its limit, both of which stay
  static void write(Path file, ByteBuffer content) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".half");
    try {
      try (FileChannel out =
          FileChannel.open(
              half,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        Strokes.write(out, 0, content);
        out.force(true);
      }
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      var failure =
          new IOException("%s cannot be written: %s.".formatted(file, Causes.words(e)), e);
      try {
        Files.deleteIfExists(half);
      } catch (IOException again) {
        failure.addSuppressed(again);
      }
      throw failure;
    }
    forceName(file);
  }

  /// Makes durable that a file is in its folder under its name. Windows opens no folder as a file
  /// and writes names through by itself.
  static void forceName(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || WINDOWS) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw new IOException(
          "The folder %s cannot be forced: %s.".formatted(folder, Causes.words(e)), e);
    }
  }
}
