package io.belvedere.app.letters;

import io.belvedere.ingest.feed.DeadLetter;

/// A letter as it is listed.
///
/// @param district its id
/// @param received when, as words
record LetterRow(String district, DeadLetter letter, String received) {
  Key key() {
    return new Key(district, letter.id());
  }

  /// What tells it from other rows.
  record Key(String district, DeadLetter.Id id) {}
}
