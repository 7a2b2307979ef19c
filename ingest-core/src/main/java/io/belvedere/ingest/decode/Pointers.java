package io.belvedere.ingest.decode;

import java.util.ArrayList;
import java.util.List;

/// The text of JSON pointers (RFC 6901).
public final class Pointers {
  private Pointers() {}

  /// A name as it stands in a pointer.
  public static String escape(String token) {
    return token.replace("~", "~0").replace("/", "~1");
  }

  /// What a pointer goes through.
  ///
  /// @throws IllegalArgumentException with what was expected
  public static List<String> tokens(String pointer) {
    List<String> tokens = new ArrayList<>();
    if (pointer.isEmpty()) {
      return tokens;
    }
    if (pointer.charAt(0) != '/') {
      throw new IllegalArgumentException("a JSON pointer begins with /");
    }
    for (String token : pointer.substring(1).split("/", -1)) {
      for (int tilde = token.indexOf('~'); tilde >= 0; tilde = token.indexOf('~', tilde + 1)) {
        if (tilde + 1 == token.length() || "01".indexOf(token.charAt(tilde + 1)) < 0) {
          throw new IllegalArgumentException("in a JSON pointer ~ is written ~0, and / is ~1");
        }
      }
      tokens.add(token.replace("~1", "/").replace("~0", "~"));
    }
    return tokens;
  }
}
