package io.belvedere.app.map;

import io.belvedere.app.frame.Picture;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Bookmarks;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Selection;
import io.belvedere.app.session.Session;
import io.belvedere.ingest.city.CityMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The map with what the operator does on it. What a tool lists stands beside the map, which gets
/// narrower: nothing of it is covered. JavaFX thread only.
public final class MapWithTools extends Region implements MapHand {
  private static final double SIDE = 252;

  /// The upper edge belongs to the band of a replay.
  private static final double BAND = 32;

  private final MapPane map;
  private final Selection selection;
  private final Consumer<String> say;
  private final String attribution;
  private final Path folder;
  private final Snapshots snapshots;
  private final Tracks tracks;
  private final NearbyTool nearby;
  private final MeasureTool measure;
  private final BookmarksTool bookmarks;
  private final VehiclesTool vehicles;
  private final LegendTool legend;
  private @Nullable MapTool open;
  private boolean banded;
  private boolean pictureWanted;
  private boolean jsonWanted;

  /// Where what leaves the map goes.
  ///
  /// @param folder made when it is needed
  /// @param executor writes, searches ways and asks the history; nothing else waits for it
  public record Away(Path folder, Executor executor) {}

  /// @param say tells the operator a sentence
  public MapWithTools(
      MapPane map,
      CityMap city,
      Session session,
      Bookmarks bookmarks,
      Away away,
      Consumer<String> say) {
    this.map = map;
    this.selection = session.selection();
    this.say = say;
    this.attribution = city.attribution();
    this.folder = away.folder();
    this.snapshots = new Snapshots(away.executor(), say);
    this.tracks = new Tracks(map.picture(), away.executor());
    this.nearby = new NearbyTool(map, selection);
    this.measure = new MeasureTool(map);
    this.bookmarks = new BookmarksTool(map, city, bookmarks, session.undo(), say);
    this.vehicles = new VehiclesTool(map, city, selection, away.executor());
    this.legend = new LegendTool(map);
    getStyleClass().add("map-with-tools");
    getStylesheets().setAll(map.getStylesheets());
    getChildren().add(map);
    map.setHand(this);
  }

  /// Lists what is around the place that is pointed to.
  public void openNearby() {
    nearby.lookFrom(meant().orElseGet(map::middle));
    open(nearby);
  }

  /// Lists what is around, farther than before, or after the farthest the nearest.
  public void changeReach() {
    if (open == nearby) {
      nearby.setReach(nearby.reach().next());
    } else {
      openNearby();
    }
  }

  /// Lists the emergency vehicles by how soon they can be where is pointed to.
  public void openVehicles() {
    vehicles.leadTo(meant().orElseGet(map::middle));
    open(vehicles);
  }

  /// Shows what the signs mean, or no more.
  public void toggleLegend() {
    if (open == legend) {
      closeTool();
    } else {
      open(legend);
    }
  }

  /// Begins a new line to be measured.
  public void measure() {
    open(measure);
    say.accept("Click, or Enter, sets a corner; Delete takes it back; Esc ends.");
  }

  /// Lists the views that were saved.
  public void openViews() {
    open(bookmarks);
  }

  /// Asks for the name of the view on screen, to save it.
  public void saveView() {
    open(bookmarks);
    bookmarks.askForName();
  }

  /// Writes the map with the next frame as a picture; what it is of stands below.
  public void writePicture() {
    pictureWanted = true;
  }

  /// Writes what the map shows with the next frame as GeoJSON.
  public void writeJson() {
    jsonWanted = true;
  }

  /// Puts the coordinates of what is pointed to where other programs find them.
  public void copyCoordinates() {
    GroundPoint place = meant().orElseGet(map::middle);
    var content = new ClipboardContent();
    content.putString(place.plainText());
    Clipboard.getSystemClipboard().setContent(content);
    say.accept("Copied: " + place.plainText());
  }

  /// Spreads what stands at one place where is pointed to, or folds it.
  public void fanOut() {
    if (!map.fanOut()) {
      say.accept("Nothing else stands there: point to a mark with a number, or select a thing.");
    }
  }

