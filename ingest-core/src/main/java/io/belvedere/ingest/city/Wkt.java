package io.belvedere.ingest.city;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// A coordinate system as well-known text writes it: `UNIT["Meter",1.0]`.
///
/// @param keyword in capitals
/// @param values its strings and numbers, in their order
record Wkt(String keyword, List<String> values, List<Wkt> children) {
  /// @throws IllegalArgumentException with a phrase that tells what is wrong
  static Wkt parse(String text) {
    var reader = new Reader(text);
    Wkt parsed = reader.element(reader.word());
    reader.end();
    return parsed;
  }

  /// The first string, by which it is called.
  String name() {
    return values.isEmpty() ? "" : values.getFirst();
  }

  Optional<Wkt> child(String wanted) {
    return children.stream().filter(child -> child.keyword().equals(wanted)).findFirst();
  }

  /// The value after the name.
  OptionalDouble number() {
    try {
      return values.size() < 2
          ? OptionalDouble.empty()
          : OptionalDouble.of(Double.parseDouble(values.get(1)));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /// `PARAMETER["Scale_Factor",0.9996]`, whichever the case.
  OptionalDouble parameter(String wanted) {
    return children.stream()
        .filter(child -> child.keyword().equals("PARAMETER"))
        .filter(child -> child.name().replace(' ', '_').equalsIgnoreCase(wanted))
        .map(Wkt::number)
        .findFirst()
        .orElse(OptionalDouble.empty());
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    Wkt element(String keyword) {
      if (!isNext("[(")) {
        throw bad();
      }
      at++;
      List<String> values = new ArrayList<>();
      List<Wkt> children = new ArrayList<>();
      do {
        if (isNext("\"")) {
          values.add(quoted());
        } else {
          String word = word();
          if (isNext("[(")) {
            children.add(element(word.toUpperCase(Locale.ROOT)));
          } else {
            values.add(word);
          }
        }
      } while (skipped(","));
      if (!skipped("])")) {
        throw bad();
      }
      return new Wkt(keyword, values, children);
    }

    /// A keyword or a number.
    String word() {
      isNext("");
      int start = at;
      while (at < text.length() && !isOneOf(" \t\r\n\"[](),", text.charAt(at))) {
        at++;
      }
      if (at == start) {
        throw bad();
      }
      return text.substring(start, at);
    }

    private String quoted() {
      int close = text.indexOf('"', at + 1);
      if (close < 0) {
        throw bad();
      }
      String inside = text.substring(at + 1, close);
      at = close + 1;
      return inside;
    }

    private boolean skipped(String characters) {
      boolean is = isNext(characters);
      at += is ? 1 : 0;
      return is;
    }

    /// Whether one of these comes next, after any blanks.
    private boolean isNext(String characters) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return at < text.length() && isOneOf(characters, text.charAt(at));
    }

    private static boolean isOneOf(String characters, char one) {
      return characters.indexOf(one) >= 0;
    }

    /// Makes sure that all was read.
    void end() {
      // What follows a comma is the system of the heights.
      if (!isNext(",") && at < text.length()) {
        throw bad();
      }
    }

    private IllegalArgumentException bad() {
      return new IllegalArgumentException(
          at < text.length() ? "is broken at character " + (at + 1) : "breaks off");
    }
  }
}
