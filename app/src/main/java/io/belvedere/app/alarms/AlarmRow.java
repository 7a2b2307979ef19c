package io.belvedere.app.alarms;

import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.alarm.Onset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// An alarm as it is written at an instant.
///
/// @param since `since 13:56, 44 min`, or `since before 13:56` where what was before is not known
record AlarmRow(Alarm alarm, String since) {
  static AlarmRow of(Alarm alarm, long instant, TimeText text) {
    return new AlarmRow(
        alarm,
        alarm
            .since()
            .map(since -> "since " + words(since, instant, text))
            .orElse("since an unknown time"));
  }

  private static String words(Onset since, long instant, TimeText text) {
    String day =
        text.date(since.at()).equals(text.date(instant)) ? "" : text.date(since.at()) + " ";
    return TimeText.since(since, day + text.minute(since.at()), instant);
  }

  String key() {
    return alarm.key();
  }

  /// Makes `shown` equal to `next` with as few changes as matter, row by row: what stays is never
  /// taken out, so that a selected row keeps its place under the eye.
  static void update(List<AlarmRow> shown, List<AlarmRow> next) {
    Set<String> staying = new HashSet<>();
    next.forEach(row -> staying.add(row.key()));
    shown.removeIf(row -> !staying.contains(row.key()));
    for (int i = 0; i < next.size(); i++) {
      AlarmRow row = next.get(i);
      int at = indexOf(shown, row.key(), i);
      if (at < 0) {
        shown.add(i, row);
      } else {
        if (at > i) {
          shown.add(i, shown.remove(at));
        }
        if (!shown.get(i).equals(row)) {
          shown.set(i, row);
        }
      }
    }
  }

  private static int indexOf(List<AlarmRow> rows, String key, int from) {
    for (int i = from; i < rows.size(); i++) {
      if (rows.get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }
}
