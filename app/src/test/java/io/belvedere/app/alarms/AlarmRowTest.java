package io.belvedere.app.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.session.Selected;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.alarm.Onset;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener.Change;
import javafx.collections.ObservableList;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class AlarmRowTest {
  private static final TimeText TEXT = new TimeText(ZoneId.of("Europe/Monaco"));

  @Property
  void anUpdateShowsExactlyWhatIsNew(
      @ForAll @UniqueElements List<@IntRange(max = 20) Integer> before,
      @ForAll @UniqueElements List<@IntRange(max = 20) Integer> after) {
    List<AlarmRow> shown = rows(before, "before");
    List<AlarmRow> next = rows(after, "after");
    AlarmRow.update(shown, next);
    assertThat(shown).isEqualTo(next);
  }

  @Property
  void anUpdateNeverTakesOutARowThatKeepsItsPlace(
      @ForAll @UniqueElements List<@IntRange(max = 20) Integer> before,
      @ForAll @UniqueElements List<@IntRange(max = 20) Integer> gone) {
    ObservableList<AlarmRow> shown = FXCollections.observableArrayList(rows(before, "before"));
    List<Integer> staying = new ArrayList<>(before);
    staying.removeAll(gone);
    Set<String> removed = new HashSet<>();
    shown.addListener(
        (Change<? extends AlarmRow> change) -> {
          while (change.next()) {
            change.getRemoved().forEach(row -> removed.add(row.key()));
          }
        });
    AlarmRow.update(shown, rows(staying, "before"));
    staying.forEach(key -> assertThat(removed).doesNotContain(String.valueOf(key)));
  }

  @Test
  void sinceIsAClockTimeAndADuration() {
    long now = Micros.of(Instant.parse("2026-11-23T13:40:00Z"));
    assertThat(AlarmRow.of(alarm("a", now - 44 * Micros.PER_MINUTE), now, TEXT).since())
        .isEqualTo("since 13:56, 44 min");
    assertThat(AlarmRow.of(alarm("a", now - 20 * Micros.PER_HOUR), now, TEXT).since())
        .isEqualTo("since Sun 22 Nov 2026 18:40, 20 h 00 min");
  }

  @Test
  void whatMayHaveBegunEarlierSaysSoAndHasNoAge() {
    long now = Micros.of(Instant.parse("2026-11-23T13:40:00Z"));
    Onset edge = new Onset(now - 44 * Micros.PER_MINUTE, now - 2 * Micros.PER_HOUR);
    assertThat(AlarmRow.of(alarm("a", edge), now, TEXT).since()).isEqualTo("since before 13:56");
  }

  private static List<AlarmRow> rows(List<Integer> keys, String since) {
    List<AlarmRow> rows = new ArrayList<>();
    keys.forEach(key -> rows.add(new AlarmRow(alarm(String.valueOf(key), 0), since)));
    return rows;
  }

  private static Alarm alarm(String key, long since) {
    return alarm(key, Onset.exactly(since));
  }

  private static Alarm alarm(String key, Onset since) {
    return new Alarm(key, Severity.P2, key, Optional.of(since), Selected.NOTHING, 7.42, 43.73);
  }
}
