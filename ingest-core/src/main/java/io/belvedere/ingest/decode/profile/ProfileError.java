package io.belvedere.ingest.decode.profile;

/// One thing that is wrong in a profile.
///
/// @param line from 1 on
/// @param column from 1 on
/// @param pointer JSON pointer into the profile; empty if it is the whole file
/// @param message what is wrong and what was expected: a sentence
public record ProfileError(int line, int column, String pointer, String message) {
  @Override
  public String toString() {
    return line + ":" + column + ": " + (pointer.isEmpty() ? "" : pointer + ": ") + message;
  }
}
