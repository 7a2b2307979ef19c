package io.belvedere.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StyleSheetsTest {
  @Test
  void everyTokenIsAVariableOfItsTheme() {
    assertThat(StyleSheets.tokens(Theme.LIGHT))
        .contains("-belvedere-text-secondary: #4A5259;")
        .contains("-belvedere-p1: #A3122B;");
    assertThat(StyleSheets.tokens(Theme.DARK)).contains("-belvedere-p1: #FF5C6C;");
    for (Token token : Token.values()) {
      assertThat(StyleSheets.tokens(Theme.DARK)).contains(StyleSheets.variable(token) + ": #");
    }
  }

  @Test
  void deskNamesNoColourButTokens() throws IOException {
    String css;
    try (InputStream in =
        Objects.requireNonNull(StyleSheetsTest.class.getResourceAsStream("/belvedere/desk.css"))) {
      css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(css).doesNotContainPattern("#[0-9A-Fa-f]{3}").doesNotContain("rgb");
    var known = new TreeSet<>(Arrays.stream(Token.values()).map(StyleSheets::variable).toList());
    assertThat(Pattern.compile("-belvedere-[a-z0-9-]+").matcher(css).results())
        .extracting(MatchResult::group)
        .isSubsetOf(known);
  }
}
