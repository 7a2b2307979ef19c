package io.belvedere.app.timeline;

import io.belvedere.app.session.Inquiry;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.time.TimeRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/// Reads what the lanes show, away from the JavaFX thread: the columns fast, because a zoom waits
/// for them, the samples at leisure.
final class TimelineReading {
  private final CityMap map;
  private final Map<DistrictId, Sampler> samplers = new HashMap<>();
  private final Inquiry<Question, Columns> columns;
  private final Inquiry<Question, Standing> standing;

  TimelineReading(CityMap map, Executor executor) {
    this.map = map;
    this.columns = new Inquiry<>(executor, TimelineReading::readColumns);
    this.standing = new Inquiry<>(executor, this::sample);
  }

  /// @param most how many columns can be told apart
  void ask(List<LiveDistrict> districts, TimeRange span, int most) {
    Question question = new Question(districts, span, most);
    columns.ask(question);
    standing.ask(question);
  }

  /// Asks for more samples, where some are missing.
  void askMore(List<LiveDistrict> districts, TimeRange span) {
    if (!standing().isComplete()) {
      standing.ask(new Question(districts, span, 0));
    }
  }

  /// Whether nothing is missing and nothing is being read.
  boolean isSettled() {
    return !columns.isBusy()
        && !standing.isBusy()
        && columns.answer().isPresent()
        && standing.answer().isPresent()
        && standing().isComplete();
  }

  /// Whether the last [#ask] is answered as far as the columns go.
  boolean isIdle() {
    return !columns.isBusy();
  }

  Columns columns() {
    return columns.answer().orElse(Columns.EMPTY);
  }

  Standing standing() {
    return standing.answer().orElse(Standing.UNKNOWN);
  }

  private static Columns readColumns(Question question) {
    return Columns.read(
        question.districts().stream().map(LiveDistrict::history).toList(),
        question.span(),
        question.most());
  }

  private Standing sample(Question question) {
    return Standing.together(
        question.districts().stream()
            .map(
                d ->
                    samplers
                        .computeIfAbsent(d.id(), id -> new Sampler(d, map))
                        .sample(question.span()))
            .toList());
  }

  private record Question(List<LiveDistrict> districts, TimeRange span, int most) {
    Question {
      districts = List.copyOf(districts);
    }
  }
}
