package io.belvedere.app.look;

import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.Locale;

/// Reads path data as SVG 1.1 has it, with all its commands, absolute and relative.
public final class SvgPath {
  private final String data;
  private final Path2D path = new Path2D.Double();
  private int at;
  private double x;
  private double y;
  private double startX;
  private double startY;

  /// The control point that a smooth curve mirrors.
  private double bentX;

  private double bentY;

  private SvgPath(String data) {
    this.data = data;
  }

  /// @throws IllegalArgumentException with what is wrong, if it is no path data
  public static Path2D parse(String data) {
    SvgPath reader = new SvgPath(data);
    reader.read();
    return reader.path;
  }

  /// The same path as absolute `M`, `L`, `Q`, `C` and `Z`.
  public static String write(Path2D path) {
    StringBuilder data = new StringBuilder();
    double[] p = new double[6];
    for (PathIterator i = path.getPathIterator(null); !i.isDone(); i.next()) {
      int kind = i.currentSegment(p);
      int numbers =
          switch (kind) {
            case PathIterator.SEG_MOVETO, PathIterator.SEG_LINETO -> 2;
            case PathIterator.SEG_QUADTO -> 4;
            case PathIterator.SEG_CUBICTO -> 6;
            default -> 0;
          };
      data.append("MLQCZ".charAt(kind));
      for (int n = 0; n < numbers; n++) {
        data.append(n == 0 ? "" : " ").append(String.format(Locale.ROOT, "%.3f", p[n]));
      }
    }
    return data.toString();
  }

  private void read() {
    char command = ' ';
    char before = ' ';
    while (hasMore()) {
      char c = data.charAt(at);
      if (Character.isLetter(c)) {
        at++;
        command = c;
      } else if (command == 'M' || command == 'm') {
        // Further pairs after a move are lines.
        command = command == 'M' ? 'L' : 'l';
      } else if (command == 'Z' || command == 'z') {
        throw new IllegalArgumentException("Numbers follow Z: " + data);
      }
      if (before == ' ' && command != 'M' && command != 'm') {
        throw new IllegalArgumentException("Path data begins with M: " + data);
      }
      step(command, Character.toUpperCase(before));
      before = command;
    }
  }

  private void step(char command, char before) {
    boolean relative = Character.isLowerCase(command);
    double dx = relative ? x : 0;
    double dy = relative ? y : 0;
    switch (Character.toUpperCase(command)) {
      case 'M' -> {
        goTo(dx + number(command), dy + number(command));
        startX = x;
        startY = y;
        path.moveTo(x, y);
      }
      case 'L' -> lineTo(dx + number(command), dy + number(command));
      case 'H' -> lineTo(dx + number(command), y);
      case 'V' -> lineTo(x, dy + number(command));
      case 'C' -> {
        double x1 = dx + number(command);
        double y1 = dy + number(command);
        cubic(x1, y1, dx, dy, command);
      }
      case 'S' -> {
        boolean smooth = before == 'C' || before == 'S';
        cubic(smooth ? 2 * x - bentX : x, smooth ? 2 * y - bentY : y, dx, dy, command);
      }
      case 'Q' -> {
        double x1 = dx + number(command);
        double y1 = dy + number(command);
        quadratic(x1, y1, dx, dy, command);
      }
      case 'T' -> {
        boolean smooth = before == 'Q' || before == 'T';
        quadratic(smooth ? 2 * x - bentX : x, smooth ? 2 * y - bentY : y, dx, dy, command);
      }
      case 'A' -> arc(dx, dy, command);
      case 'Z' -> {
        path.closePath();
        goTo(startX, startY);
      }
      default ->
          throw new IllegalArgumentException("Path command " + command + " is not known: " + data);
    }
  }

  private void goTo(double toX, double toY) {
    x = toX;
    y = toY;
  }

  private void lineTo(double toX, double toY) {
    goTo(toX, toY);
    path.lineTo(x, y);
  }

  private void cubic(double x1, double y1, double dx, double dy, char command) {
    bentX = dx + number(command);
    bentY = dy + number(command);
    goTo(dx + number(command), dy + number(command));
    path.curveTo(x1, y1, bentX, bentY, x, y);
  }

  private void quadratic(double x1, double y1, double dx, double dy, char command) {
    bentX = x1;
    bentY = y1;
    goTo(dx + number(command), dy + number(command));
    path.quadTo(x1, y1, x, y);
  }

  /// From its ends to its middle, as SVG 1.1 (appendix F.6) has it.
  private void arc(double dx, double dy, char command) {
    double rx = Math.abs(number(command));
    double ry = Math.abs(number(command));
    double turn = Math.toRadians(number(command));
    boolean large = flag(command);
    boolean sweep = flag(command);
    double toX = dx + number(command);
    double toY = dy + number(command);
    if (rx == 0 || ry == 0 || (toX == x && toY == y)) {
      lineTo(toX, toY);
      return;
    }
    double cos = Math.cos(turn);
    double sin = Math.sin(turn);
    // Half the way between the ends, in the ellipse's own axes.
    double hx = (cos * (x - toX) + sin * (y - toY)) / 2;
    double hy = (cos * (y - toY) - sin * (x - toX)) / 2;
    double reach = Math.hypot(hx / rx, hy / ry);
    if (reach > 1) {
      rx *= reach;
      ry *= reach;
    }
    double across = Math.hypot(hx / rx, hy / ry);
    double off = Math.sqrt(Math.max(0, 1 / (across * across) - 1)) * (large == sweep ? -1 : 1);
    double cx = off * rx * hy / ry;
    double cy = -off * ry * hx / rx;
    double from = Math.atan2((hy - cy) / ry, (hx - cx) / rx);
    double extent = Math.atan2((-hy - cy) / ry, (-hx - cx) / rx) - from;
    if (sweep && extent < 0) {
      extent += 2 * Math.PI;
    } else if (!sweep && extent > 0) {
      extent -= 2 * Math.PI;
    }
    AffineTransform place = AffineTransform.getTranslateInstance((x + toX) / 2, (y + toY) / 2);
    place.rotate(turn);
    place.translate(cx, cy);
    // Java's angles grow the other way.
    Arc2D ellipse =
        new Arc2D.Double(
            -rx, -ry, 2 * rx, 2 * ry, -Math.toDegrees(from), -Math.toDegrees(extent), Arc2D.OPEN);
    path.append(ellipse.getPathIterator(place), true);
    goTo(toX, toY);
  }

  private boolean hasMore() {
    while (at < data.length() && (data.charAt(at) == ',' || data.charAt(at) <= ' ')) {
      at++;
    }
    return at < data.length();
  }

  private boolean flag(char command) {
    if (hasMore() && (data.charAt(at) == '0' || data.charAt(at) == '1')) {
      return data.charAt(at++) == '1';
    }
    throw new IllegalArgumentException("A flag of " + command + " is 0 or 1: " + data);
  }

  private double number(char command) {
    int from = hasMore() ? at : data.length();
    boolean point = false;
    boolean exponent = false;
    while (at < data.length()) {
      char c = data.charAt(at);
      boolean sign = c == '-' || c == '+';
      boolean signed = at == from || "eE".indexOf(data.charAt(at - 1)) >= 0;
      if (c == '.' && !point && !exponent) {
        point = true;
      } else if ((c == 'e' || c == 'E') && !exponent && at > from) {
        exponent = true;
      } else if (!Character.isDigit(c) && !(sign && signed)) {
        break;
      }
      at++;
    }
    try {
      return Double.parseDouble(data.substring(from, at));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("A number of " + command + " is missing: " + data, e);
    }
  }
}
