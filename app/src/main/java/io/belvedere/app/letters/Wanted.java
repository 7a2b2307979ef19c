package io.belvedere.app.letters;

import io.belvedere.ingest.feed.LetterFilter;
import java.util.OptionalInt;

/// Which letters somebody wants to see.
///
/// @param district its id; empty for all
/// @param reason empty for all
/// @param text a part of key, pointer or value; empty for all
record Wanted(String district, String reason, String text, OptionalInt partition, Span span) {
  static final Wanted ALL = new Wanted("", "", "", OptionalInt.empty(), Span.ANY);

  Wanted with(ReasonRow row) {
    return new Wanted(row.district(), row.reason(), text, partition, span);
  }

  Wanted with(String otherText, OptionalInt otherPartition, Span otherSpan) {
    return new Wanted(district, reason, otherText, otherPartition, otherSpan);
  }

  boolean wants(String ofDistrict) {
    return district.isEmpty() || district.equals(ofDistrict);
  }

  /// @param instant on screen, microseconds UTC
  /// @param now microseconds UTC
  LetterFilter filter(long instant, long now) {
    return new LetterFilter(
        reason, text, partition, span.since(now), span.until(instant), /* undrivenOnly= */ false);
  }
}
