package io.belvedere.ingest.decode.profile;

import io.belvedere.ingest.decode.DatastreamIds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes templates out of the ids that a profile writes.
final class Templates {
  private Templates() {}

  /// @return null if it was told what is wrong
  static @Nullable Template read(Part value, @Nullable Part part, Sources sources) {
    if (part == null) {
      value.wrong("\"datastream\" is missing: it says what the datastream is called.");
      return null;
    }
    String text = part.text("an id such as \"{/gw}-{/sensors/*/id}-temp\"");
    if (text == null) {
      return null;
    }
    List<Template.Piece> pieces = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isDouble = i + 1 < text.length() && text.charAt(i + 1) == c;
      if ((c == '{' || c == '}') && isDouble) {
        words.append(c);
        i++;
      } else if (c == '{') {
        int end = text.indexOf('}', i);
        if (end < 0) {
          part.wrong("a { at character %d is not closed by a }.".formatted(i + 1));
          return null;
        }
        Source source = sources.read(part, text.substring(i + 1, end));
        if (source == null) {
          return null;
        }
        if (!words.isEmpty()) {
          pieces.add(new Template.Words(words.toString()));
          words.setLength(0);
        }
        pieces.add(new Template.Hole(source));
        i = end;
      } else if (c == '}') {
        part.wrong("a } at character %d closes nothing; write }} for one.".formatted(i + 1));
        return null;
      } else {
        words.append(c);
      }
    }
    if (!words.isEmpty()) {
      pieces.add(new Template.Words(words.toString()));
    }
    String always =
        pieces.stream()
            .map(piece -> piece instanceof Template.Words(String said) ? said : "")
            .collect(Collectors.joining());
    boolean mayBeMore = pieces.stream().anyMatch(Template.Hole.class::isInstance);
    if (DatastreamIds.wrong(always) != null && !(mayBeMore && always.isEmpty())) {
      part.expected("an id of 1 to 200 bytes");
      return null;
    }
    return new Template(pieces);
  }
}
