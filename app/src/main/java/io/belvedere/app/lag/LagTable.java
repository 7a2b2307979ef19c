package io.belvedere.app.lag;

import java.util.List;

/// What the list shows, written at one moment.
///
/// @param asked in ticks of the clock, nanoseconds
/// @param now wall clock, microseconds UTC
/// @param details of the selected row: words and figures
record LagTable(long asked, long now, List<LagRow> rows, Details details) {
  LagTable {
    rows = List.copyOf(rows);
  }

  /// @param title which district and partition, and how it is
  /// @param reason why it is so, in a sentence
  /// @param figures rows of two
  record Details(String title, String reason, List<List<String>> figures) {
    static final Details NONE = new Details("", "", List.of());
  }
}
