/// What could not be read: by reason, one by one, and byte by byte; written out, and tried again.
///
/// | thread | owns | hands over by |
/// |---|---|---|
/// | `letters` | [LettersWriter]: finds and writes down | [LettersTable], immutable |
/// | one for each act | [LetterActs]: writes files, tries again | words, replaced whole |
/// | JavaFX | the pane, what is wanted and selected | [LettersWriter.Question], immutable |
@NullMarked
package io.belvedere.app.letters;

import org.jspecify.annotations.NullMarked;
