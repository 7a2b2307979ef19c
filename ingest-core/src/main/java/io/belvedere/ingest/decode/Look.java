package io.belvedere.ingest.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// Finds out by looking which format a record is in. What is none of the others is native: it is
/// for the reader of that to say what is wrong.
final class Look {
  private static final Set<String> OF_SENSOR_THINGS =
      Set.of(
          "Datastream",
          "Datastream@iot.id",
          "Datastream@iot.navigationLink",
          "MultiDatastream",
          "MultiDatastream@iot.navigationLink");

  private final JsonFactory json;

  Look(JsonFactory json) {
    this.json = json;
  }

  FormatName at(RawRecord record, byte[] value) {
    String mqttTopic = MqttTopic.of(record);
    if (Sparkplug.isTopic(mqttTopic)) {
      return FormatName.SPARKPLUG;
    }
    if (SensorThings.isTopic(mqttTopic)) {
      return FormatName.SENSORTHINGS;
    }
    try (JsonParser parser = json.createParser(value)) {
      JsonToken token = parser.nextToken();
      boolean array = token == JsonToken.START_ARRAY;
      if (array) {
        token = parser.nextToken();
      }
      return token == JsonToken.START_OBJECT ? byNames(parser, array) : FormatName.NATIVE;
    } catch (IOException e) {
      // Whoever reads it as an observation will find the same and say where.
      return FormatName.NATIVE;
    }
  }

  /// By what the fields of the object are called at whose brace the parser stands. One with a
  /// `datastream` of its own is native, whatever else it has.
  private static FormatName byNames(JsonParser parser, boolean array) throws IOException {
    Set<String> names = new HashSet<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (name.equals("datastream")) {
        return FormatName.NATIVE;
      }
      names.add(name);
      parser.nextToken();
      parser.skipChildren();
    }
    if (names.contains("specversion")) {
      return array ? FormatName.NATIVE : FormatName.CLOUDEVENTS;
    }
    if (names.stream().anyMatch(OF_SENSOR_THINGS::contains)) {
      return FormatName.SENSORTHINGS;
    }
    boolean entity =
        (names.contains("id") || names.contains("@id"))
            && (names.contains("type") || names.contains("@type"));
    boolean notification = names.contains("subscriptionId") && names.contains("data");
    return entity || notification ? FormatName.NGSI : FormatName.NATIVE;
  }
}
