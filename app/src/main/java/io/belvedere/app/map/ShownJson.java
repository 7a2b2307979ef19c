package io.belvedere.app.map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Layer;
import io.belvedere.ingest.alarm.RoadState;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What the map shows, as GeoJSON (RFC 7946): its things, its roads that something measures, its
/// facilities; where it comes from and what was left out are members of the collection.
final class ShownJson {
  private static final JsonFactory JSON = new JsonFactory();

  private final MapPicture picture;
  private final List<OnScreen> districts;
  private final View view;
  private final Provenance from;
  private final JsonGenerator json;

  private ShownJson(
      MapPicture picture,
      List<OnScreen> districts,
      View view,
      Provenance from,
      JsonGenerator json) {
    this.picture = picture;
    this.districts = districts;
    this.view = view;
    this.from = from;
    this.json = json;
  }

  /// Reads what was drawn last; only in the pulse in which it was.
  ///
  /// @return UTF-8
  static byte[] of(MapPicture picture, List<OnScreen> districts, View view, Provenance from) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      new ShownJson(picture, districts, view, from, json).write();
    } catch (IOException e) {
      // Memory does not fail so.
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void write() throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "FeatureCollection");
    json.writeStringField("instant", time(from.instant()));
    json.writeStringField("knownAt", time(from.known()));
    json.writeStringField("mode", from.modeName());
    json.writeStringField("reality", from.reality());
    if (!from.remark().isEmpty()) {
      json.writeStringField("remark", from.remark());
    }
    json.writeArrayFieldStart("layers");
    for (String layer : from.layerNames()) {
      json.writeString(layer);
    }
    json.writeEndArray();
    if (!from.layers().hidden().isEmpty()) {
      json.writeArrayFieldStart("without");
      for (String hidden : from.layers().hidden()) {
        json.writeString(hidden);
      }
      json.writeEndArray();
    }
    json.writeStringField("attribution", from.attribution());
    GroundPoint northWest = GroundPoint.inSquare(view.worldX(0), view.worldY(0));
    GroundPoint southEast =
        GroundPoint.inSquare(view.worldX(view.width()), view.worldY(view.height()));
    double[] box = {northWest.lon(), southEast.lat(), southEast.lon(), northWest.lat()};
    json.writeFieldName("bbox");
    json.writeArray(box, 0, box.length);
    json.writeArrayFieldStart("features");
    writeThings();
    writeRoads();
    writeFacilities();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeThings() throws IOException {
    Set<Integer> clustered = new HashSet<>();
    picture.signs().forEach(sign -> clustered.addAll(sign.things()));
    picture.details().fanned().forEach(mark -> clustered.add(mark.thing()));
    ThingStates states = picture.states();
    for (int i = 0; i < states.table.size; i++) {
      boolean drawn =
          picture.marks().pass[i] != ThingMarks.HIDDEN
              || picture.marks().covered[i]
              || clustered.contains(i);
      if (drawn && states.isPlaced(i) && isInView(states.x[i], states.y[i])) {
        writeThing(i);
      }
    }
  }

  private void writeThing(int thing) throws IOException {
    ThingStates states = picture.states();
    ThingTable table = states.table;
    beginFeature(table.things[thing].id(), "thing");
    json.writeStringField("district", table.district(thing).value());
    json.writeStringField("name", table.things[thing].name());
    json.writeStringField("kind", table.things[thing].kind());
    json.writeStringField("severity", lower(states.severity(thing)));
    json.writeStringField("liveness", lower(states.liveness(thing)));
    Doubt doubt = states.doubt(thing);
    if (doubt != null) {
      json.writeStringField("doubt", lower(doubt));
    }
    json.writeArrayFieldStart("datastreams");
    OnScreen owner = districts.get(table.owner[thing]);
    for (int s = table.first[thing]; s < table.first[thing + 1]; s++) {
      writeDatastream(owner.roster(), owner.state(), table.streams[s], table.periods[s]);
    }
    json.writeEndArray();
    endFeature("Point");
    writePosition(GroundPoint.inSquare(states.x[thing], states.y[thing]));
    endGeometry();
  }

  private void writeDatastream(Roster roster, DistrictState state, int number, long period)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", roster.id(number));
    Datastream described = roster.datastream(number);
    if (described != null) {
      json.writeStringField("name", described.name());
      json.writeStringField("unit", described.unit());
    }
    json.writeStringField("liveness", lower(state.liveness(number, period)));
    if (state.isKnown(number)) {
      double value = state.value(number);
      if (Double.isFinite(value)) {
        json.writeNumberField("value", value);
      } else {
        json.writeNullField("value");
      }
      if (described != null && described.categoryOf(value).isPresent()) {
        json.writeStringField("category", described.categoryOf(value).get());
      }
      json.writeStringField("severity", lower(state.severity(number)));
      json.writeStringField("eventTime", time(state.eventTime(number)));
      long age = from.instant() - state.eventTime(number);
      json.writeNumberField("ageSeconds", age / (double) Micros.PER_SECOND);
      json.writeBooleanField("quarantined", state.isQuarantined(number));
    }
    json.writeEndObject();
  }

  private void writeRoads() throws IOException {
    RoadTable roads = picture.roads();
    for (int i = 0; i < roads.points.length; i++) {
      RoadState state = picture.traffic().state(i);
      double[] box = roads.boxes[i];
      boolean inView =
          view.screenX(box[2]) >= 0
              && view.screenX(box[0]) <= view.width()
              && view.screenY(box[3]) >= 0
              && view.screenY(box[1]) <= view.height();
      if (state != null && inView && from.layers().shows(Layer.ROADS)) {
        writeRoad(roads.roads.get(i), state);
      }
    }
  }

  private void writeRoad(Road road, RoadState state) throws IOException {
    beginFeature(road.id(), "road");
    json.writeStringField("name", road.name());
    json.writeStringField("state", lower(state.condition()));
    json.writeStringField("severity", lower(state.severity()));
    endFeature("LineString");
    json.writeStartArray();
    for (int p = 0; p + 1 < road.points().length; p += 2) {
      writePosition(new GroundPoint(road.points()[p], road.points()[p + 1]));
    }
    json.writeEndArray();
    endGeometry();
  }

  private void writeFacilities() throws IOException {
    Facilities facilities = picture.facilities();
    for (int i = 0; i < facilities.size(); i++) {
      Facility facility = facilities.get(i);
      boolean drawn =
          from.layers().shows(Layer.FACILITIES)
              && view.zoom() >= Facilities.dottedFrom(facility.kind())
              && isInView(facilities.x(i), facilities.y(i));
      if (drawn) {
        beginFeature(facility.id(), "facility");
        json.writeStringField("name", facility.name());
        json.writeStringField("kind", lower(facility.kind()));
        endFeature("Point");
        writePosition(new GroundPoint(facility.lon(), facility.lat()));
        endGeometry();
      }
    }
  }

  private void beginFeature(String id, String what) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeStringField("id", id);
    json.writeObjectFieldStart("properties");
    json.writeStringField("is", what);
  }

  /// Ends the properties and begins the geometry, up to its coordinates.
  private void endFeature(String geometry) throws IOException {
    json.writeEndObject();
    json.writeObjectFieldStart("geometry");
    json.writeStringField("type", geometry);
    json.writeFieldName("coordinates");
  }

  private void endGeometry() throws IOException {
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writePosition(GroundPoint at) throws IOException {
    json.writeStartArray();
    json.writeNumber(at.lon());
    json.writeNumber(at.lat());
    json.writeEndArray();
  }

  private boolean isInView(double x, double y) {
    double screenX = view.screenX(x);
    double screenY = view.screenY(y);
    return screenX >= 0 && screenY >= 0 && screenX <= view.width() && screenY <= view.height();
  }

  private static String time(long micros) {
    return Micros.toInstant(micros).toString();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
