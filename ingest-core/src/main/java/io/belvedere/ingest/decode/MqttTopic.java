package io.belvedere.ingest.decode;

import java.nio.charset.StandardCharsets;

/// Under which topic a record came by MQTT before it came to Kafka. Bridges tell it in the header
/// [#HEADER], or make it the record's key.
final class MqttTopic {
  static final String HEADER = "mqtt.topic";

  private MqttTopic() {}

  /// The header, else the key, which then may be any text; empty if there is neither.
  static String of(RawRecord record) {
    String told = record.header(HEADER);
    if (told != null) {
      return told;
    }
    byte[] key = record.key();
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }
}
