package io.belvedere.ingest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder that is deleted with everything in it.
final class TemporaryFolder implements AutoCloseable {
  private final Path root;

  TemporaryFolder() throws IOException {
    root = Files.createTempDirectory("belvedere-bench-");
  }

  Path resolve(String name) {
    return root.resolve(name);
  }

  @Override
  public void close() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(root)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
