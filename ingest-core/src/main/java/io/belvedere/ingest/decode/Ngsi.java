package io.belvedere.ingest.decode;

import static io.belvedere.ingest.model.Observation.NOT_SENT;

import com.fasterxml.jackson.databind.JsonNode;
import io.belvedere.ingest.model.Quality;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Entities of NGSI-LD (ETSI GS CIM 009) and of FIWARE's NGSIv2: one, an array of them, or a
/// notification with them in its `data`; normalized, concise or as key-values.
///
/// The datastream of an attribute is called `<id of the entity>:<attribute>`, with `:<datasetId>`
/// behind it where there is one. The event time is the attribute's own (`observedAt`, or metadata
/// such as `TimeInstant`), else the entity's (`dateObserved`, `TimeInstant`, `observedAt`). The
/// time of the notification is when somebody was told, and does not count.
///
/// Entities tell much that was never observed. So a text without a time of its own is read only if
/// the catalogue knows it, and a number without any time is passed over, or rejected if the
/// catalogue knows it. A place (a point) that was observed becomes `<attribute>:lon` and
/// `<attribute>:lat`. Units are those of the catalogue; `unitCode` is passed over. An entity of
/// which nothing is read is one rejection.
final class Ngsi implements TopicFormat.Reader {
  private static final List<String> OWN_TIMES =
      List.of("observedAt", "TimeInstant", "dateObserved", "timestamp");
  private static final List<String> ENTITY_TIMES =
      List.of("dateObserved", "TimeInstant", "observedAt");

  /// What says something of the entity itself, or of what is not measured.
  private static final Set<String> NO_ATTRIBUTES =
      Set.of(
          "id",
          "@id",
          "type",
          "@type",
          "@context",
          "scope",
          "createdAt",
          "modifiedAt",
          "deletedAt",
          "dateCreated",
          "dateModified",
          "dateObserved",
          "TimeInstant",
          "observedAt");
  private static final Set<String> NO_PROPERTIES =
      Set.of(
          "Relationship",
          "ListRelationship",
          "LanguageProperty",
          "JsonProperty",
          "ListProperty",
          "VocabProperty",
          "DateTime",
          "commandStatus",
          "commandResult");
  private static final Set<String> PLACES = Set.of("GeoProperty", "geo:json", "geo:point");

  private static final String POINT = "Point";

  /// Instead of a value that was deleted.
  private static final String LD_NULL = "urn:ngsi-ld:null";

  private final Found found;

  // Of the entity that is being read.
  private String id = "";
  private @Nullable Stamp ofEntity;
  private String timeless = "";

  Ngsi(Names names) {
    this.found = new Found(names);
  }

  /// A time that was sent, not read yet: a wrong one matters only to those who need it.
  private record Stamp(JsonNode time, String pointer) {
    long micros() throws Fields.Wrong {
      return ForeignTime.of(time, pointer);
    }
  }

  @Override
  public void read(RawRecord record, byte[] value, Sink sink) {
    found.begin(sink);
    try {
      JsonNode root = JsonTree.read(value);
      boolean notification =
          root.isObject() && root.path("data").isArray() && root.has("subscriptionId");
      JsonNode entities = notification ? root.get("data") : root;
      String at = notification ? "/data" : "";
      if (!entities.isArray()) {
        entity(entities, at);
        return;
      }
      if (entities.isEmpty()) {
        throw new Fields.Wrong(Reasons.EMPTY_ARRAY, at);
      }
      if (entities.size() > Bounds.MOST_OBSERVATIONS) {
        throw new Fields.Wrong(Reasons.TOO_MANY, at);
      }
      for (int i = 0; i < entities.size(); i++) {
        entity(entities.get(i), at + "/" + i);
      }
    } catch (Fields.Wrong e) {
      found.rejected(e);
    }
  }

  private void entity(JsonNode entity, String at) {
    if (!entity.isObject()) {
      found.rejected(Reasons.NOT_AN_OBJECT, at);
      return;
    }
    JsonNode sentId = entity.has("id") ? entity.get("id") : entity.path("@id");
    if (!sentId.isTextual()) {
      found.rejected(Reasons.NO_ENTITY, at);
      return;
    }
    id = sentId.textValue();
    ofEntity = first(ENTITY_TIMES, entity, at);
    timeless = "";
    int before = found.count();
    for (Map.Entry<String, JsonNode> field : entity.properties()) {
      if (!NO_ATTRIBUTES.contains(field.getKey())) {
        instances(field.getKey(), field.getValue(), at + "/" + Pointers.escape(field.getKey()));
      }
    }
    if (found.count() == before) {
      boolean untimed = !timeless.isEmpty();
      found.rejected(untimed ? Reasons.NO_TIME : Reasons.NO_RESULT, untimed ? timeless : at);
    }
  }

