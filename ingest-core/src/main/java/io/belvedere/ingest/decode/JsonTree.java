package io.belvedere.ingest.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads a whole value as a tree, for formats whose parts cannot be understood one by one.
public final class JsonTree {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                  // As with native ones, it costs that observation and not the whole record.
                  .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                  .streamReadConstraints(Bounds.JSON_TREE)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private JsonTree() {}

  /// The value as a tree; null if it is not one JSON value within the bounds, which `sink` is told.
  public static @Nullable JsonNode read(byte[] value, Sink sink) {
    try {
      return read(value);
    } catch (Fields.Wrong e) {
      sink.rejected(e.reason(), e.pointer());
      return null;
    }
  }

  /// @throws Fields.Wrong if it is not one JSON value within the bounds
  static JsonNode read(byte[] value) throws Fields.Wrong {
    try (JsonParser parser = JSON.createParser(value)) {
      return read(parser);
    } catch (IOException e) {
      throw new Fields.Wrong(Reasons.NOT_JSON, "");
    }
  }

  private static JsonNode read(JsonParser parser) throws Fields.Wrong, IOException {
    try {
      if (parser.nextToken() == null) {
        throw new Fields.Wrong(Reasons.NO_VALUE, "");
      }
      JsonNode tree = JSON.readTree(parser);
      if (parser.nextToken() != null) {
        throw new Fields.Wrong(Reasons.TRAILING, "");
      }
      return tree;
    } catch (Bounds.Exceeded e) {
      throw new Fields.Wrong(e.reason(), NativeJson.at(parser));
    } catch (MismatchedInputException e) {
      throw new Fields.Wrong(Reasons.DUPLICATE_FIELD, NativeJson.at(parser));
    } catch (JsonProcessingException e) {
      throw new Fields.Wrong(Reasons.NOT_JSON, NativeJson.at(parser));
    }
  }
}
