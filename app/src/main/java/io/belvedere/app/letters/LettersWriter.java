package io.belvedere.app.letters;

import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.decode.PlaceInJson;
import io.belvedere.ingest.feed.DeadLetter;
import io.belvedere.ingest.feed.LetterBody;
import io.belvedere.ingest.feed.LetterFilter;
import io.belvedere.ingest.feed.LetterJson;
import io.belvedere.ingest.feed.Letters;
import io.belvedere.ingest.feed.LiveDistrict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes down what could not be read, the most frequent reasons first. What has not changed since
/// the last time is not looked for again. Away from the JavaFX thread.
final class LettersWriter {
  /// So many rows are listed; acts are for all that are wanted.
  static final int MOST_ROWS = 10_000;

  private static final byte[] NOTHING = {};

  /// What is to be written.
  ///
  /// @param selected the row that is selected; null if none is: then the first is
  /// @param instant on screen, microseconds UTC
  /// @param now microseconds UTC
  /// @param ticks of the clock, nanoseconds
  record Question(
      List<LiveDistrict> districts,
      Wanted wanted,
      LetterRow.@Nullable Key selected,
      long instant,
      long now,
      long ticks,
      ZoneId zone) {
    Question {
      districts = List.copyOf(districts);
    }
  }

  private record Found(long version, LetterFilter filter, List<DeadLetter> letters) {}

  private record Counted(long version, List<ReasonRow> rows) {}

  private final Map<String, Found> found = new HashMap<>();
  private final Map<String, Counted> counted = new HashMap<>();
  private Optional<LetterDetail> detail = Optional.empty();

  LettersTable write(Question question) {
    TimeText text = new TimeText(question.zone());
    List<Letters.Reading> readings = new ArrayList<>();
    List<List<ReasonRow>> reasons = new ArrayList<>();
    List<LetterRow> rows = new ArrayList<>();
    int matching = 0;
    int triable = 0;
    for (LiveDistrict district : question.districts()) {
      Letters.Reading reading = district.letters().reading();
      readings.add(reading);
      reasons.add(reasons(district, reading.version()));
      String id = district.id().value();
      if (question.wanted().wants(id)) {
        List<DeadLetter> letters = find(district, reading.version(), question);
        matching += letters.size();
        triable += (int) letters.stream().filter(each -> !each.driven()).count();
        letters.stream()
            .limit(MOST_ROWS)
            .forEach(
                each ->
                    rows.add(
                        new LetterRow(
                            id, each, text.clockNear(each.receiveTime(), question.now()))));
      }
    }
    if (question.districts().size() > 1) {
      rows.sort(Comparator.comparingLong((LetterRow row) -> row.letter().receiveTime()).reversed());
    }
    List<LetterRow> listed =
        List.copyOf(rows.size() > MOST_ROWS ? rows.subList(0, MOST_ROWS) : rows);
    return new LettersTable(
        question,
        LettersWords.summary(readings, question.now(), text),
        LettersWords.trouble(readings),
        inOrder(reasons),
        listed,
        matching,
        triable,
        detail(question, listed, text));
  }

  private List<DeadLetter> find(LiveDistrict district, long version, Question question) {
    LetterFilter filter = question.wanted().filter(question.instant(), question.now());
    Found before = found.get(district.id().value());
    if (before == null || before.version() != version || !before.filter().equals(filter)) {
      before = new Found(version, filter, district.letters().find(filter));
      found.put(district.id().value(), before);
    }
    return before.letters();
  }

  /// All of a district, and below it each reason, the most frequent first; what is equally frequent
  /// goes by name, so that nothing jumps.
  private List<ReasonRow> reasons(LiveDistrict district, long version) {
    String id = district.id().value();
    Counted before = counted.get(id);
    if (before == null || before.version() != version) {
      before = new Counted(version, count(district));
      counted.put(id, before);
    }
    return before.rows();
  }

  private static List<ReasonRow> count(LiveDistrict district) {
    String id = district.id().value();
    Map<String, ReasonRow> byReason = new TreeMap<>();
    ReasonRow all =
        new ReasonRow(id, "", district.roster().district().name() + ", every reason", 0, 0, 0);
    for (DeadLetter each : district.letters().all()) {
      var one =
          new ReasonRow(id, each.reason(), each.reason(), 1, each.times(), each.driven() ? 1 : 0);
      byReason.merge(each.reason(), one, LettersWriter::sum);
      all = sum(all, one);
    }
    List<ReasonRow> rows = new ArrayList<>();
    rows.add(all);
    byReason.values().stream()
        .sorted(Comparator.comparingInt(ReasonRow::records).reversed())
        .forEach(rows::add);
    return rows;
  }

  private static ReasonRow sum(ReasonRow one, ReasonRow other) {
    return new ReasonRow(
        one.district(),
        one.reason(),
        one.name(),
        one.records() + other.records(),
        one.observations() + other.observations(),
        one.later() + other.later());
  }

  private static List<ReasonRow> inOrder(List<List<ReasonRow>> districts) {
    return districts.stream()
        .sorted(
            Comparator.comparingInt((List<ReasonRow> rows) -> rows.getFirst().records()).reversed())
        .flatMap(List::stream)
        .toList();
  }

  private Optional<LetterDetail> detail(Question question, List<LetterRow> rows, TimeText text) {
    Optional<LetterRow> row =
        question.selected() == null
            ? rows.stream().findFirst()
            : rows.stream().filter(each -> each.key().equals(question.selected())).findFirst();
    if (row.isEmpty()) {
      row = rows.stream().findFirst();
    }
    if (row.isEmpty()) {
      detail = Optional.empty();
    } else if (detail.isEmpty() || !detail.get().key().equals(row.get().key())) {
      detail = Optional.of(read(question, row.get(), text));
    }
    return detail;
  }

  private static LetterDetail read(Question question, LetterRow row, TimeText text) {
    Optional<LetterBody> body =
        question.districts().stream()
            .filter(each -> each.id().value().equals(row.district()))
            .findFirst()
            .flatMap(district -> district.letters().body(row.letter()));
    String reason = LettersWords.reason(row.letter());
    if (body.isEmpty()) {
      return new LetterDetail(
          row.key(), reason, List.of(), NOTHING, -1, -1, "What it held is gone.", "");
    }
    byte[] value = body.get().value();
    Optional<PlaceInJson> place =
        value == null ? Optional.empty() : PlaceInJson.of(value, row.letter().pointer());
    int from = place.map(PlaceInJson::from).orElse(-1);
    int to = place.map(PlaceInJson::to).orElse(-1);
    return new LetterDetail(
        row.key(),
        reason,
        LettersWords.facts(row.letter(), body.get(), text),
        value == null ? NOTHING : value,
        from,
        to,
        LettersWords.remark(
            row.letter(), body.get(), from, to, place.map(PlaceInJson::exact).orElse(true)),
        line(row.letter(), body.get()));
  }

  private static String line(DeadLetter letter, LetterBody body) {
    var line = new ByteArrayOutputStream();
    try {
      LetterJson.export(letter, body, line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }
}
