package io.belvedere.app.map;

import io.belvedere.app.map.VehicleWays.Question;
import io.belvedere.app.map.VehicleWays.Vehicle;
import io.belvedere.app.map.VehicleWays.Way;
import io.belvedere.app.session.Inquiry;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Selection;
import io.belvedere.ingest.alarm.RoadState;
import io.belvedere.ingest.alarm.RoadState.Condition;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.Liveness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Lists the emergency vehicles by how soon they can be at a place, and draws the way of one. The
/// ways are searched away from the JavaFX thread, of the vehicles and roads of the instant on
/// screen.
final class VehiclesTool implements MapTool {
  /// An answer about an instant farther from the one on screen is not shown, microseconds.
  private static final long HOLDS = 3 * Micros.PER_SECOND;

  private static final double PADDING = 40;

  private final MapPane map;
  private final Selection selection;
  private final Inquiry<Asked, Answer> search;
  private final SideList<Way> list =
      new SideList<>("No emergency vehicle is known to be anywhere.", this::choose);
  private final SidePane side = new SidePane(list);
  private GroundPoint goal = new GroundPoint(0, 0);
  private long version = Long.MIN_VALUE;
  private @Nullable Question asked;

  private record Asked(Question question, long instant) {}

  private record Answer(Asked asked, List<Way> ways) {}

  /// Joins the roads when it is first asked, on the thread that answers.
  private static final class Searcher {
    private final CityMap city;
    private @Nullable VehicleWays ways;

    Searcher(CityMap city) {
      this.city = city;
    }

    Answer answer(Asked asked) {
      VehicleWays known = ways == null ? new VehicleWays(city) : ways;
      ways = known;
      return new Answer(asked, known.answer(asked.question()));
    }
  }

  VehiclesTool(MapPane map, CityMap city, Selection selection, Executor executor) {
    this.map = map;
    this.selection = selection;
    side.setId("vehicles");
    this.search = new Inquiry<>(executor, new Searcher(city)::answer);
  }

  void leadTo(GroundPoint place) {
    goal = place;
    version = Long.MIN_VALUE;
    asked = null;
    list.show(List.of());
  }

  @Override
  public Optional<Region> side() {
    return Optional.of(side);
  }

  @Override
  public List<MapOverlay.Figure> figures() {
    List<MapOverlay.Figure> figures = new ArrayList<>();
    Way selected = list.selected();
    Way way =
        selected == null && !list.getItems().isEmpty() ? list.getItems().getFirst() : selected;
    if (way != null && way.exists()) {
      figures.add(new MapOverlay.Figure.Line(way.line()));
      figures.add(new MapOverlay.Figure.Note(goal, way.name() + ": " + way.measure()));
    } else {
      figures.add(new MapOverlay.Figure.Dot(goal));
    }
    return figures;
  }

  @Override
  public void show(InstantOnScreen instant) {
    if (instant.version() != version) {
      Question question = question();
      if (question.equals(asked) || search.ask(new Asked(question, instant.instant()))) {
        asked = question;
        version = instant.version();
      }
    }
    Optional<Answer> answer = search.answer().filter(found -> isOf(found, instant));
    list.show(answer.map(Answer::ways).orElse(List.of()));
    long able = list.getItems().stream().filter(Way::exists).count();
    side.say(
        "Emergency vehicles",
        goal.text()
            + "\n"
            + (answer.isEmpty()
                ? "Searching"
                : able + " of " + list.getItems().size() + " can get there"));
  }

  @Override
  public void opened() {
    list.requestFocus();
  }

  /// An answer to the same question holds however old it is.
  private boolean isOf(Answer answer, InstantOnScreen instant) {
    Question of = answer.asked().question();
    return of.equals(asked)
        || (of.goal().equals(goal)
            && Math.abs(instant.instant() - answer.asked().instant()) < HOLDS);
  }

  private Question question() {
    ThingStates states = map.picture().states();
    ThingTable table = states.table;
    List<Vehicle> vehicles = new ArrayList<>();
    for (int i = table.still; i < table.size; i++) {
      if (table.parts[i] == ThingTable.Part.EMERGENCY_VEHICLE && states.isPlaced(i)) {
        Liveness liveness = states.liveness(i);
        vehicles.add(
            new Vehicle(
                new Selected.OfThing(table.district(i), table.things[i].id()),
                table.things[i].name(),
                WorstThing.capital(table.things[i].kind())
                    + (liveness.compareTo(Liveness.STALE) < 0
                        ? ""
                        : ", its place is " + HoverText.liveness(liveness)),
                GroundPoint.inSquare(states.x[i], states.y[i])));
      }
    }
    return new Question(goal, vehicles, conditions());
  }

  private Map<String, Condition> conditions() {
    RoadTable roads = map.picture().roads();
    Map<String, Condition> conditions = new HashMap<>();
    for (int i = 0; i < roads.points.length; i++) {
      RoadState trouble = map.picture().traffic().trouble(i);
      if (trouble != null) {
        conditions.put(roads.roads.get(i).id(), trouble.condition());
      }
    }
    return conditions;
  }

  /// Shows all of its way.
  private void choose(Way way) {
    selection.select(way.vehicle().what());
    if (way.exists()) {
      Camera whole = map.camera().fitting(boundsOf(way.line()), PADDING);
      GroundPoint middle = GroundPoint.inSquare(whole.x(), whole.y());
      map.flyTo(middle.lon(), middle.lat(), Math.min(whole.zoom(), 17.5));
    } else {
      map.flyTo(way.vehicle().at().lon(), way.vehicle().at().lat());
    }
  }

  private static Bounds boundsOf(List<GroundPoint> line) {
    return new Bounds(
        line.stream().mapToDouble(GroundPoint::lon).min().orElseThrow(),
        line.stream().mapToDouble(GroundPoint::lat).min().orElseThrow(),
        line.stream().mapToDouble(GroundPoint::lon).max().orElseThrow(),
        line.stream().mapToDouble(GroundPoint::lat).max().orElseThrow());
  }
}
