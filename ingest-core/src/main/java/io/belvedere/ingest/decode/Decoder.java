package io.belvedere.ingest.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Bytes of a record into observations, or the reason why not.
///
/// A record that cannot be read as a whole (no key, not JSON, ...) is one rejection; in one that
/// can, each observation has its own fate. The format is chosen by the `content-type` header, then
/// by CloudEvents headers, then it is the topic's, then it is found by looking; but what the
/// scanner knows is not looked at. Whatever a record holds, decoding ends, in time and memory
/// bounded by its size.
///
/// Not safe for use by several threads; each feed thread has its own.
public final class Decoder {
  private static final String SCHEMA = "1";

  private final JsonFactory json =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          // Many senders write NaN into their JSON: it costs that observation, not the whole
          // record.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(Bounds.JSON)
          .build();

  private final Names names;
  private final Batch batch = new Batch();
  private final IdTable ids = new IdTable();
  private final NativeScanner scanner = new NativeScanner(batch, ids);
  private final NativeJson nativeJson = new NativeJson(batch);
  private final CloudEvents cloudEvents = new CloudEvents(json, nativeJson, batch);

  private final Look look = new Look(json);
  private final Formats formats;
  private final TopicFormat.@Nullable Reader own;
  private final TopicFormat.Reader sensorThings;
  private final TopicFormat.Reader ngsi;
  private final TopicFormat.Reader sparkplug;
  private final boolean fast;
  private final boolean mayBeUsual;

  public Decoder(Names names) {
    this(names, Formats.found());
  }

  /// @param formats shared by all who read the same topic
  public Decoder(Names names, Formats formats) {
    this(names, formats, true);
  }

  /// @param fast false to read everything the slow way, by which the fast one is judged
  Decoder(Names names, Formats formats, boolean fast) {
    this.names = names;
    this.formats = formats;
    TopicFormat ownFormat = formats.own();
    this.own = ownFormat == null ? null : ownFormat.reader(names);
    this.sensorThings = new SensorThings(names);
    this.ngsi = new Ngsi(names);
    this.sparkplug = formats.sparkplug().reader(names);
    this.fast = fast;
    this.mayBeUsual = fast && formats.mayBeNative();
  }

  /// Reads a record without headers, if there is nothing unusual about it. What is in it waits,
  /// behind that of others, for [#handOn].
  ///
  /// @param record what the sink will be told that it is of
  /// @return false if there is anything unusual, and nothing of it waits: it is for [#decode], when
  ///     all that waits has been handed on
  public boolean gather(@Nullable ByteBuffer key, @Nullable ByteBuffer value, int record) {
    if (!mayBeUsual
        || key == null
        || value == null
        || !value.hasArray()
        || value.remaining() > Bounds.MOST_BYTES) {
      return false;
    }
    batch.beginRecord(record);
    boolean usual = scan(value) && !batch.isOverfull();
    if (!usual) {
      batch.begin(false);
    }
    return usual;
  }

  /// How many observations wait.
  public int gathered() {
    return batch.size();
  }

  /// Hands on all that was gathered, in its order. If the sink throws, the rest still waits; it may
  /// be that of the same record, see [#skipRecord].
  public void handOn(Sink sink) {
    batch.drainTo(sink, names, ids, "");
  }

  /// Nothing waits any more.
  public void forget() {
    batch.clear();
  }

  /// What still waits of the record that was handed on last is forgotten.
  public void skipRecord() {
    batch.skipRecord();
  }

  private boolean scan(ByteBuffer value) {
    int from = value.arrayOffset() + value.position();
    return scanner.scan(value.array(), from, from + value.remaining());
  }

  /// Hands every observation of the record to `sink`. Not for canaries, which are not counted;
  /// nothing that was gathered may wait.
  public void decode(RawRecord record, Sink sink) {
    batch.clear();
    try {
      decodeAny(record, sink);
    } finally {
      batch.clear();
    }
  }

  private void decodeAny(RawRecord record, Sink sink) {
    String wrong = wrongBeforeLooking(record);
    byte[] value = record.value();
    if (wrong != null || value == null) {
      sink.rejected(wrong == null ? Reasons.NO_VALUE : wrong, "");
      return;
    }
    FormatName told = formats.told(record);
    if (own != null
        && (told == null || (told == FormatName.CLOUDEVENTS && own.readsCloudEvents()))) {
      own.read(record, value, sink);
      return;
    }
    if (fast
        && (told == null || told == FormatName.NATIVE)
        && scanner.scan(value, 0, value.length)) {
      batch.drainTo(sink, names, ids, "");
      return;
    }
    FormatName format = told == null ? look.at(record, value) : told;
    if (format != FormatName.SPARKPLUG && isUtf16OrUtf32(value)) {
      sink.rejected(Reasons.NOT_UTF_8, "");
      return;
    }
    switch (format) {
      case NATIVE, CLOUDEVENTS -> readJson(record, value, format, sink);
      case SENSORTHINGS -> sensorThings.read(record, value, sink);
      case NGSI -> ngsi.read(record, value, sink);
      case SPARKPLUG -> sparkplug.read(record, value, sink);
    }
  }

  private void readJson(RawRecord record, byte[] value, FormatName format, Sink sink) {
    String prefix = "";
    try (JsonParser parser = json.createParser(value)) {
      prefix = read(record, value, format, parser);
    } catch (IOException e) {
      rejectWhole(Reasons.NOT_JSON, "");
    }
    batch.drainTo(sink, names, ids, prefix);
  }

  /// Reads what the scanner does not into the batch.
  ///
  /// @return pointer to where the observations stand
  private String read(RawRecord record, byte[] value, FormatName format, JsonParser parser) {
    String prefix = "";
    try {
      if (parser.nextToken() == null) {
        rejectWhole(Reasons.NO_VALUE, "");
        return "";
      }
      if (format == FormatName.NATIVE) {
        nativeJson.read(parser, Defaults.NONE);
      } else if (CloudEvents.isBinary(record)) {
        cloudEvents.readBinary(record, parser);
      } else {
        prefix = cloudEvents.readStructured(value, parser);
      }
      if (parser.nextToken() != null) {
        rejectWhole(Reasons.TRAILING, "");
      }
    } catch (Bounds.Exceeded e) {
      rejectWhole(e.reason(), NativeJson.at(parser));
    } catch (IOException e) {
      rejectWhole(Reasons.NOT_JSON, NativeJson.at(parser));
    }
    return prefix;
  }

  private void rejectWhole(String reason, String pointer) {
    batch.begin(false);
    batch.reject(reason, pointer);
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
    return value.length > Bounds.MOST_BYTES ? Reasons.TOO_LARGE : null;
  }
}