  /// An attribute may have several instances, each with its dataset or its time.
  private void instances(String name, JsonNode sent, String at) {
    if (!sent.isArray()) {
      attribute(name, sent, at);
      return;
    }
    for (int i = 0; i < sent.size(); i++) {
      if (sent.get(i).isObject()) {
        attribute(name, sent.get(i), at + "/" + i);
      }
    }
  }

  private void attribute(String name, JsonNode sent, String at) {
    try {
      if (!sent.isContainerNode()) {
        property(name, sent, at, at, null);
        return;
      }
      String type = sent.path("type").asText();
      JsonNode dataset = sent.path("datasetId");
      String series = dataset.isTextual() ? name + ":" + dataset.textValue() : name;
      if (PLACES.contains(type) || sent.path("value").path("type").asText().equals(POINT)) {
        place(series, sent, at);
      } else if (sent.has("value") && !NO_PROPERTIES.contains(type)) {
        property(series, sent.get("value"), at + "/value", at, ownTime(sent, at));
      } else if (type.equals("Property")) {
        throw new Fields.Wrong(Reasons.NO_RESULT, at);
      }
    } catch (Fields.Wrong e) {
      found.rejected(e);
    }
  }

  private void property(String name, JsonNode value, String valueAt, String at, @Nullable Stamp own)
      throws Fields.Wrong {
    String called = id + ":" + name;
    boolean measured = value.isNumber() || value.isBoolean();
    Stamp stamp = own == null ? ofEntity : own;
    if (own == null && !(measured && stamp != null) && !found.isCatalogued(called)) {
      timeless = measured && timeless.isEmpty() ? at : timeless;
      return;
    }
    if (value.isContainerNode() && !found.isCatalogued(called)) {
      return;
    }
    if (stamp == null) {
      throw new Fields.Wrong(Reasons.NO_TIME, at);
    }
    Scalar result = Scalar.of(value, valueAt);
    if (LD_NULL.equals(result.category())) {
      result = new Scalar(Double.NaN, null, valueAt);
    }
    found.observation(called, at, stamp.micros(), result, Quality.GOOD, NOT_SENT);
  }

  private static @Nullable Stamp ownTime(JsonNode attribute, String at) {
    Stamp own = first(OWN_TIMES, attribute, at);
    return own == null ? first(OWN_TIMES, attribute.path("metadata"), at + "/metadata") : own;
  }

  private void place(String name, JsonNode sent, String at) throws Fields.Wrong {
    Stamp own = ownTime(sent, at);
    String valueAt = at + "/value";
    JsonNode value = sent.path("value");
    Stamp stamp = own == null ? ofEntity : own;
    if (stamp == null || (own == null && !found.isCatalogued(id + ":" + name + ":lon"))) {
      return;
    }
    if (value.isTextual()) {
      // The other way round: latitude, longitude.
      String[] both = value.textValue().split(",", 3);
      if (both.length != 2) {
        throw new Fields.Wrong(Reasons.NOT_A_PLACE, valueAt);
      }
      place(name, degrees(both[1], valueAt), degrees(both[0], valueAt), stamp, at, valueAt);
      return;
    }
    JsonNode coordinates = value.path("coordinates");
    if (!value.path("type").asText().equals(POINT)) {
      return;
    }
    if (!coordinates.path(0).isNumber() || !coordinates.path(1).isNumber()) {
      throw new Fields.Wrong(Reasons.NOT_A_PLACE, valueAt);
    }
    double lon = coordinates.get(0).doubleValue();
    place(name, lon, coordinates.get(1).doubleValue(), stamp, at, valueAt + "/coordinates");
  }

  private void place(
      String name, double lon, double lat, Stamp stamp, String at, String coordinatesAt)
      throws Fields.Wrong {
    if (!(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 90)) {
      throw new Fields.Wrong(Reasons.NOT_A_PLACE, coordinatesAt);
    }
    String called = id + ":" + name;
    long time = stamp.micros();
    Scalar east = Scalar.of(lon, coordinatesAt);
    Scalar north = Scalar.of(lat, coordinatesAt);
    found.observation(called + ":lon", at, time, east, Quality.GOOD, NOT_SENT);
    found.observation(called + ":lat", at, time, north, Quality.GOOD, NOT_SENT);
  }

  private static double degrees(String text, String at) throws Fields.Wrong {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new Fields.Wrong(Reasons.NOT_A_PLACE, at);
    }
  }

  /// The first of the fields that is there; a time may stand in an attribute, as `value` or
  /// `@value`.
  private static @Nullable Stamp first(List<String> names, JsonNode sent, String at) {
    for (String name : names) {
      JsonNode time = sent.path(name);
      String pointer = at + "/" + name;
      for (String inner : List.of("value", "@value")) {
        if (time.isObject() && time.has(inner)) {
          time = time.get(inner);
          pointer = pointer + "/" + inner;
        }
      }
      if (!time.isMissingNode() && !time.isNull()) {
        return new Stamp(time, pointer);
      }
    }
    return null;
  }
}
