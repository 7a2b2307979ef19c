package io.belvedere.ingest.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Bytes of a record into observations, or the reason why not.
///
/// A record that cannot be read as a whole (no key, not JSON, ...) is one rejection; in one that
/// can, each observation has its own fate. The format is chosen by the `content-type` header, then
/// by CloudEvents headers, then by looking. Whatever a record holds, decoding ends, in time and
/// memory bounded by its size.
///
/// Not safe for use by several threads; each feed thread has its own.
public final class Decoder {
  /// Deeper nesting is nobody's observation.
  private static final int DEEPEST = 64;

  private static final String SCHEMA = "1";

  private final JsonFactory json =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          // Many senders write NaN into their JSON: it costs that observation, not the whole
          // record.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final Names names;
  private final Batch batch = new Batch();
  private final IdTable ids = new IdTable();
  private final NativeScanner scanner = new NativeScanner(batch, ids);
  private final NativeJson nativeJson = new NativeJson(batch);
  private final CloudEvents cloudEvents = new CloudEvents(json, nativeJson, batch);

  private final boolean fast;

  public Decoder(Names names) {
    this(names, true);
  }

  /// @param fast false to read everything the slow way, by which the fast one is judged
  Decoder(Names names, boolean fast) {
    this.names = names;
    this.fast = fast;
  }

  /// Hands on what is in a record without headers, if there is nothing unusual about it.
  ///
  /// @return false if there is, and nothing was handed on: it is for [#decode] then
  public boolean decodeUsual(byte @Nullable [] key, byte @Nullable [] value, Sink sink) {
    boolean usual = fast && key != null && value != null && scanner.scan(value);
    if (usual) {
      batch.drainTo(sink, names, ids, "");
    }
    return usual;
  }

  /// Hands every observation of the record to `sink`. Not for canaries, which are not counted.
  public void decode(RawRecord record, Sink sink) {
    String wrong = wrongBeforeLooking(record);
    byte[] value = record.value();
    if (wrong != null || value == null) {
      sink.rejected(wrong == null ? Reasons.NO_VALUE : wrong, "");
      return;
    }
    String contentType = record.header("content-type");
    boolean structured =
        contentType != null
            && contentType.toLowerCase(Locale.ROOT).startsWith("application/cloudevents");
    boolean binary = !structured && CloudEvents.isBinary(record);
    if (fast && !structured && !binary && scanner.scan(value)) {
      batch.drainTo(sink, names, ids, "");
      return;
    }
    String prefix = "";
    try (JsonParser parser = json.createParser(value)) {
      prefix = read(record, value, structured, binary, parser);
    } catch (IOException e) {
      rejectWhole(Reasons.NOT_JSON, "");
    }
    batch.drainTo(sink, names, ids, prefix);
  }

  /// Reads what the scanner does not into the batch.
  ///
  /// @return pointer to where the observations stand
  private String read(
      RawRecord record, byte[] value, boolean structured, boolean binary, JsonParser parser) {
    String prefix = "";
    try {
      if (parser.nextToken() == null) {
        rejectWhole(Reasons.NO_VALUE, "");
        return "";
      }
      if (binary) {
        cloudEvents.readBinary(record, parser);
      } else if (structured || looksLikeCloudEvent(value)) {
        prefix = cloudEvents.readStructured(value, parser);
      } else {
        nativeJson.read(parser, Defaults.NONE);
      }
      if (parser.nextToken() != null) {
        rejectWhole(Reasons.TRAILING, "");
      }
    } catch (StreamConstraintsException e) {
      rejectWhole(Reasons.TOO_DEEP, NativeJson.at(parser));
    } catch (IOException e) {
      rejectWhole(Reasons.NOT_JSON, NativeJson.at(parser));
    }
    return prefix;
  }

  private void rejectWhole(String reason, String pointer) {
    batch.begin(false);
    batch.reject(reason, pointer);
  }

  /// An object with a `specversion` and no `datastream` of its own.
  private boolean looksLikeCloudEvent(byte[] value) {
    boolean versioned = false;
    try (JsonParser parser = json.createParser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        switch (parser.currentName()) {
          case "datastream" -> {
            return false;
          }
          case "specversion" -> versioned = true;
          default -> {}
        }
        parser.nextToken();
        parser.skipChildren();
      }
    } catch (IOException e) {
      // Whoever reads it as an observation will find the same and say where.
      return false;
    }
    return versioned;
  }

  /// JSON in UTF-8 has no zero byte, and begins with neither mark of UTF-16.
  private static boolean isUtf16OrUtf32(byte[] value) {
    for (int i = 0; i < Math.min(4, value.length); i++) {
      if (value[i] == 0) {
        return true;
      }
    }
    return value.length > 1 && (value[0] & value[1] & 0xFE) == 0xFE && value[0] != value[1];
  }

  private @Nullable String wrongBeforeLooking(RawRecord record) {
    if (record.key() == null) {
      return Reasons.NULL_KEY;
    }
    byte[] value = record.value();
    if (value == null || value.length == 0) {
      return Reasons.NO_VALUE;
    }
    String schema = record.header("belvedere-schema");
    if (schema != null && !schema.equals(SCHEMA)) {
      return Reasons.UNKNOWN_SCHEMA;
    }
    if (record.reality().isEmpty()) {
      return Reasons.UNKNOWN_REALITY;
    }
    return isUtf16OrUtf32(value) ? Reasons.NOT_UTF_8 : null;
  }
}
