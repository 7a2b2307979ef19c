package io.belvedere.ingest.decode.profile;

import io.belvedere.ingest.decode.Pointers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes sources out of what a profile writes for them: `/sensors/*/id`, `key`, `header:NAME`.
///
/// A `*` in a pointer is every element in `each`, and the same element everywhere else.
///
/// @param each how `each` is written; empty if there is none
/// @param lists for each `*`, what stands before it
record Sources(String each, List<List<String>> lists) {
  /// Where the message itself is the reading.
  static final Sources OF_MESSAGE = new Sources("", List.of());

  /// Where it is not known of which lists the readings are, and anything goes.
  static final Sources OF_UNKNOWN = new Sources("?", List.of());

  private static final String EVERY = "*";
  private static final String NAME_OF_EVERY = "*#";
  private static final String KEY = "key";
  private static final String HEADER = "header:";
  private static final String EXPECTED =
      "a JSON pointer such as /sensors/*/id, or key, or header:NAME";

  /// For the readings that a pointer with `*` goes to, the last of which ends it.
  ///
  /// @return null if it was told why not
  static @Nullable Sources of(Part each) {
    String what = "a JSON pointer that ends with /*, such as /sensors/*";
    String text = each.text(what);
    if (text == null) {
      return null;
    }
    List<List<String>> legs = legs(each, text);
    if (legs == null) {
      return null;
    }
    if (legs.size() == 1 || !legs.getLast().isEmpty()) {
      each.expected(what);
      return null;
    }
    return new Sources(text, legs.subList(0, legs.size() - 1));
  }

  /// The place of each list, the outermost first.
  List<Source.Place> places() {
    List<Source.Place> places = new ArrayList<>();
    for (int i = 1; i <= lists.size(); i++) {
      places.add(new Source.Place(lists.subList(0, i)));
    }
    return places;
  }

  /// Whether it is written like a source.
  static boolean isSource(String text) {
    return text.isEmpty()
        || text.charAt(0) == '/'
        || text.equals(KEY)
        || (text.startsWith(HEADER) && text.length() > HEADER.length());
  }

  /// What a part that is a text says.
  ///
  /// @return null if it was told what is wrong with it
  @Nullable Source read(Part part) {
    String text = part.text(EXPECTED);
    return text == null ? null : read(part, text);
  }

  /// What `text`, which stands in `part`, says.
  ///
  /// @return null if it was told what is wrong with it
  @Nullable Source read(Part part, String text) {
    if (!isSource(text)) {
      part.expected(EXPECTED);
      return null;
    }
    if (text.equals(KEY)) {
      return new Source.Key();
    }
    if (text.startsWith(HEADER)) {
      return new Source.Header(text.substring(HEADER.length()));
    }
    boolean isName = text.endsWith("/" + NAME_OF_EVERY);
    List<List<String>> legs = legs(part, isName ? text.substring(0, text.length() - 1) : text);
    if (legs == null || !isAmongLists(part, text, legs)) {
      return null;
    }
    var place = new Source.Place(legs);
    return isName ? new Source.Name(place) : place;
  }

  private boolean isAmongLists(Part part, String text, List<List<String>> legs) {
    if (equals(OF_UNKNOWN)) {
      return true;
    }
    int stars = legs.size() - 1;
    if (stars <= lists.size() && legs.subList(0, stars).equals(lists.subList(0, stars))) {
      return true;
    }
    part.wrong(
        lists.isEmpty()
            ? "\"%s\" has a *, but no \"each\" says of what.".formatted(text)
            : "\"%s\" goes through a list that \"each\", %s, does not go through."
                .formatted(text, each));
    return false;
  }

  /// What stands before, between and after the `*`; null if it is no pointer, which was told.
  private static @Nullable List<List<String>> legs(Part part, String pointer) {
    List<List<String>> legs = new ArrayList<>();
    List<String> leg = new ArrayList<>();
    try {
      for (String token : Pointers.tokens(pointer)) {
        if (token.equals(EVERY)) {
          legs.add(leg);
          leg = new ArrayList<>();
        } else {
          leg.add(token);
        }
      }
    } catch (IllegalArgumentException e) {
      part.wrong("\"%s\": %s.".formatted(pointer, e.getMessage()));
      return null;
    }
    legs.add(leg);
    return legs;
  }
}
