package io.belvedere.ingest.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.belvedere.ingest.feed.LetterBody.Header;
import io.belvedere.ingest.time.Micros;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A dead letter as a line of JSON, for files that people and their tools read as well. Bytes that
/// are text stand as text, others as Base64 in a field of another name.
public final class LetterJson {
  /// How much of a key or value people get to see in a list, characters.
  private static final int GLIMPSE = 60;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).build())
          .build();

  /// A line of a file of letters.
  sealed interface Line {}

  record Letter(DeadLetter letter, LetterBody body) implements Line {}

  /// The beginning of a file.
  ///
  /// @param since from when on letters are kept, microseconds UTC
  /// @param gone how many had to go since, to make room
  record Beginning(long since, long gone) implements Line {}

  /// All of the record has been read later.
  record Driven(DeadLetter.Place place) implements Line {}

  private LetterJson() {}

  /// A line for a file of letters, with its end.
  static byte[] line(DeadLetter letter, LetterBody body) {
    return bytes(json -> write(letter, body, /* asBase64= */ false, json));
  }

  static byte[] line(Beginning beginning) {
    return bytes(
        json -> {
          json.writeStringField("since", Micros.toInstant(beginning.since()).toString());
          json.writeNumberField("gone", beginning.gone());
        });
  }

  static byte[] line(Driven driven) {
    return bytes(
        json -> {
          json.writeStringField("driven", driven.place().topic());
          json.writeStringField("topicId", driven.place().topicId());
          json.writeNumberField("partition", driven.place().partition());
          json.writeNumberField("offset", driven.place().offset());
        });
  }

  /// Writes a letter as one line: its value as Base64 always, and as text where it is text.
  public static void export(DeadLetter letter, LetterBody body, OutputStream to)
      throws IOException {
    to.write(bytes(json -> write(letter, body, /* asBase64= */ true, json)));
  }

  @FunctionalInterface
  private interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  private static byte[] bytes(Fields fields) {
    var line = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new IllegalStateException("Nothing fails in memory.", e);
    }
    return line.toByteArray();
  }

  private static void write(
      DeadLetter letter, LetterBody body, boolean asBase64, JsonGenerator json) throws IOException {
    json.writeStringField("topic", letter.topic());
    json.writeStringField("topicId", letter.topicId());
    json.writeNumberField("partition", letter.partition());
    json.writeNumberField("offset", letter.offset());
    json.writeStringField("receiveTime", Micros.toInstant(letter.receiveTime()).toString());
    json.writeStringField("reason", letter.reason());
    json.writeStringField("pointer", letter.pointer());
    json.writeNumberField("times", letter.times());
    if (letter.driven()) {
      json.writeBooleanField("readLater", true);
    }
    write("key", body.key(), false, json);
    json.writeNumberField("size", letter.size());
    write("value", body.value(), asBase64, json);
    if (!body.whole()) {
      json.writeBooleanField("whole", false);
    }
    if (!body.headers().isEmpty()) {
      json.writeArrayFieldStart("headers");
      for (Header each : body.headers()) {
        json.writeStartObject();
        json.writeStringField("name", each.name());
        write("value", each.value(), false, json);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private static void write(
      String field, byte @Nullable [] bytes, boolean asBase64, JsonGenerator json)
      throws IOException {
    if (bytes == null) {
      return;
    }
    Optional<String> text = text(bytes);
    if (text.isPresent()) {
      json.writeStringField(field, text.get());
    }
    if (asBase64 || text.isEmpty()) {
      json.writeBinaryField(field + "Base64", bytes);
    }
  }

  /// What bytes say if they are UTF-8.
  public static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /// What a list shows of bytes.
  static String glimpse(byte @Nullable [] bytes) {
    return bytes == null
        ? ""
        : new String(bytes, 0, Math.min(bytes.length, GLIMPSE), StandardCharsets.UTF_8);
  }

  /// Reads a line.
  ///
  /// @throws IOException if it is no line of a file of letters
  static Line read(byte[] line) throws IOException {
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("It is no JSON object.");
      }
      return new LineReader().read(json);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// Fields as they come.
  private static final class LineReader {
    private String topic = "";
    private String topicId = "";
    private int partition = -1;
    private long offset = -1;
    private long receiveTime;
    private String reason = "";
    private String pointer = "";
    private int times = 1;
    private int size = -1;
    private long gone;
    private @Nullable String since;
    private @Nullable String driven;
    private byte @Nullable [] key;
    private byte @Nullable [] value;
    private boolean whole = true;
    private boolean sized;
    private final List<Header> headers = new ArrayList<>();

    Line read(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        take(field, json);
      }
      if (since != null) {
        return new Beginning(Micros.of(Instant.parse(since)), gone);
      }
      if (driven != null) {
        return new Driven(new DeadLetter.Place(driven, topicId, partition, offset));
      }
      if (topic.isEmpty() || reason.isEmpty() || partition < 0 || offset < 0) {
        throw new IOException(
            "It is no dead letter: topic, partition, offset or reason is missing.");
      }
      var letter =
          new DeadLetter(
              topic,
              topicId,
              partition,
              offset,
              receiveTime,
              reason.intern(),
              pointer.intern(),
              times,
              glimpse(key),
              glimpse(value),
              size,
              false);
      return new Letter(letter, new LetterBody(key, value, headers, whole && sized));
    }

    private void take(String field, JsonParser json) throws IOException {
      switch (field) {
        case "topic" -> topic = json.getText().intern();
        case "topicId" -> topicId = json.getText().intern();
        case "partition" -> partition = json.getIntValue();
        case "offset" -> offset = json.getLongValue();
        case "receiveTime" -> receiveTime = Micros.of(Instant.parse(json.getText()));
        case "reason" -> reason = json.getText();
        case "pointer" -> pointer = json.getText();
        case "times" -> times = json.getIntValue();
        case "key" -> key = utf8(json.getText());
        case "keyBase64" -> key = json.getBinaryValue();
        case "size" -> {
          size = json.getIntValue();
          sized = true;
        }
        case "value" -> value = utf8(json.getText());
        case "valueBase64" -> value = json.getBinaryValue();
        case "whole" -> whole = json.getBooleanValue();
        case "since" -> since = json.getText();
        case "gone" -> gone = json.getLongValue();
        case "driven" -> driven = json.getText();
        case "headers" -> readHeaders(json);
        default -> json.skipChildren();
      }
    }

    private void readHeaders(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        String name = "";
        byte[] content = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String field = json.currentName();
          json.nextToken();
          switch (field) {
            case "name" -> name = json.getText();
            case "value" -> content = utf8(json.getText());
            case "valueBase64" -> content = json.getBinaryValue();
            default -> json.skipChildren();
          }
        }
        headers.add(new Header(name, content));
      }
    }

    private static byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
