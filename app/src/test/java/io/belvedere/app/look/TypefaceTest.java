package io.belvedere.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TypefaceTest {
  @ParameterizedTest
  @EnumSource(Typeface.class)
  void allDigitsAreEquallyWideSoThatTheClockStandsStill(Typeface typeface)
      throws IOException, FontFormatException {
    try (InputStream in = typeface.open()) {
      Font font = Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(1000f);
      var context = new FontRenderContext(null, true, true);
      for (int digit = 0; digit < 10; digit++) {
        assertThat(font.getStringBounds(String.valueOf(digit), context).getWidth())
            .isEqualTo(600.0);
      }
      assertThat(font.getFamily()).isEqualTo(typeface.family());
      assertThat(font.canDisplayUpTo("→←·×−°³µ≥é")).isEqualTo(-1);
    }
  }
}
