package io.belvedere.app.map;

import java.awt.geom.Path2D;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the subset of SVG path data in which symbols are written: absolute `M`, `L`, `C`, `Z`.
final class SvgPath {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z]|-?\\d*\\.?\\d+");

  private SvgPath() {}

  /// @throws IllegalArgumentException if it is anything else
  static Path2D parse(String data) {
    Path2D path = new Path2D.Double();
    Matcher token = TOKEN.matcher(data);
    char command = ' ';
    while (token.find()) {
      char first = token.group().charAt(0);
      boolean isCommand = Character.isLetter(first);
      if (isCommand) {
        command = first;
        if (command == 'Z') {
          path.closePath();
          continue;
        }
        if (!token.find()) {
          throw new IllegalArgumentException("Path data ends within " + command + ": " + data);
        }
      }
      double x = Double.parseDouble(token.group());
      switch (command) {
        case 'M' -> path.moveTo(x, number(token, data));
        case 'L' -> path.lineTo(x, number(token, data));
        case 'C' ->
            path.curveTo(
                x,
                number(token, data),
                number(token, data),
                number(token, data),
                number(token, data),
                number(token, data));
        default -> throw new IllegalArgumentException("Path command " + command + " is not known.");
      }
    }
    return path;
  }

  private static double number(Matcher token, String data) {
    if (!token.find()) {
      throw new IllegalArgumentException("Path data ends too early: " + data);
    }
    return Double.parseDouble(token.group());
  }
}
