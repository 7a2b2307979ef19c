package io.belvedere.ingest.headless;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.trust.Stuck;
import io.belvedere.ingest.trust.TrustReading;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The state of a district as GeoJSON (RFC 7946): one feature a thing, with its datastreams as
/// properties.
///
/// A moving thing stands at its last fix (longitude and latitude of equal event time), any other at
/// its place in the catalogue. A datastream that no catalogue entry describes is a feature of its
/// own without a geometry.
final class TwinJson {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private TwinJson() {}

  /// @param ground what is known of the instant; empty if that is now
  /// @param trust what of the state is not to be believed
  static void write(
      Roster roster,
      DistrictState state,
      Optional<Ground> ground,
      TrustReading trust,
      OutputStream to)
      throws IOException {
    Map<String, List<Integer>> byThing = new LinkedHashMap<>();
    List<Integer> uncatalogued = new ArrayList<>();
    int size = Math.min(roster.size(), state.size());
    for (int i = 0; i < size; i++) {
      Datastream datastream = roster.datastream(i);
      if (datastream != null) {
        byThing.computeIfAbsent(datastream.thing().id(), _ -> new ArrayList<>()).add(i);
      } else if (state.isKnown(i)) {
        uncatalogued.add(i);
      }
    }
    try (JsonGenerator json = JSON.createGenerator(to)) {
      json.writeStartObject();
      json.writeStringField("type", "FeatureCollection");
      json.writeStringField("district", roster.district().id().value());
      json.writeStringField("reality", roster.district().reality().name().toLowerCase(Locale.ROOT));
      json.writeStringField("instant", Micros.toInstant(state.instant()).toString());
      if (ground.isPresent()) {
        json.writeStringField("ground", lower(ground.get()).replace('_', '-'));
      }
      json.writeArrayFieldStart("features");
      for (List<Integer> datastreams : byThing.values()) {
        writeThing(roster, state, trust, datastreams, json);
      }
      for (int datastream : uncatalogued) {
        writeUncatalogued(roster, state, trust, datastream, json);
      }
      json.writeEndArray();
      TrustJson.writeGroups(roster, trust, json);
      json.writeEndObject();
    }
  }

  private static void writeThing(
      Roster roster,
      DistrictState state,
      TrustReading trust,
      List<Integer> datastreams,
      JsonGenerator json)
      throws IOException {
    Thing thing = roster.find(datastreams.getFirst()).orElseThrow().thing();
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeStringField("id", thing.id());
    double lon = fix(roster, state, datastreams, Role.LON, Role.LAT, thing.lon());
    double lat = fix(roster, state, datastreams, Role.LAT, Role.LON, thing.lat());
    json.writeObjectFieldStart("geometry");
    json.writeStringField("type", "Point");
    json.writeArrayFieldStart("coordinates");
    json.writeNumber(lon);
    json.writeNumber(lat);
    json.writeEndArray();
    json.writeEndObject();
    json.writeObjectFieldStart("properties");
    json.writeStringField("name", thing.name());
    json.writeStringField("kind", thing.kind());
    if (thing.gateway().isPresent()) {
      json.writeStringField("gateway", thing.gateway().get());
    }
    if (thing.road().isPresent()) {
      json.writeStringField("road", thing.road().get());
    }
    json.writeArrayFieldStart("datastreams");
    for (int datastream : datastreams) {
      writeDatastream(
          roster.id(datastream), roster.datastream(datastream), state, trust, datastream, json);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeUncatalogued(
      Roster roster, DistrictState state, TrustReading trust, int datastream, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeNullField("geometry");
    json.writeObjectFieldStart("properties");
    json.writeBooleanField("uncatalogued", true);
    json.writeArrayFieldStart("datastreams");
    writeDatastream(roster.id(datastream), null, state, trust, datastream, json);
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeDatastream(
      String id,
      @Nullable Datastream described,
      DistrictState state,
      TrustReading trust,
      int datastream,
      JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    if (described != null) {
      json.writeStringField("name", described.name());
      json.writeStringField("kind", described.kind());
      json.writeStringField("unit", described.unit());
    }
    if (described != null && described.group().isPresent()) {
      json.writeStringField("group", described.group().get());
    }
    if (state.isKnown(datastream)) {
      writeObservation(described, state, datastream, json);
    }
    Liveness liveness =
        described == null ? Liveness.UNKNOWN : state.liveness(datastream, described.period());
    json.writeStringField("liveness", lower(liveness));
    Optional<Stuck> stuck = trust.stuck(datastream);
    if (stuck.isPresent()) {
      json.writeStringField("stuckSince", Micros.toInstant(stuck.get().since()).toString());
    }
    json.writeEndObject();
  }

  private static void writeObservation(
      @Nullable Datastream described, DistrictState state, int datastream, JsonGenerator json)
      throws IOException {
    double value = state.value(datastream);
    if (Double.isNaN(value)) {
      json.writeNullField("result");
    } else {
      json.writeNumberField("result", value);
      if (described != null && described.categoryOf(value).isPresent()) {
        json.writeStringField("category", described.categoryOf(value).get());
      }
    }
    json.writeStringField(
        "phenomenonTime", Micros.toInstant(state.eventTime(datastream)).toString());
    json.writeStringField(
        "receiveTime", Micros.toInstant(state.receiveTime(datastream)).toString());
    json.writeStringField("resultQuality", lower(state.quality(datastream)));
    json.writeStringField("severity", lower(state.severity(datastream)));
    if (state.isQuarantined(datastream)) {
      json.writeBooleanField("quarantined", true);
    }
  }

  private static double fix(
      Roster roster,
      DistrictState state,
      List<Integer> datastreams,
      Role wanted,
      Role other,
      double otherwise) {
    int mine = withRole(roster, state, datastreams, wanted);
    int theirs = withRole(roster, state, datastreams, other);
    boolean isFix =
        mine >= 0
            && theirs >= 0
            && state.eventTime(mine) == state.eventTime(theirs)
            && Double.isFinite(state.value(mine))
            && Double.isFinite(state.value(theirs));
    return isFix ? state.value(mine) : otherwise;
  }

  private static int withRole(
      Roster roster, DistrictState state, List<Integer> datastreams, Role role) {
    for (int datastream : datastreams) {
      if (state.isKnown(datastream)
          && roster.find(datastream).filter(d -> d.role() == role).isPresent()) {
        return datastream;
      }
    }
    return -1;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
