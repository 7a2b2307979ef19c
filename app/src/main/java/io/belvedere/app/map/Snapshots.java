package io.belvedere.app.map;

import io.belvedere.app.session.Inquiry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what leaves the map into files, away from the JavaFX thread, and tells where they are. A
/// file that is there already is never written over.
final class Snapshots {
  private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

  private final Inquiry<Wanted, Told> writing;
  private final Consumer<String> say;
  private @Nullable Told last;

  /// Puts bytes into a file.
  interface Content {
    void writeTo(Path file) throws IOException;
  }

  private record Wanted(Path folder, String name, String ending, Content content) {}

  /// Each is another one, whatever it says.
  private static final class Told {
    final String sentence;

    Told(String sentence) {
      this.sentence = sentence;
    }
  }

  Snapshots(Executor executor, Consumer<String> say) {
    this.writing = new Inquiry<>(executor, Snapshots::write);
    this.say = say;
  }

  /// @param name without its ending
  void write(Path folder, String name, String ending, Content content) {
    if (!writing.ask(new Wanted(folder, name, ending, content))) {
      say.accept("The last one is still being written.");
    }
  }

  /// Tells how it ended; once a pulse.
  void pulse() {
    Optional<Told> told = writing.answer();
    if (told.isPresent() && told.get() != last) {
      last = told.get();
      say.accept(last.sentence);
    }
  }

  private static Told write(Wanted wanted) {
    try {
      Files.createDirectories(wanted.folder);
      Path file = freeIn(wanted);
      wanted.content.writeTo(file);
      return new Told("Written: " + file);
    } catch (IOException | UncheckedIOException e) {
      log.warn("A snapshot of the map was not written to {}.", wanted.folder, e);
      return new Told("Nothing was written: " + wanted.folder + " cannot be written to.");
    }
  }

  private static Path freeIn(Wanted wanted) {
    Path file = wanted.folder.resolve(wanted.name + wanted.ending);
    for (int number = 2; Files.exists(file); number++) {
      file = wanted.folder.resolve(wanted.name + "-" + number + wanted.ending);
    }
    return file;
  }
}
