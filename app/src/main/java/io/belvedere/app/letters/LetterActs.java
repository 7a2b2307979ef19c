package io.belvedere.app.letters;

import io.belvedere.app.letters.LettersWriter.Question;
import io.belvedere.ingest.feed.DeadLetter;
import io.belvedere.ingest.feed.LetterBody;
import io.belvedere.ingest.feed.LetterFilter;
import io.belvedere.ingest.feed.LetterJson;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.feed.Retried;
import io.belvedere.ingest.time.Micros;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is done with letters, away from the JavaFX thread, one act at a time: written to a file, or
/// tried again. How far it is and how it ended is told in words.
final class LetterActs {
  private static final Logger LOG = LoggerFactory.getLogger(LetterActs.class);

  private final Path folder;
  private final Executor executor;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile String words = "";

  /// @param folder for what is written
  LetterActs(Path folder, Executor executor) {
    this.folder = folder;
    this.executor = executor;
  }

  /// How it goes; empty before the first act.
  String words() {
    return words;
  }

  boolean isBusy() {
    return busy.get();
  }

  /// Writes all that is wanted as JSON Lines.
  void export(Question what) {
    act("Writing …", () -> write(what));
  }

  /// Tries all again that is wanted and could not be read since.
  ///
  /// @param dryRun tells only what would come of it
  void tryAgain(Question what, boolean dryRun) {
    act(dryRun ? "Looking what would come of it …" : "Trying again …", () -> retry(what, dryRun));
  }

  @FunctionalInterface
  private interface Act {
    String run() throws IOException, InterruptedException;
  }

  private void act(String meanwhile, Act act) {
    if (!busy.compareAndSet(false, true)) {
      return;
    }
    words = meanwhile;
    executor.execute(
        () -> {
          try {
            words = act.run();
          } catch (IOException | RuntimeException e) {
            LOG.warn("An act with dead letters failed.", e);
            words = "It failed: " + e.getMessage();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            words = "It was stopped.";
          } finally {
            busy.set(false);
          }
        });
  }

  private static List<LiveDistrict> wanted(Question what) {
    return what.districts().stream()
        .filter(each -> what.wanted().wants(each.id().value()))
        .toList();
  }

  private String write(Question what) throws IOException {
    Files.createDirectories(folder);
    String of = what.wanted().district().isEmpty() ? "all" : what.wanted().district();
    String at =
        Micros.toInstant(what.now() / Micros.PER_SECOND * Micros.PER_SECOND)
            .toString()
            .replaceAll("[-:]", "");
    Path file = folder.resolve("dead-letters-%s-%s.jsonl".formatted(of, at));
    LetterFilter filter = what.wanted().filter(what.instant(), what.now());
    int count = 0;
    int gone = 0;
    try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (LiveDistrict district : wanted(what)) {
        for (DeadLetter each : district.letters().find(filter)) {
          Optional<LetterBody> body = district.letters().body(each);
          if (body.isPresent()) {
            LetterJson.export(each, body.get(), to);
            count++;
          } else {
            gone++;
          }
        }
      }
    }
    return "Wrote %,d letters to %s.%s"
        .formatted(count, file, gone == 0 ? "" : " %,d went meanwhile.".formatted(gone));
  }

  private String retry(Question what, boolean dryRun) throws InterruptedException {
    LetterFilter of = what.wanted().filter(what.instant(), what.now());
    LetterFilter filter =
        new LetterFilter(of.reason(), of.text(), of.partition(), of.since(), of.until(), true);
    List<LiveDistrict> districts = wanted(what);
    List<String> results = new ArrayList<>();
    for (LiveDistrict district : districts) {
      List<DeadLetter> which = district.letters().find(filter);
      String meanwhile = words;
      Retried result =
          district
              .letters()
              .tryAgain(
                  which,
                  dryRun,
                  done -> words = meanwhile + " %,d of %,d".formatted(done, which.size()));
      String prefix = districts.size() == 1 ? "" : district.roster().district().name() + ": ";
      if (!which.isEmpty() || districts.size() == 1) {
        results.add(prefix + result.sentence(dryRun));
      }
    }
    return results.isEmpty() ? "There is nothing to try again." : String.join("\n", results);
  }
}
