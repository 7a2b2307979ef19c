package io.belvedere.app.alarms;

import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.alarm.Onset;

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
}
