package io.belvedere.app.alarms;

import java.util.List;

/// The alarms of one instant as they are written, worst first. Immutable.
///
/// @param instant that they are the alarms of, microseconds UTC
/// @param asked when they were asked for, ticks of the clock
record AlarmList(long instant, long asked, List<AlarmRow> rows, AlarmCounts counts) {
  AlarmList {
    rows = List.copyOf(rows);
  }
}
