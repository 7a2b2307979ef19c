package io.belvedere.app.letters;

import java.util.List;

/// All that is known of one letter.
///
/// @param key of its row
/// @param reason why it was rejected, in words
/// @param facts rows of two
/// @param value the bytes that are kept of it, never written to
/// @param from the first byte of what is wrong; -1 if nobody knows
/// @param to behind the last byte of that
/// @param remark of the bytes, in words
/// @param line the letter as it is exported
@SuppressWarnings("ArrayRecordComponent") // handed on, and compared by nobody
record LetterDetail(
    LetterRow.Key key,
    String reason,
    List<List<String>> facts,
    byte[] value,
    int from,
    int to,
    String remark,
    String line) {
  LetterDetail {
    facts = List.copyOf(facts);
  }
}
