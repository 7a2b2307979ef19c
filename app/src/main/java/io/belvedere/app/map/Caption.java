package io.belvedere.app.map;

import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.ArrayList;
import java.util.List;

/// Sentences as a strip below a picture, wrapped to its width. Any thread.
final class Caption {
  private static final int MARGIN = 8;
  private static final int LINE = 20;
  private static final Font FONT = MapFont.regular(14);

  private final List<String> lines = new ArrayList<>();
  private final int width;

  /// @param width of the picture, pixels
  Caption(List<String> sentences, int width) {
    this.width = width;
    sentences.forEach(this::wrap);
  }

  int height() {
    return 2 * MARGIN + LINE * lines.size();
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /// Draws it with its upper left corner at (0, 0).
  void draw(Graphics2D g, Theme theme) {
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(new Color(Token.PANEL.argb(theme)));
    g.fillRect(0, 0, width, height());
    g.setColor(new Color(Token.TEXT.argb(theme)));
    g.setFont(FONT);
    for (int i = 0; i < lines.size(); i++) {
      g.drawString(lines.get(i), MARGIN, MARGIN + LINE * (i + 1) - 5);
    }
  }

  private void wrap(String sentence) {
    String line = "";
    for (String word : sentence.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      double wide = FONT.getStringBounds(longer, MapFont.MEASURE).getWidth();
      if (!line.isEmpty() && wide > width - 2 * MARGIN) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(line);
  }
}
