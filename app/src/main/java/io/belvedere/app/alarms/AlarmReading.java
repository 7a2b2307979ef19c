package io.belvedere.app.alarms;

import io.belvedere.app.session.Inquiry;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.feed.Recall;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.twin.DistrictState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Reads the alarms of an instant away from the JavaFX thread, and writes them down there too, at
/// most twice a second.
final class AlarmReading {
  private static final long SHORTEST_PAUSE = 500_000_000;

  private final Assessment assessment;
  private final Inquiry<Question, AlarmList> inquiry;

  /// Filled again and again, by one answer at a time.
  private final DistrictState state = new DistrictState();

  private Optional<Question> asked = Optional.empty();

  AlarmReading(Assessment assessment, Executor executor) {
    this.assessment = assessment;
    this.inquiry = new Inquiry<>(executor, this::answer);
  }

  /// Asks for the alarms of `instant` unless the last question was a moment ago. They are asked for
  /// again even if the instant stands: what is learnt late changes them.
  ///
  /// @param live whether `instant` is now
  /// @param ticks of the clock, nanoseconds
  /// @param text how times are written
  void ask(List<LiveDistrict> districts, long instant, boolean live, long ticks, TimeText text) {
    boolean due =
        asked.isEmpty()
            || asked.get().live() != live
            || ticks - asked.get().ticks() >= SHORTEST_PAUSE;
    Question question = new Question(districts, instant, live, ticks, text);
    if (due && inquiry.ask(question)) {
      asked = Optional.of(question);
    }
  }

  Optional<AlarmList> newest() {
    return inquiry.answer();
  }

  private AlarmList answer(Question question) {
    List<Alarm> alarms = new ArrayList<>();
    for (LiveDistrict district : question.districts()) {
      if (question.live()) {
        district.now(state);
      } else {
        var unused = Recall.at(district, question.instant(), state);
      }
      // The roster after the state, so that it knows every number in it.
      Roster roster = question.live() ? district.roster() : district.rosterAt(question.instant());
      alarms.addAll(assessment.of(roster, state, district.history()));
    }
    // Each district's come worst first; the sort is stable.
    alarms.sort(Comparator.comparing(Alarm::severity).reversed());
    return new AlarmList(
        question.instant(),
        question.ticks(),
        alarms.stream().map(a -> AlarmRow.of(a, question.instant(), question.text())).toList(),
        AlarmCounts.of(alarms));
  }

  private record Question(
      List<LiveDistrict> districts, long instant, boolean live, long ticks, TimeText text) {
    Question {
      districts = List.copyOf(districts);
    }
  }
}
