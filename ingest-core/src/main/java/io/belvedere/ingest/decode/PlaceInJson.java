package io.belvedere.ingest.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.Optional;

/// Where in the bytes of a message stands what a JSON pointer points to, for people who look for
/// what is wrong with it.
///
/// @param from the first byte
/// @param to behind the last one
/// @param exact false if what is pointed to is not there, and this is what it should be in
public record PlaceInJson(int from, int to, boolean exact) {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(Bounds.JSON)
          .build();

  /// The place that is pointed to, or else where it stops being JSON. Empty if there is neither:
  /// the pointer is for the whole message, and that can be read.
  public static Optional<PlaceInJson> of(byte[] value, String pointer) {
    int from = -1;
    int to = -1;
    int depth = -1;
    try (JsonParser json = JSON.createParser(value)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME
            || token.isStructEnd()
            || pointer.isEmpty()
            || !leadsTo(path(json, token), pointer)) {
          continue;
        }
        String path = path(json, token);
        if (path.length() <= depth) {
          continue;
        }
        depth = path.length();
        from = (int) json.currentTokenLocation().getByteOffset();
        if (token.isStructStart()) {
          to = end(value, from);
        } else {
          json.finishToken();
          to = (int) json.currentLocation().getByteOffset();
        }
        if (path.equals(pointer)) {
          return Optional.of(new PlaceInJson(from, to, true));
        }
      }
      return from < 0 ? Optional.empty() : Optional.of(new PlaceInJson(from, to, false));
    } catch (IOException e) {
      int at = stop(value);
      return at < 0 ? Optional.empty() : Optional.of(new PlaceInJson(at, at + 1, true));
    }
  }

  private static String path(JsonParser json, JsonToken token) {
    // A list's or object's own context begins with it.
    JsonPointer pointer =
        token.isStructStart()
            ? json.getParsingContext().getParent().pathAsPointer()
            : json.getParsingContext().pathAsPointer();
    return pointer.toString();
  }

  private static boolean leadsTo(String path, String pointer) {
    return pointer.equals(path) || pointer.startsWith(path + "/");
  }

  /// Where the list or object that begins at `from` ends.
  private static int end(byte[] value, int from) throws IOException {
    try (JsonParser json = JSON.createParser(value, from, value.length - from)) {
      json.nextToken();
      json.skipChildren();
      return from + (int) json.currentLocation().getByteOffset();
    }
  }

  /// The first byte that cannot be read as JSON; -1 if there are none.
  private static int stop(byte[] value) {
    try (JsonParser json = JSON.createParser(value)) {
      try {
        while (json.nextToken() != null) {
          json.finishToken();
        }
      } catch (IOException e) {
        long at = json.currentLocation().getByteOffset() - 1;
        return value.length == 0 ? -1 : (int) Math.clamp(at, 0, value.length - 1L);
      }
    } catch (IOException e) {
      return value.length == 0 ? -1 : 0;
    }
    return -1;
  }
}
