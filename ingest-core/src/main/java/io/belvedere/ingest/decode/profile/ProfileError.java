package io.belvedere.ingest.decode.profile;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// One thing that is wrong in a profile.
///
/// @param line from 1 on
/// @param column from 1 on
/// @param pointer JSON pointer into the profile; empty if it is the whole file
/// @param message what is wrong and what was expected: a sentence
public record ProfileError(int line, int column, String pointer, String message) {
  /// At a place in the file; at its beginning if YAML does not tell where.
  static ProfileError at(Optional<Mark> mark, String pointer, String message) {
    return new ProfileError(
        mark.map(Mark::getLine).orElse(0) + 1,
        mark.map(Mark::getColumn).orElse(0) + 1,
        pointer,
        message);
  }

  @Override
  public String toString() {
    return line + ":" + column + ": " + (pointer.isEmpty() ? "" : pointer + ": ") + message;
  }
}