  /// Folds what is fanned out, else ends what is being done with the tool, or puts it away.
  ///
  /// @return whether there was one
  public boolean closeTool() {
    if (map.fold()) {
      return true;
    }
    MapTool was = open;
    if (was == null) {
      return false;
    }
    if (was.escape()) {
      return true;
    }
    putAway(was);
    map.requestFocus();
    return true;
  }

  private void putAway(MapTool was) {
    open = null;
    was.side().ifPresent(getChildren()::remove);
    map.overlay().clear();
    requestLayout();
  }

  @Override
  public void requestFocus() {
    map.requestFocus();
  }

  @Override
  public void show(InstantOnScreen instant, View view) {
    tracks.show(instant, selection.selected());
    showTool(instant, view);
    snapshots.pulse();
    if (pictureWanted || jsonWanted) {
      write(instant, view);
    }
  }

  private void write(InstantOnScreen instant, View view) {
    Provenance from = Provenance.of(instant, map.layers(), attribution);
    if (pictureWanted) {
      pictureWanted = false;
      Picture picture = Picture.of(map);
      Theme theme = map.theme();
      snapshots.write(
          folder,
          from.fileName(),
          ".png",
          file -> {
            var caption = new Caption(from.caption(), picture.width());
            picture.above(caption.height(), g -> caption.draw(g, theme)).write(file);
          });
    } else {
      jsonWanted = false;
      byte[] json = ShownJson.of(map.picture(), instant.districts(), view, from);
      snapshots.write(folder, from.fileName(), ".geojson", file -> Files.write(file, json));
    }
  }

  private void showTool(InstantOnScreen instant, View view) {
    MapTool tool = open;
    if (tool == null) {
      return;
    }
    boolean replay = instant.mode() == Mode.REPLAY;
    if (replay != banded) {
      banded = replay;
      requestLayout();
    }
    tool.show(instant);
    Callout callout = map.picture().callout();
    map.overlay().show(tool.figures(), view, callout == null ? null : callout.bounds(view.scale()));
  }

  @Override
  public Optional<GroundPoint> aim() {
    return open == null ? Optional.empty() : open.aim();
  }

  @Override
  public boolean click(GroundPoint at) {
    return open != null && open.click(at);
  }

  @Override
  public boolean key(KeyEvent event) {
    return open != null && open.key(event);
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    Optional<Region> beside = open == null ? Optional.empty() : open.side();
    if (beside.isPresent()) {
      width -= SIDE;
      Region side = beside.get();
      side.setPadding(new Insets(banded ? BAND + 8 : 8, 8, 8, 8));
      layoutInArea(side, width, 0, SIDE, getHeight(), 0, HPos.LEFT, VPos.TOP);
    }
    layoutInArea(map, 0, 0, width, getHeight(), 0, HPos.LEFT, VPos.TOP);
  }

  private void open(MapTool tool) {
    MapTool before = open;
    if (before != tool) {
      if (before != null) {
        putAway(before);
      }
      open = tool;
      tool.side()
          .ifPresent(
              side -> {
                side.setOnKeyPressed(this::moveMap);
                getChildren().add(side);
              });
      requestLayout();
    }
    tool.opened();
  }

  /// The keys of the map work beside it too, but where somebody types.
  private void moveMap(KeyEvent event) {
    if (!(event.getTarget() instanceof TextInputControl)) {
      map.key(event);
    }
  }

  /// Where the operator points to: with the pointer, else with what is selected.
  private Optional<GroundPoint> meant() {
    return map.pointed().or(() -> placeOf(selection.selected()));
  }

  private Optional<GroundPoint> placeOf(Selected what) {
    MapPicture picture = map.picture();
    int thing = picture.pickedThing(what);
    if (thing >= 0 && picture.states().isPlaced(thing)) {
      ThingStates states = picture.states();
      return Optional.of(GroundPoint.inSquare(states.x[thing], states.y[thing]));
    }
    int facility = picture.pickedFacility(what);
    if (facility >= 0) {
      Facilities facilities = picture.facilities();
      return Optional.of(GroundPoint.inSquare(facilities.x(facility), facilities.y(facility)));
    }
    int road = picture.pickedRoad(what);
    return road >= 0 ? Optional.of(picture.roads().middle(road)) : Optional.empty();
  }
}
