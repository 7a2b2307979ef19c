package io.belvedere.ingest.decode;

import static io.belvedere.ingest.model.Observation.NOT_SENT;

import com.fasterxml.jackson.databind.JsonNode;
import io.belvedere.ingest.model.Quality;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Observations of the OGC SensorThings API 1.1 (18-088), one or an array of them.
///
/// Their datastream is called by its `@iot.id`, a number or a text. It stands in the observation
/// (`Datastream`, expanded), in a link to it (`Datastreams(7)`), or in the topic by which it came
/// (`v1.1/Datastreams(7)/Observations`). The event time is the `phenomenonTime`, or where there is
/// none the `resultTime`. A `resultQuality` that is not a text is of another standard, which we do
/// not know, and is passed over.
final class SensorThings implements TopicFormat.Reader {
  private static final Pattern LINK = Pattern.compile("(?:^|.*/)Datastreams\\(([^()]*)\\)");
  private static final Pattern TOPIC =
      Pattern.compile("(?:.*/)?(Datastreams\\([^()]*\\))/Observations");

  private final Found found;

  SensorThings(Names names) {
    this.found = new Found(names);
  }

  /// Whether MQTT's observations of one datastream come under that topic.
  static boolean isTopic(String mqttTopic) {
    return mqttTopic.endsWith(")/Observations") && TOPIC.matcher(mqttTopic).matches();
  }

  @Override
  public void read(RawRecord record, byte[] value, Sink sink) {
    found.begin(sink);
    Matcher topic = TOPIC.matcher(MqttTopic.of(record));
    String datastream = topic.matches() ? linked(topic.group(1)) : null;
    try {
      JsonNode root = JsonTree.read(value);
      if (!root.isArray()) {
        observation(root, "", datastream);
        return;
      }
      if (root.isEmpty()) {
        throw new Fields.Wrong(Reasons.EMPTY_ARRAY, "");
      }
      if (root.size() > Bounds.MOST_OBSERVATIONS) {
        throw new Fields.Wrong(Reasons.TOO_MANY, "");
      }
      for (int i = 0; i < root.size(); i++) {
        element(root.get(i), "/" + i, datastream);
      }
    } catch (Fields.Wrong e) {
      found.rejected(e);
    }
  }

  private void element(JsonNode element, String at, @Nullable String ofTopic) {
    try {
      observation(element, at, ofTopic);
    } catch (Fields.Wrong e) {
      found.rejected(e);
    }
  }

  private void observation(JsonNode sent, String at, @Nullable String ofTopic) throws Fields.Wrong {
    if (!sent.isObject()) {
      throw new Fields.Wrong(Reasons.NOT_AN_OBJECT, at);
    }
    if (sent.has("MultiDatastream") || sent.has("MultiDatastream@iot.navigationLink")) {
      throw new Fields.Wrong(Reasons.MULTI_DATASTREAM, at);
    }
    String datastream = datastream(sent, at);
    if (datastream == null) {
      datastream = ofTopic;
    }
    if (datastream == null) {
      throw new Fields.Wrong(Reasons.NO_DATASTREAM, at);
    }
    long time = time(sent, at);
    JsonNode result = sent.get("result");
    if (result == null) {
      throw new Fields.Wrong(Reasons.NO_RESULT, at);
    }
    found.observation(
        datastream,
        at,
        time,
        Scalar.of(result, at + "/result"),
        quality(sent.path("resultQuality"), at + "/resultQuality"),
        NOT_SENT);
  }

  /// What the observation itself calls its datastream; null if it does not.
  private static @Nullable String datastream(JsonNode sent, String at) throws Fields.Wrong {
    JsonNode expanded = sent.path("Datastream");
    if (expanded.hasNonNull("@iot.id")) {
      return id(expanded.get("@iot.id"), at + "/Datastream/@iot.id");
    }
    if (sent.hasNonNull("Datastream@iot.id")) {
      return id(sent.get("Datastream@iot.id"), at + "/Datastream@iot.id");
    }
    String selfLink = linked(expanded.path("@iot.selfLink").asText());
    return selfLink == null
        ? linked(sent.path("Datastream@iot.navigationLink").asText())
        : selfLink;
  }

  private static String id(JsonNode id, String at) throws Fields.Wrong {
    if (!id.isIntegralNumber() && !id.isTextual()) {
      throw new Fields.Wrong(Reasons.WRONG_TYPE, at);
    }
    return id.asText();
  }

  /// The id in a link that ends in a datastream: a number, or a text in quotes, in which two of
  /// them are one; null if there is none.
  private static @Nullable String linked(String link) {
    Matcher matcher = LINK.matcher(link);
    if (!matcher.matches()) {
      return null;
    }
    String key = matcher.group(1);
    if (key.length() < 2 || !key.startsWith("'") || !key.endsWith("'")) {
      return key;
    }
    String text = key.substring(1, key.length() - 1).replace("''", "'");
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static long time(JsonNode sent, String at) throws Fields.Wrong {
    for (String field : new String[] {"phenomenonTime", "resultTime"}) {
      JsonNode time = sent.path(field);
      if (!time.isMissingNode() && !time.isNull()) {
        return ForeignTime.of(time, at + "/" + field);
      }
    }
    throw new Fields.Wrong(Reasons.NO_TIME, at);
  }

  private static Quality quality(JsonNode sent, String at) throws Fields.Wrong {
    if (!sent.isTextual()) {
      return Quality.GOOD;
    }
    Quality quality = Quality.parse(sent.textValue());
    if (quality == null) {
      throw new Fields.Wrong(Reasons.UNKNOWN_QUALITY, at);
    }
    return quality;
  }
}
