package io.belvedere.app.timeline;

import io.belvedere.ingest.feed.BackfillReading;
import io.belvedere.ingest.feed.BackfillReading.State;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.History;
import java.util.List;

/// How far the past of all districts is loaded that was missing, in words for an operator.
///
/// @param words empty if nothing is missing
/// @param why it does not go on, a sentence; empty if it does
/// @param isWanted whether it is being loaded, or waits to be
record PastProgress(String words, String why, boolean isWanted) {
  /// Nothing is missing.
  static final PastProgress NOTHING = new PastProgress("", "", true);

  static PastProgress of(List<LiveDistrict> districts) {
    List<BackfillReading> missing =
        districts.stream()
            .filter(PastProgress::lacksSomething)
            .map(LiveDistrict::backfill)
            .toList();
    List<BackfillReading> wanted =
        missing.stream().filter(past -> past.state() != State.CANCELLED).toList();
    if (missing.isEmpty()) {
      return NOTHING;
    }
    if (wanted.isEmpty()) {
      int done = percent(missing);
      String words = done == 0 ? "Past not loaded" : "Stopped at %d %% of the past".formatted(done);
      return new PastProgress(words, "", false);
    }
    String words = "Loading the past: %d %%".formatted(percent(wanted));
    boolean waits = wanted.stream().allMatch(past -> past.state() == State.WAITING);
    return new PastProgress(words, waits ? why(wanted) : "", true);
  }

  private static int percent(List<BackfillReading> of) {
    double done = of.stream().mapToDouble(BackfillReading::done).average().orElse(1);
    return (int) Math.floor(done * 100);
  }

  /// Whether something is missing that is on its way or may be asked for.
  boolean isMissing() {
    return !words.isEmpty();
  }

  /// All that there is to say, in one line.
  String line() {
    return why.isEmpty() ? words : words + ". " + why;
  }

  /// Who stopped it is told so until it is asked for again, whether anything is missing or not.
  private static boolean lacksSomething(LiveDistrict district) {
    return switch (district.backfill().state()) {
      case NOTHING_MISSING -> false;
      case READING, WAITING -> true;
      case CANCELLED -> lacks(district.history());
    };
  }

  private static boolean lacks(History history) {
    return !history.notLoaded().isEmpty() || !history.holes().isEmpty();
  }

  private static String why(List<BackfillReading> waiting) {
    return waiting.stream()
        .map(BackfillReading::trouble)
        .filter(trouble -> !trouble.isEmpty())
        .findFirst()
        .orElse("It waits.");
  }
}
