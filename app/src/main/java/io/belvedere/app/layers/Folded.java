package io.belvedere.app.layers;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Text as it is compared: without accents, case and punctuation, its words a space apart.
final class Folded {
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Folded() {}

  /// `Pont Sainte-Dévote` becomes `pont sainte devote`.
  static String of(String text) {
    String bare = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    String lower = bare.toLowerCase(Locale.ROOT).replace("œ", "oe").replace("ß", "ss");
    return BETWEEN_WORDS.matcher(lower).replaceAll(" ").strip();
  }
}
