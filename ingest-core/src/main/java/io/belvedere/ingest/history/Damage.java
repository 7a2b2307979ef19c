package io.belvedere.ingest.history;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which files have lost something; for the rest of the run, because nothing mends it.
final class Damage {
  private static final Logger LOG = LoggerFactory.getLogger(Damage.class);

  private final Path folder;
  private final Set<String> files = new ConcurrentSkipListSet<>();

  Damage(Path folder) {
    this.folder = folder;
  }

  /// @param what goes on from the name of the file to the end of the sentence
  void found(Path file, String what) {
    LOG.warn("{} {}", file, what);
    files.add(String.valueOf(file.getFileName()));
  }

  /// In words for an operator; empty if there is none. Any thread.
  String words() {
    return files.isEmpty()
        ? ""
        : "Part of the history in %s was damaged or lost: %s."
            .formatted(folder, String.join(", ", files));
  }
}
