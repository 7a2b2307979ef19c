package io.belvedere.ingest.decode;

import static io.belvedere.ingest.model.Observation.NOT_SENT;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.belvedere.ingest.model.Quality;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The rules of the native observation, on Jackson's stream of tokens. Whatever is unusual ends
/// here, so this class alone decides what is wrong with an observation, and where.
final class NativeJson {
  /// What fits both milliseconds and microseconds since 1970.
  private static final long LATEST_MILLIS = Long.MAX_VALUE / 1_000 - 1;

  private static final int DATASTREAM = 1;
  private static final int TIME = 1 << 1;
  private static final int RESULT = 1 << 2;
  private static final int QUALITY = 1 << 3;
  private static final int SEQUENCE = 1 << 4;
  private static final int EPOCH = 1 << 5;

  private final Batch batch;

  // Of the element that is being read.
  private int seen;
  private @Nullable String datastream;
  private long time;
  private double value;
  private @Nullable String category;
  private Quality quality = Quality.GOOD;
  private long epoch;
  private long sequence;
  private @Nullable String reason;
  private String pointer = "";

  NativeJson(Batch batch) {
    this.batch = batch;
  }

  /// Reads one value into the batch: an object, or an array of objects.
  ///
  /// @param parser stands at the first token of the value, and at its last afterwards
  /// @throws IOException if the rest is not JSON; what is in the batch then counts for nothing
  void read(JsonParser parser, Defaults defaults) throws IOException {
    JsonToken token = parser.currentToken();
    batch.begin(token == JsonToken.START_ARRAY);
    if (token == JsonToken.START_OBJECT) {
      element(parser, defaults);
    } else if (token == JsonToken.START_ARRAY) {
      String whole = at(parser);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (batch.isOverfull()) {
          throw new Bounds.Exceeded(Reasons.TOO_MANY);
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
          element(parser, defaults);
        } else {
          batch.reject(Reasons.NOT_AN_OBJECT, at(parser));
          parser.skipChildren();
        }
      }
      if (!batch.hasAny()) {
        batch.reject(Reasons.EMPTY_ARRAY, whole);
      }
    } else {
      batch.reject(Reasons.NEITHER_OBJECT_NOR_ARRAY, at(parser));
    }
  }

  /// Reads a value that is nothing but a result; everything else comes from the envelope.
  void readResult(JsonParser parser, Defaults defaults) throws IOException {
    batch.beginBare();
    begin(defaults);
    result(parser);
    seen |= RESULT;
    end(at(parser), defaults);
  }

  private void element(JsonParser parser, Defaults defaults) throws IOException {
    begin(defaults);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      int field = field(parser.currentName());
      parser.nextToken();
      if (field == 0 || reason != null) {
        parser.skipChildren();
      } else if ((seen & field) != 0) {
        fail(Reasons.DUPLICATE_FIELD, parser);
        parser.skipChildren();
      } else {
        seen |= field;
        read(field, parser);
      }
    }
    // The pointer costs a few objects; only what goes wrong needs it.
    end(reason == null && !isComplete(defaults) ? at(parser) : "", defaults);
  }

  private void begin(Defaults defaults) {
    seen = 0;
    datastream = defaults.datastream();
    time = defaults.time();
    value = Double.NaN;
    category = null;
    quality = Quality.GOOD;
    epoch = NOT_SENT;
    sequence = defaults.sequence();
    reason = null;
  }

  private boolean isComplete(Defaults defaults) {
    return (seen & RESULT) != 0
        && ((seen & TIME) != 0 || defaults.time() != Defaults.NO_TIME)
        && datastream != null;
  }

  private void end(String element, Defaults defaults) {
    if (reason != null) {
      batch.reject(reason, pointer);
    } else if (datastream == null) {
      batch.reject(Reasons.NO_DATASTREAM, element);
    } else if ((seen & TIME) == 0 && defaults.time() == Defaults.NO_TIME) {
      batch.reject(Reasons.NO_TIME, element);
    } else if ((seen & RESULT) == 0) {
      batch.reject(Reasons.NO_RESULT, element);
    } else {
      batch.add(Batch.UNKNOWN, datastream, time, value, category, quality, epoch, sequence);
    }
  }

  private static int field(String name) {
    return switch (name) {
      case "datastream" -> DATASTREAM;
      case "phenomenonTime" -> TIME;
      case "result" -> RESULT;
      case "resultQuality" -> QUALITY;
      case "sequence" -> SEQUENCE;
      case "epoch" -> EPOCH;
      default -> 0;
    };
  }

  private void read(int field, JsonParser parser) throws IOException {
    switch (field) {
      case DATASTREAM -> datastream(parser);
      case TIME -> time(parser);
      case RESULT -> result(parser);
      case QUALITY -> quality(parser);
      case SEQUENCE -> sequence = integer(parser);
      case EPOCH -> epoch = integer(parser);
      default -> throw new IllegalStateException("There is no field " + field + ".");
    }
  }

  private void datastream(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      failType(parser);
      return;
    }
    String id = parser.getText();
    String wrong = DatastreamIds.wrong(id);
    if (wrong == null) {
      datastream = id;
    } else {
      fail(wrong, parser);
    }
  }

  private void time(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_STRING -> {
        long micros = Rfc3339.micros(parser.getText());
        if (Rfc3339.isTime(micros)) {
          time = micros;
        } else {
          fail(whyNoTime(micros), parser);
        }
      }
      case VALUE_NUMBER_INT -> {
        long millis = integer(parser);
        if (millis < -LATEST_MILLIS || millis > LATEST_MILLIS) {
          fail(Reasons.OUT_OF_RANGE, parser);
        } else {
          time = millis * 1_000;
        }
      }
      case VALUE_NUMBER_FLOAT -> fail(Reasons.NOT_AN_INTEGER, parser);
      default -> failType(parser);
    }
  }

  static String whyNoTime(long micros) {
    if (micros == Rfc3339.NO_OFFSET) {
      return Reasons.NO_OFFSET;
    }
    return micros == Rfc3339.TOO_FINE ? Reasons.TOO_FINE : Reasons.NOT_A_TIME;
  }

  private void result(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        // Adding zero turns -0.0 into 0.0: one number, one value.
        value = parser.getDoubleValue() + 0.0;
        if (!Double.isFinite(value)) {
          fail(Reasons.NOT_FINITE, parser);
        }
      }
      case VALUE_STRING -> category = parser.getText();
      case VALUE_NULL -> value = Double.NaN;
      default -> failType(parser);
    }
  }

  private void quality(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      failType(parser);
      return;
    }
    Quality sent = Quality.parse(parser.getText());
    if (sent == null) {
      fail(Reasons.UNKNOWN_QUALITY, parser);
    } else {
      quality = sent;
    }
  }

  private long integer(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_NUMBER_INT -> {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
            || parser.getLongValue() == NOT_SENT) {
          fail(Reasons.OUT_OF_RANGE, parser);
          return NOT_SENT;
        }
        return parser.getLongValue();
      }
      case VALUE_NUMBER_FLOAT -> fail(Reasons.NOT_AN_INTEGER, parser);
      default -> failType(parser);
    }
    return NOT_SENT;
  }

  private void failType(JsonParser parser) throws IOException {
    fail(Reasons.WRONG_TYPE, parser);
    parser.skipChildren();
  }

  /// The first thing that is wrong is the reason.
  private void fail(String why, JsonParser parser) {
    if (reason == null) {
      reason = why;
      pointer = at(parser);
    }
  }

  static String at(JsonParser parser) {
    return parser.getParsingContext().pathAsPointer().toString();
  }
}
