package io.belvedere.ingest.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// How much memory this process takes.
final class Memory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private Memory() {}

  /// Bytes of the heap in use after a collection.
  static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /// Bytes of the whole process that are resident, heap and all; empty where Linux does not tell.
  static OptionalLong resident() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst();
    }
  }
}
