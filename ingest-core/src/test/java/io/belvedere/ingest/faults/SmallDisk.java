package io.belvedere.ingest.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A disk in memory that is soon full.
final class SmallDisk implements AutoCloseable {
  private static final int PORTION = 1 << 16;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /// In the place of a folder; empty where a process must not do that.
  static Optional<SmallDisk> mount(Path folder) {
    boolean mounted =
        Command.run("mount", "-t", "tmpfs", "-o", "size=512m", "tmpfs", folder.toString());
    return mounted ? Optional.of(new SmallDisk(folder)) : Optional.empty();
  }

  void fill() throws IOException {
    byte[] bytes = new byte[PORTION];
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(bytes);
      }
    } catch (IOException e) {
      if (!Files.exists(filler())) {
        throw e;
      }
      // Now it is full.
    }
  }

  void makeRoom() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  @Override
  public void close() {
    // Also if the broker still holds files open.
    var _ = Command.run("umount", "-l", folder.toString());
  }
}
