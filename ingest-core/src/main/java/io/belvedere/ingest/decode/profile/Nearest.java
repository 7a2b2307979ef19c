package io.belvedere.ingest.decode.profile;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// The word that somebody may have meant.
final class Nearest {
  private Nearest() {}

  /// The known word with the fewest letters to change, if those are few.
  static Optional<String> of(String word, Collection<String> known) {
    int most = Math.max(2, word.length() / 3);
    return known.stream()
        .filter(other -> Math.abs(other.length() - word.length()) <= most)
        .filter(other -> changes(word, other) <= most)
        .min(Comparator.comparingInt(other -> changes(word, other)));
  }

  /// Levenshtein's distance: letters to put in, take out or replace.
  private static int changes(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
      }
    }
    return row[to.length()];
  }
}
