package io.belvedere.app.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.session.Selected;
import io.belvedere.ingest.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.collections.ListChangeListener.Change;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class AlarmRowsTest {
  @Property
  void anUpdateShowsExactlyWhatIsNewAndTellsWhatHasChanged(
      @ForAll @UniqueElements List<@IntRange(max = 30) Integer> before,
      @ForAll @UniqueElements List<@IntRange(max = 30) Integer> after,
      @ForAll boolean older) {
    var shown = new AlarmRows();
    shown.become(rows(before, "before"));
    List<AlarmRow> next = rows(after, older ? "after" : "before");
    List<AlarmRow> followed = new ArrayList<>(shown);
    shown.addListener((Change<? extends AlarmRow> change) -> follow(followed, change));
    shown.become(next);
    assertThat(shown).isEqualTo(next);
    assertThat(followed).as("a list that only follows the changes").isEqualTo(next);
  }

  @Property
  void aFewChangesNeverTakeOutARowThatKeepsItsPlace(
      @ForAll @UniqueElements @Size(max = AlarmRows.FEW) List<@IntRange(max = 30) Integer> before,
      @ForAll @UniqueElements List<@IntRange(max = 30) Integer> gone) {
    var shown = new AlarmRows();
    shown.become(rows(before, "before"));
    List<Integer> staying = new ArrayList<>(before);
    staying.removeAll(gone);
    Set<String> removed = new HashSet<>();
    shown.addListener(
        (Change<? extends AlarmRow> change) -> {
          while (change.next()) {
            change.getRemoved().forEach(row -> removed.add(row.key()));
          }
        });
    shown.become(rows(staying, "before"));
    staying.forEach(key -> assertThat(removed).doesNotContain(String.valueOf(key)));
  }

  @Test
  void manyChangesAreToldOnceAndOnlyWhereTheyAre() {
    var shown = new AlarmRows();
    List<Integer> keys = IntStream.range(0, 100).boxed().toList();
    shown.become(rows(keys, "before"));
    List<AlarmRow> next = new ArrayList<>(rows(keys, "before"));
    for (int i = 10; i < 90; i++) {
      next.set(i, rows(List.of(i), "after").getFirst());
    }
    List<String> told = new ArrayList<>();
    shown.addListener(
        (Change<? extends AlarmRow> change) -> {
          while (change.next()) {
            told.add(change.getFrom() + " to " + change.getTo());
          }
        });
    shown.become(next);
    assertThat(shown).isEqualTo(next);
    assertThat(told).containsExactly("10 to 90");
  }

  private static void follow(List<AlarmRow> list, Change<? extends AlarmRow> change) {
    while (change.next()) {
      list.subList(change.getFrom(), change.getFrom() + change.getRemovedSize()).clear();
      list.addAll(change.getFrom(), change.getAddedSubList());
    }
  }

  private static List<AlarmRow> rows(List<Integer> keys, String since) {
    List<AlarmRow> rows = new ArrayList<>();
    keys.forEach(key -> rows.add(new AlarmRow(alarm(String.valueOf(key)), since)));
    return rows;
  }

  private static Alarm alarm(String key) {
    return new Alarm(key, Severity.P2, key, Optional.empty(), Selected.NOTHING, 7.42, 43.73);
  }
}
