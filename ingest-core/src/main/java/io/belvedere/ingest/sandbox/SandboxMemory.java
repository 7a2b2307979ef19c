package io.belvedere.ingest.sandbox;

import io.belvedere.ingest.model.DistrictId;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Properties;

/// What a sandbox with a folder of its own remembers from one start to the next: when the script of
/// each district stood at 14:40. Only a district whose past was written to the end is remembered.
final class SandboxMemory {
  private final Path file;
  private final Properties remembered = new Properties();

  private SandboxMemory(Path file) {
    this.file = file;
  }

  /// What stands in `file`; nothing if it is not there.
  static SandboxMemory open(Path file) throws IOException {
    SandboxMemory memory = new SandboxMemory(file);
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        memory.remembered.load(reader);
      }
    }
    return memory;
  }

  /// The anchor of a district, microseconds UTC.
  ///
  /// @throws IOException if the file was changed to something that is no number
  synchronized OptionalLong anchor(DistrictId district) throws IOException {
    String anchor = remembered.getProperty(key(district));
    try {
      return anchor == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(anchor));
    } catch (NumberFormatException e) {
      throw new IOException(file + " says \"" + anchor + "\" where a number belongs.", e);
    }
  }

  synchronized void remember(DistrictId district, long anchor) throws IOException {
    remembered.setProperty(key(district), Long.toString(anchor));
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      remembered.store(writer, null);
    }
  }

  private static String key(DistrictId district) {
    return "anchor." + district.value();
  }
}
