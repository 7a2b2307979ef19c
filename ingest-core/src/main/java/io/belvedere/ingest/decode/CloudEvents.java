package io.belvedere.ingest.decode;

import static io.belvedere.ingest.model.Observation.NOT_SENT;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// CloudEvents 1.0 around an observation, as the Kafka protocol binding sends them: structured (one
/// JSON object) or binary (attributes in `ce_` headers, the data as the record's value).
///
/// The data is a native observation or an array of them, in which `subject` stands in for a missing
/// `datastream`, `time` for a missing `phenomenonTime` and the `sequence` extension, where it is an
/// integer, for a missing `sequence`. The `recordedtime` extension says when somebody wrote the
/// event down and stands in for nothing. Data that is a number, or in a structured event a string,
/// is the result itself.
final class CloudEvents {
  private static final String VERSION = "1.0";

  /// Of the attributes only these mean something to us; the others need not be there.
  private static final Set<String> NEEDED = Set.of("specversion", "subject", "time", "sequence");

  private static final Set<String> DATA = Set.of("data", "data_base64");

  private final JsonFactory json;
  private final NativeJson nativeJson;
  private final Batch batch;

  CloudEvents(JsonFactory json, NativeJson nativeJson, Batch batch) {
    this.json = json;
    this.nativeJson = nativeJson;
    this.batch = batch;
  }

  /// Whether the headers are those of a binary event.
  static boolean isBinary(RawRecord record) {
    if (record.headers().last("ce_specversion") == null) {
      return false;
    }
    String contentType = record.header("content-type");
    return contentType == null || FormatName.ofContentType(contentType) != FormatName.CLOUDEVENTS;
  }

  /// Reads a binary event into the batch.
  ///
  /// @param data stands at the first token of the value, and at its last afterwards
  void readBinary(RawRecord record, JsonParser data) throws IOException {
    Map<String, String> attributes = new HashMap<>();
    for (String name : NEEDED) {
      String sent = record.header("ce_" + name);
      if (sent != null) {
        attributes.put(name, sent);
      }
    }
    Defaults defaults = defaults(attributes, false);
    if (defaults == null) {
      data.skipChildren();
    } else {
      readData(data, defaults);
    }
  }

  /// Reads a structured event into the batch.
  ///
  /// @param event stands at the first token of the value, and at its last afterwards
  /// @return pointer to where the observations stand
  String readStructured(byte[] value, JsonParser event) throws IOException {
    if (event.currentToken() != JsonToken.START_OBJECT) {
      event.skipChildren();
      reject(Reasons.NOT_AN_OBJECT, "");
      return "";
    }
    // The data may stand before what it needs, so it is passed over first and read afterwards.
    Map<String, String> attributes = new HashMap<>();
    String data = "";
    String twice = "";
    while (event.nextToken() != JsonToken.END_OBJECT) {
      String name = event.currentName();
      JsonToken token = event.nextToken();
      boolean again = false;
      if (DATA.contains(name)) {
        again = !data.isEmpty();
        data = token == JsonToken.VALUE_NULL ? data : name;
      } else if (NEEDED.contains(name) && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
        again = attributes.put(name, event.getText()) != null;
      }
      if (again) {
        twice = NativeJson.at(event);
      }
      event.skipChildren();
    }
    if (!twice.isEmpty()) {
      reject(Reasons.DUPLICATE_FIELD, twice);
      return "";
    }
    Defaults defaults = defaults(attributes, true);
    if (defaults == null) {
      return "";
    }
    if (data.isEmpty()) {
      reject(Reasons.NO_CLOUD_EVENT_DATA, "");
      return "";
    }
    try (JsonParser parser = json.createParser(value)) {
      parser.nextToken();
      while (!data.equals(parser.nextFieldName())) {
        parser.nextToken();
        parser.skipChildren();
      }
      parser.nextToken();
      if (data.equals("data")) {
        readData(parser, defaults);
      } else {
        readBase64(parser, defaults);
      }
    }
    return "/" + data;
  }

  /// Pointers below `/data_base64` go on into what was encoded.
  private void readBase64(JsonParser encoded, Defaults defaults) throws IOException {
    byte[] decoded;
    try {
      decoded = encoded.getBinaryValue();
    } catch (JsonParseException e) {
      reject(Reasons.NOT_BASE_64, "/data_base64");
      return;
    }
    try (JsonParser parser = json.createParser(decoded)) {
      if (parser.nextToken() == null) {
        reject(Reasons.NO_CLOUD_EVENT_DATA, "/data_base64");
        return;
      }
      readData(parser, defaults);
      if (parser.nextToken() != null) {
        reject(Reasons.TRAILING, "/data_base64");
      }
    }
  }

  private void readData(JsonParser data, Defaults defaults) throws IOException {
    JsonToken token = data.currentToken();
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      nativeJson.read(data, defaults);
    } else {
      nativeJson.readResult(data, defaults);
    }
  }

  /// What the attributes stand in for; null if the event was rejected for them.
  ///
  /// @param structured whether the attributes stand in the value, where a pointer can point
  private @Nullable Defaults defaults(Map<String, String> attributes, boolean structured) {
    if (!VERSION.equals(attributes.get("specversion"))) {
      return reject(Reasons.CLOUD_EVENT_VERSION, structured ? "/specversion" : "");
    }
    String subject = attributes.get("subject");
    String wrong = subject == null ? null : DatastreamIds.wrong(subject);
    if (wrong != null) {
      return reject(wrong, structured ? "/subject" : "");
    }
    String sent = attributes.get("time");
    long time = sent == null ? Defaults.NO_TIME : Rfc3339.micros(sent);
    if (!Rfc3339.isTime(time)) {
      return reject(NativeJson.whyNoTime(time), structured ? "/time" : "");
    }
    if (sent != null && !Micros.isPossible(time)) {
      return reject(Reasons.OUT_OF_RANGE, structured ? "/time" : "");
    }
    return new Defaults(subject, time, sequence(attributes.get("sequence")));
  }

  /// The extension is text whose order only its sender knows, unless it is an integer.
  private static long sequence(@Nullable String sent) {
    if (sent == null) {
      return NOT_SENT;
    }
    try {
      return Long.parseLong(sent);
    } catch (NumberFormatException e) {
      return NOT_SENT;
    }
  }

  private @Nullable Defaults reject(String reason, String pointer) {
    batch.begin(false);
    batch.reject(reason, pointer);
    return null;
  }
}
