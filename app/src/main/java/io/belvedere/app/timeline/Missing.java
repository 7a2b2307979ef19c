package io.belvedere.app.timeline;

import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;

/// A part of the span of which nothing is known.
///
/// @param ground why; never loaded
record Missing(TimeRange range, Ground ground) {
  /// `not loaded 12:40 to 13:10`
  String words(TimeText text) {
    return range.length() < Micros.PER_MINUTE
        ? "%s %s to %s".formatted(ground.words(), text.clock(range.from()), text.clock(range.to()))
        : "%s %s to %s"
            .formatted(ground.words(), text.minute(range.from()), text.minute(range.to()));
  }
}
