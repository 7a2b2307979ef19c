package io.belvedere.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// All text is legible on every ground that it stands on, by WCAG 2.2's contrast ratio.
class ContrastTest {
  private static final List<Token> GROUNDS =
      List.of(Token.WINDOW, Token.PANEL, Token.RAISED, Token.SEA);

  static Stream<Arguments> textOnGrounds() {
    Stream<Arguments> text =
        GROUNDS.stream()
            .flatMap(
                ground ->
                    Stream.of(
                        Arguments.of(Token.TEXT, ground),
                        Arguments.of(Token.TEXT_SECONDARY, ground)));
    Stream<Arguments> glyphs =
        Stream.of(
            Arguments.of(Token.P1_GLYPH, Token.P1),
            Arguments.of(Token.P2_GLYPH, Token.P2),
            Arguments.of(Token.P3_GLYPH, Token.P3),
            Arguments.of(Token.P4_GLYPH, Token.P4),
            Arguments.of(Token.REPLAY_GLYPH, Token.REPLAY));
    Stream<Arguments> inverse =
        Stream.of(Arguments.of(Token.RAISED, Token.TEXT), Arguments.of(Token.PANEL, Token.TEXT));
    return Stream.of(text, glyphs, inverse).flatMap(pairs -> pairs);
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("textOnGrounds")
  void textIsLegibleByDayAndByNight(Token text, Token ground) {
    for (Theme theme : Theme.values()) {
      assertThat(contrast(text.argb(theme), ground.argb(theme)))
          .as("%s on %s, %s", text, ground, theme)
          .isGreaterThanOrEqualTo(4.5);
    }
  }

  private static double contrast(int a, int b) {
    double lighter = Math.max(luminance(a), luminance(b));
    double darker = Math.min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(int argb) {
    return 0.2126 * linear(argb >> 16 & 0xFF)
        + 0.7152 * linear(argb >> 8 & 0xFF)
        + 0.0722 * linear(argb & 0xFF);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
