package io.belvedere.ingest.decode.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.belvedere.ingest.decode.DatastreamIds;
import io.belvedere.ingest.decode.Reasons;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The id of a datastream with places in it: `{/gw}-{/sensors/*/id}-temp`.
record Template(List<Piece> pieces) {
  /// What an id is made of.
  sealed interface Piece {}

  /// As it stands in the profile.
  record Words(String text) implements Piece {}

  /// As it stands in the message.
  record Hole(Source source) implements Piece {}

  Template {
    pieces = List.copyOf(pieces);
  }

  /// The id for where the cursor stands; null if it was told why there is none.
  @Nullable String id(Cursor cursor, Rejection rejection) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < pieces.size(); i++) {
      switch (pieces.get(i)) {
        case Words(String text) -> id.append(text);
        case Hole(Source source) -> {
          String text = text(source, cursor, rejection);
          if (text == null) {
            return null;
          }
          id.append(text);
        }
      }
    }
    String whole = id.toString();
    String wrong = DatastreamIds.wrong(whole);
    if (wrong == null) {
      return whole;
    }
    rejection.because(wrong, firstHole(), cursor);
    return null;
  }

  private static @Nullable String text(Source source, Cursor cursor, Rejection rejection) {
    JsonNode node = source.in(cursor);
    if (node == null || node.isNull()) {
      rejection.because(Reasons.NO_DATASTREAM, source, cursor);
      return null;
    }
    String text = Scalars.text(node);
    if (text == null || node.isFloatingPointNumber()) {
      rejection.because(Reasons.WRONG_TYPE, source, cursor);
      return null;
    }
    // Before it is copied: it may stand in each of a hundred thousand ids.
    if (text.length() > DatastreamIds.LONGEST) {
      rejection.because(Reasons.ID_LENGTH, source, cursor);
      return null;
    }
    return text;
  }

  private @Nullable Source firstHole() {
    for (Piece piece : pieces) {
      if (piece instanceof Hole(Source source)) {
        return source;
      }
    }
    return null;
  }
}
