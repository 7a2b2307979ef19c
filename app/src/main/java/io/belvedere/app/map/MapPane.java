package io.belvedere.app.map;

import io.belvedere.app.look.SensorLayers;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.LayerSettings;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Selection;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Reality;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.geometry.Point2D;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The district on the map. Call [#show] once a pulse: it draws what has changed, and nothing if
/// nothing has. All pixels are our own; JavaFX shows one picture and lays three labels over it.
///
/// With the focus: WASD pan, + and - zoom, 0 fits; Up, Down, Tab and Enter go through what is
/// fanned out. [#close] ends the `base-map` thread and lets go of all pixels.
public final class MapPane extends Region implements AutoCloseable {
  /// How near [#flyTo(double, double)] goes: single symbols, with their street around them.
  private static final double NEAR_ZOOM = 17.5;

  private static final double WHEEL_LEVEL = 0.25;
  private static final double KEY_PAN = 96;

  /// Half a period of blinking.
  private static final long BLINK = Micros.PER_SECOND / 2;

  private final Selection selection;
  private final Clock clock;
  private final Effort effort = new Effort();
  private final BaseMapWorker worker;
  private final BaseMap base;
  private final MapPicture picture;
  private final Picker picker;
  private final FanHand fan;
  private final CameraMotion motion;
  private final Below below = new Below();
  private final ImageView image = new ImageView();
  private final SwappedFrames frames = new SwappedFrames(image);
  private final Label attribution;
  private final Label hint = new Label();
  private final MapCorner corner = new MapCorner();
  private final MapOverlay overlay = new MapOverlay();
  private MapHand hand = MapHand.EMPTY;
  private Theme theme;
  private LayerSettings layers = LayerSettings.INITIAL;
  private boolean reducedMotion;
  private boolean started;
  private @Nullable DistrictId district;
  private @Nullable View view;
  private @Nullable Point2D pointer;
  private @Nullable Point2D dragFrom;
  private boolean dragged;

  public MapPane(CityMap map, Theme theme, Selection selection, Clock clock) {
    this.theme = theme;
    this.selection = selection;
    this.clock = clock;
    this.worker = new BaseMapWorker(map);
    this.base = new BaseMap(worker);
    this.picture = new MapPicture(map, base);
    this.picker = new Picker(picture);
    this.fan = new FanHand(picture, picker, selection);
    this.motion = new CameraMotion(Outlines.around(map), map.bounds(), clock);
    this.attribution = new Label(map.attribution());
    attribution.getStyleClass().addAll("map-note", "map-attribution");
    attribution.setMouseTransparent(true);
    hint.getStyleClass().add("map-hint");
    hint.setMouseTransparent(true);
    hint.setVisible(false);
    image.setSmooth(false);
    image.setMouseTransparent(true);
    getChildren().addAll(below, image, overlay, corner, attribution, hint, below.note());
    getStyleClass().add("map");
    getStylesheets()
        .add(Objects.requireNonNull(MapPane.class.getResource("map.css")).toExternalForm());
    setFocusTraversable(true);
    setAccessibleText("Map of " + map.name());
    listen();
  }

  /// Draws the instant; once a pulse, on the JavaFX thread.
  public void show(InstantOnScreen instant) {
    if (getWidth() < 1 || getHeight() < 1) {
      return;
    }
    if (!started) {
      started = true;
      worker.start();
    }
    district =
        instant.districts().isEmpty()
            ? null
            : instant.districts().getFirst().roster().district().id();
    if (effort.skips()) {
      return;
    }
    long begin = clock.ticks();
    double scale = outputScale();
    motion.restOnWholeLevels(below.isReady());
    Camera camera = motion.advance();
    // Our own ground has no colours in a replay, so that it is never taken for now.
    picture.setBare(below.show(camera) && instant.mode() != Mode.REPLAY);
    View shown = View.of(camera, scale);
    boolean moved = !shown.equals(view);
    view = shown;
    Selected hovered = hover(shown, instant, moved);
    Damage damage =
        picture.draw(
            instant,
            new Shot(
                shown,
                theme,
                layers,
                instant.mode(),
                instant.ground().isLoaded(),
                isSimulated(instant),
                instant.mode() != Mode.REPLAY && Math.floorMod(instant.now() / BLINK, 2L) == 0,
                reducedMotion,
                effort.detail() == Effort.Detail.CLUSTERED,
                selection.selected(),
                hovered,
                motion.isResting()));
    frames.present(picture.raster(), damage, scale);
    if (!damage.isEmpty()) {
      long end = clock.ticks();
      effort.frame(end, end - begin);
    }
    if (moved) {
      corner.show(camera.metresPerPixel());
    }
    corner.point(pointed().or(hand::aim));
    hand.show(instant, shown);
  }

  /// Whether it may draw less where drawing takes too long; not while drawing in full is measured.
  public void setStepsDown(boolean stepsDown) {
    effort.setStepsDown(stepsDown);
  }

  /// How long the map takes to draw and in how much detail it is drawn, in words.
  public String effort() {
    return effort.words();
  }

  /// Whether the last frame lacks nothing: all tiles are there, and the camera stands.
  public boolean isSettled() {
    return picture.isComplete() && base.isSettled() && motion.isResting();
  }

  public void setTheme(Theme theme) {
    this.theme = theme;
  }

  /// Which kinds of sensors there are, and how they are drawn; those that come with Belvedere until
  /// it is told.
  public void setSensorLayers(SensorLayers layers) {
    picture.setSensorLayers(layers);
  }

  public void setLayers(LayerSettings layers) {
    this.layers = layers;
  }

  /// For those whom motion disturbs: a double ring instead of blinking.
  public void setReducedMotion(boolean reducedMotion) {
    this.reducedMotion = reducedMotion;
  }

  /// Lays another ground under the picture, or ends with it (null); ours is drawn wherever that one
  /// is not in step.
  public void setUnderlay(@Nullable Underlay underlay) {
    below.put(underlay);
    requestLayout();
  }

  /// Draws the tiles of somebody else over our ground, under our roads, or ends with it (null).
  /// They stay their owner's to close.
  ///
  /// @param attribution whose map it is now
  public void setTiles(@Nullable TiledGround tiles, String attribution) {
    base.setGround(tiles);
    this.attribution.setText(attribution);
  }

  /// Whose map it is.
  String attribution() {
    return attribution.getText();
  }

  /// Shows all of the district.
  public void fit() {
    motion.fit();
  }

  /// @param lon degrees east, WGS 84
  /// @param zoom as web maps count it: each level doubles the scale
  public void flyTo(double lon, double lat, double zoom) {
    motion.fly(lon, lat, zoom);
  }

  /// Near enough to tell one thing from its neighbours.
  public void flyTo(double lon, double lat) {
    flyTo(lon, lat, Math.max(NEAR_ZOOM, motion.camera().zoom()));
  }

  Camera camera() {
    return motion.camera();
  }

  /// Gives a tool the first say.
  void setHand(MapHand hand) {
    this.hand = hand;
  }

  MapOverlay overlay() {
    return overlay;
  }

  /// Folds what is fanned out.
  ///
  /// @return whether anything was
  boolean fold() {
    return fan.fold();
  }

  /// Spreads what stands at one place, under the pointer or where the selected thing is; folds it
  /// if it is spread.
  ///
  /// @return whether there was anything to spread or to fold
  boolean fanOut() {
    View shown = view;
    if (shown == null || fan.fold()) {
      return shown != null;
    }
    Point2D at = pointer;
    int thing =
        at == null ? -1 : picker.thing(shown, at.getX() * shown.scale(), at.getY() * shown.scale());
    boolean found = thing >= 0 && fan.open(shown, thing);
    if (!found) {
      int selected = picture.pickedThing(selection.selected());
      found = selected >= 0 && isOnScreen(shown, selected) && fan.open(shown, selected);
    }
    if (found) {
      fan.pointAtFirst();
      requestFocus();
    }
    return found;
  }

  private boolean isOnScreen(View shown, int thing) {
    int x = shown.pixelX(picture.states().x[thing]);
    int y = shown.pixelY(picture.states().y[thing]);
    return x >= 0 && y >= 0 && x < shown.width() && y < shown.height();
  }

  /// As it was drawn last.
  MapPicture picture() {
    return picture;
  }

  LayerSettings layers() {
    return layers;
  }

  Theme theme() {
    return theme;
  }

  /// The place under the pointer, if that is on the map.
  Optional<GroundPoint> pointed() {
    View shown = view;
    Point2D at = pointer;
    return shown == null || at == null
        ? Optional.empty()
        : Optional.of(GroundPoint.on(shown, at.getX(), at.getY()));
  }

  /// The place in the middle of the map.
  GroundPoint middle() {
    return GroundPoint.inSquare(camera().x(), camera().y());
  }

  /// What a click would select.
  ///
  /// @param x logical pixels
  Selected at(double x, double y) {
    View shown = view;
    DistrictId here = district;
    return shown == null || here == null
        ? Selected.NOTHING
        : picker.at(shown, x * shown.scale(), y * shown.scale(), here);
  }

  @Override
  public void close() {
    worker.close();
    below.put(null);
    frames.clear();
    picture.clear();
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    motion.resize(width, height);
    image.relocate(0, 0);
    layoutInArea(below, 0, 0, width, height, 0, HPos.LEFT, VPos.TOP);
    layoutInArea(below.note(), 12, 44, width - 24, height, 0, HPos.CENTER, VPos.TOP);
    overlay.resizeRelocate(0, 0, width, height);
    // Whose ground it is stands at its lower edge, and must be seen.
    double foot = below.isPut() ? height - 28 : height;
    layoutInArea(attribution, 0, 0, width - 6, foot - 4, 0, HPos.RIGHT, VPos.BOTTOM);
    boolean beside = MapCorner.WIDTH + attribution.getWidth() + 24 <= width;
    double bottom = foot - (beside ? 10 : 14 + attribution.getHeight());
    layoutInArea(corner, 12, 0, width, bottom, 0, HPos.LEFT, VPos.BOTTOM);
  }

  @Override
  protected double computePrefWidth(double height) {
    return 800;
  }

  @Override
  protected double computePrefHeight(double width) {
    return 600;
  }

  private void listen() {
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    addEventHandler(MouseEvent.MOUSE_RELEASED, e -> dragFrom = null);
    addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
    addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
    addEventHandler(MouseEvent.MOUSE_EXITED, e -> pointer = null);
    addEventHandler(ScrollEvent.SCROLL, this::scroll);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  /// A pointer that moves takes over from the keys.
  private void point(MouseEvent event) {
    pointer = new Point2D(event.getX(), event.getY());
    fan.pointAtNone();
  }

  private void press(MouseEvent event) {
    requestFocus();
    boolean primary = event.getButton() == MouseButton.PRIMARY;
    dragFrom = primary ? new Point2D(event.getX(), event.getY()) : null;
    dragged = false;
  }

  private void drag(MouseEvent event) {
    Point2D from = dragFrom;
    if (from == null) {
      return;
    }
    Point2D to = new Point2D(event.getX(), event.getY());
    // A hand that trembles while it clicks does not drag.
    if (dragged || from.distance(to) > 3) {
      dragged = true;
      pointer = null;
      motion.pan(to.getX() - from.getX(), to.getY() - from.getY());
      dragFrom = to;
    }
  }

  private void click(MouseEvent event) {
    View shown = view;
    if (dragged || shown == null || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    if (hand.click(GroundPoint.on(shown, event.getX(), event.getY()))) {
      return;
    }
    double x = event.getX() * shown.scale();
    double y = event.getY() * shown.scale();
    if (event.getClickCount() == 1 && fan.click(shown, x, y)) {
      return;
    }
    Optional<ClusterSign> cluster = picker.cluster(x, y);
    if (cluster.isPresent()) {
      motion.zoom(event.getX(), event.getY(), 1);
    } else if (event.getClickCount() == 2) {
      motion.zoom(event.getX(), event.getY(), 1);
    } else {
      selection.select(at(event.getX(), event.getY()));
    }
  }

  private void scroll(ScrollEvent event) {
    if (event.getDeltaY() != 0) {
      double notches = event.getDeltaY() / 40;
      motion.zoom(event.getX(), event.getY(), Math.clamp(notches, -4, 4) * WHEEL_LEVEL);
      event.consume();
    }
  }

  /// Moves the map, also for what stands beside it.
  void key(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    if (hand.key(event) || fan.key(event)) {
      event.consume();
      return;
    }
    boolean used = true;
    switch (event.getCode()) {
      case W -> motion.pan(0, KEY_PAN);
      case S -> motion.pan(0, -KEY_PAN);
      case A -> motion.pan(KEY_PAN, 0);
      case D -> motion.pan(-KEY_PAN, 0);
      case PLUS, ADD, EQUALS -> motion.zoom(getWidth() / 2, getHeight() / 2, 0.5);
      case MINUS, SUBTRACT -> motion.zoom(getWidth() / 2, getHeight() / 2, -0.5);
      case DIGIT0, NUMPAD0 -> motion.fit();
      default -> used = false;
    }
    if (used) {
      event.consume();
    }
  }

  /// Writes beside the pointer what is under it.
  private Selected hover(View shown, InstantOnScreen instant, boolean moved) {
    Point2D at = pointer;
    DistrictId here = district;
    Optional<FanMark> key = moved ? Optional.empty() : fan.pointed();
    if (key.isPresent()) {
      at = new Point2D(key.get().x() / shown.scale(), key.get().y() / shown.scale());
    }
    if (at == null || here == null || moved) {
      hint.setVisible(false);
      return Selected.NOTHING;
    }
    double x = at.getX() * shown.scale();
    double y = at.getY() * shown.scale();
    Optional<ClusterSign> cluster =
        picker.inFan(shown, x, y).isPresent() ? Optional.empty() : picker.cluster(x, y);
    if (cluster.isPresent()) {
      say(HoverText.of(cluster.get().counts()), at);
      return Selected.NOTHING;
    }
    Selected found = picker.at(shown, x, y, here);
    switch (found) {
      case Selected.OfThing thing -> {
        int number = picture.states().table.find(thing.district(), thing.thing());
        String text = HoverText.of(picture.states(), number, instant.districts());
        boolean stands = picture.marks().count[number] != null;
        int place = picture.places().placeOf(number);
        say(stands ? text + HoverText.ofOthers(picture.places().count(place) - 1) : text, at);
      }
      case Selected.OfFacility facility ->
          say(
              HoverText.of(
                  picture.facilities().get(picture.facilities().find(facility.facility()))),
              at);
      case Selected.OfRoad road -> {
        int number = picture.roads().find(road.road());
        Traffic traffic = picture.traffic();
        say(
            HoverText.of(
                picture.roads().roads.get(number),
                traffic.state(number),
                traffic.silentFor(number)),
            at);
      }
      case Selected.OfDatastream datastream -> hint.setVisible(false);
      case Selected.Nothing nothing -> hint.setVisible(false);
    }
    return found;
  }

  private void say(String text, Point2D at) {
    if (!text.equals(hint.getText())) {
      hint.setText(text);
    }
    hint.setVisible(true);
    hint.autosize();
    double x = at.getX() + 16;
    double y = at.getY() + 16;
    hint.relocate(
        x + hint.getWidth() > getWidth() ? at.getX() - hint.getWidth() - 8 : x,
        y + hint.getHeight() > getHeight() ? at.getY() - hint.getHeight() - 8 : y);
  }

  double outputScale() {
    return getScene() == null || getScene().getWindow() == null
        ? 1
        : getScene().getWindow().getRenderScaleX();
  }

  private static boolean isSimulated(InstantOnScreen instant) {
    return instant.districts().stream()
        .anyMatch(d -> d.roster().district().reality() == Reality.SIMULATED);
  }
}
