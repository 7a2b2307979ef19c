package io.belvedere.app.letters;

import io.belvedere.app.letters.LettersWriter.Question;
import java.util.List;
import java.util.Optional;

/// What the pane shows, written at one moment.
///
/// @param question to which it is the answer
/// @param summary what there is, in words
/// @param trouble what an operator has to know beside that; empty if nothing
/// @param rows the newest of those that are wanted
/// @param matching how many are wanted
/// @param triable how many of them could not be read later either
/// @param detail of the selected one
record LettersTable(
    Question question,
    String summary,
    String trouble,
    List<ReasonRow> reasons,
    List<LetterRow> rows,
    int matching,
    int triable,
    Optional<LetterDetail> detail) {
  LettersTable {
    reasons = List.copyOf(reasons);
  }
}
