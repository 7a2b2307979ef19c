package io.belvedere.app.map;

import io.belvedere.app.look.SensorLayers;
import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.Layer;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.twin.Liveness;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The whole map as pixels: decides what of the last frame still holds, and draws the rest. Nothing
/// is drawn when nothing has changed; single cells when the view stands; all of it when it moves.
///
/// The layers, from below: ground, watermark, outlines, roads, dots, names, facilities, the
/// hatching of a map that is not live or of a time that is not loaded, trails and guessed places,
/// silent and moving things, what needs a person (the worst last), clusters, what is picked out and
/// its name, the callout.
final class MapPicture {
  /// Pictures may be as large as four 4K screens, and no larger.
  private static final int MOST_PIXELS = 1 << 25;

  private final BaseMap base;
  private final RoadTable roads;
  private final Facilities facilities;
  private final Outlines outlines;
  private final GroundTiles ground;
  private final TrafficLines lines;
  private final Traffic traffic;
  private Raster raster = new Raster(1, 1);
  private Raster rasterBefore = new Raster(1, 1);
  private DirtyCells cells = new DirtyCells(1, 1);

  /// Where the picture that was shown last differs from the one before it.
  private DirtyCells stale = new DirtyCells(1, 1);
  private SensorLayers layers = SensorLayers.shipped();
  private ThingTable table = ThingTable.EMPTY;
  private ThingStates states = new ThingStates(table);
  private Places places = new Places(table);
  private Silence silence = new Silence(table);
  private WorstThing worst = new WorstThing();
  private ThingMarks marks = new ThingMarks(table);
  private ThingMarks marksBefore = new ThingMarks(table);
  private List<ClusterSign> signs = List.of();
  private final DetailLayer details = new DetailLayer();
  private List<Label> labels = List.of();
  private @Nullable SymbolSprites sprites;
  private @Nullable Theme spritesTheme;
  private double spritesScale;
  private @Nullable Shot last;
  private long version;
  private @Nullable Callout callout;
  private @Nullable PickedName pickedName;
  private SeenGround seen = SeenGround.ALL;
  private Halo hovered = Halo.NONE;
  private Halo selected = Halo.NONE;
  private boolean complete;
  private boolean bare;

  MapPicture(CityMap map, BaseMap base) {
    this.base = base;
    this.roads = new RoadTable(map);
    this.facilities = new Facilities(map);
    this.lines = new TrafficLines(roads);
    this.outlines = new Outlines(map);
    this.ground = new GroundTiles(base, outlines, lines);
    this.traffic = new Traffic(roads);
  }

  /// What was drawn last. Two are drawn in turn, so that the one which was on screen before may
  /// still be read while the next is drawn.
  Raster raster() {
    return raster;
  }

  RoadTable roads() {
    return roads;
  }

  Facilities facilities() {
    return facilities;
  }

  ThingStates states() {
    return states;
  }

  ThingMarks marks() {
    return marks;
  }

  List<ClusterSign> signs() {
    return signs;
  }

  /// The names of the ground that were drawn last, if nothing hides them.
  List<Label> labels() {
    return labels;
  }

  @Nullable PickedName pickedName() {
    return pickedName;
  }

  DetailLayer details() {
    return details;
  }

  Traffic traffic() {
    return traffic;
  }

  @Nullable Callout callout() {
    return callout;
  }

  /// Whether nothing of the ground is missing on the last frame.
  boolean isComplete() {
    return complete;
  }

  /// Whether facilities were drawn: what is not there is not picked.
  boolean showsFacilities() {
    Shot shot = last;
    return shot != null && showsFacilities(shot);
  }

  private static boolean showsFacilities(Shot shot) {
    return shot.layers().shows(Layer.FACILITIES);
  }

  /// Which kinds of sensors there are, and how they are drawn.
  void setSensorLayers(SensorLayers layers) {
    this.layers = layers;
  }

  SensorLayers sensorLayers() {
    return layers;
  }

  /// Lets go of all pixels; the next frame is drawn as the first.
  void clear() {
    raster = new Raster(1, 1);
    rasterBefore = new Raster(1, 1);
    cells = new DirtyCells(1, 1);
    stale = new DirtyCells(1, 1);
    ground.clear();
    base.clear();
    sprites = null;
    invalidate();
  }

  /// Has the next frame drawn as a whole.
  void invalidate() {
    last = null;
  }

  Places places() {
    return places;
  }

  /// Leaves out the ground and its names, for another ground that lies under the picture.
  void setBare(boolean bare) {
    if (this.bare != bare) {
      this.bare = bare;
      invalidate();
    }
  }

  /// Draws what has changed since the last call.
  ///
  /// @return what differs from the last frame
  Damage draw(InstantOnScreen instant, Shot shot) {
    boolean resized = resize(shot.view());
    boolean all = base.takeFinished() || resized;
    Shot before = last;
    boolean first = before == null;
    boolean sameLook = before != null && shot.looksLike(before);
    boolean newTable = !table.fits(instant.districts(), layers);
    boolean newData = first || newTable || instant.version() != version;
    boolean newDetails = details.takeChanged();
    if (!all && !newData && !newDetails && shot.equals(before) && complete) {
      return Damage.NONE;
    }
    if (newTable) {
      see(SeenGround.of(instant.districts()));
    }
    if (shot.resting()) {
      complete = base.request(shot.view(), style(shot));
    } else {
      complete = false;
    }
    SymbolSprites symbols = symbols(shot);
    if (newTable) {
      table = ThingTable.of(instant.districts(), layers);
      states = new ThingStates(table);
      places = new Places(table);
      silence = new Silence(table);
      worst = new WorstThing();
      marks = new ThingMarks(table);
      marksBefore = new ThingMarks(table);
    }
    if (newData) {
      version = instant.version();
      states.update(instant.districts());
      silence.update(states, instant.districts());
      updateTraffic(instant);
    }
    ThingMarks spare = marksBefore;
    marksBefore = marks;
    marks = spare;
    boolean pan = before != null && !sameLook && shot.isPanOf(before);
    View from = pan ? Objects.requireNonNull(before).view() : shot.view();
    int dx = (int) (from.left() - shot.view().left());
    int dy = (int) (from.top() - shot.view().top());
    List<ClusterSign> signsBefore = signs;
    if (pan) {
      marksBefore.shift(dx, dy);
      signsBefore = signs.stream().map(sign -> sign.shifted(dx, dy)).toList();
    }
    List<Label> names = bare ? List.of() : base.labels(shot.view(), style(shot));
    DetailSprites small = details.sprites(symbols, shot);
    Details beside = details.begin(dx, dy);
    MarkLayout layout =
        new MarkLayout(states, places, silence, symbols, small, shot, marks, beside);
    showTrail(instant, shot, beside);
    signs = BesideNames.place(layout.layOut(instant.districts()), names, shot.view());
    details.hideFanned(table, shot.view(), marks);
    writeAges(layout, names, symbols, shot, instant);
    details.spread(layout, shot, instant.districts());
    Callout calloutBefore = callout == null || !pan ? callout : callout.shifted(dx, dy);
    // It would lie on what is fanned out.
    callout =
        details.fan() != null
            ? null
            : Callout.of(
                instant,
                states,
                worst,
                new Obstacles(marks, signs, names, shot.view()),
                symbols,
                shot,
                calloutBefore);
    PickedName nameBefore = pickedName == null || !pan ? pickedName : pickedName.shifted(dx, dy);
    pickedName = pickedName(shot, names, symbols, nameBefore);
    all |= newTable || (!sameLook && !pan) || names != labels;
    labels = names;
    last = shot;
    if (all) {
      cells.markAll();
    } else {
      if (pan) {
        markUncovered(dx, dy);
      }
      marks.diff(marksBefore, cells);
      diffSigns(signsBefore);
      details.diff(cells);
      if (newData) {
        traffic.forEachChanged(road -> lines.markDirty(cells, shot.view(), road));
      }
      diffPicked(Objects.requireNonNull(before), shot);
      if (!Objects.equals(callout, calloutBefore)) {
        markCallout(calloutBefore);
        markCallout(callout);
      }
      if (!Objects.equals(pickedName, nameBefore)) {
        markName(nameBefore, shot.view());
        markName(pickedName, shot.view());
      }
    }
    if (cells.isEmpty() && !pan) {
      return Damage.NONE;
    }
    turn(dx, dy);
    Damage damage = compose(shot, symbols);
    if (!pan && !cells.isMost()) {
      DirtyCells drawn = cells;
      cells = stale;
      stale = drawn;
    }
    cells.clear();
    return pan ? whole() : damage;
  }

  /// Goes on with the other raster, which gets what stays of this one; nothing if all is drawn.
  private void turn(int dx, int dy) {
    Raster shown = raster;
    raster = rasterBefore;
    rasterBefore = shown;
    if (!cells.isMost()) {
      if (dx != 0 || dy != 0) {
        raster.copyMoved(shown, dx, dy);
      } else {
        stale.forEachRun(
            (left, top, right, bottom) -> raster.copy(shown, new Damage(left, top, right, bottom)));
      }
    }
    // Should drawing fail, and where all is moved or drawn.
    stale.markAll();
  }

  private Damage whole() {
    return new Damage(0, 0, raster.width, raster.height);
  }

  /// Has other ground dimmed and outlined.
  private void see(SeenGround now) {
    if (!now.equals(seen)) {
      seen = now;
      outlines.show(now);
    }
  }

  private BaseStyle style(Shot shot) {
    return shot.style().seeing(seen);
  }

  private @Nullable PickedName pickedName(
      Shot shot, List<Label> names, SymbolSprites symbols, @Nullable PickedName before) {
    View view = shot.view();
    int thing = pickedThing(shot.selected());
    int facility = showsFacilities(shot) ? pickedFacility(shot.selected()) : -1;
    String name;
    double x;
    double y;
    if (thing >= 0 && states.isPlaced(thing)) {
      name = table.things[thing].name();
      x = states.x[thing];
      y = states.y[thing];
    } else if (facility >= 0) {
      name = facilities.get(facility).name();
      x = facilities.x(facility);
      y = facilities.y(facility);
    } else {
      return null;
    }
    boolean inView =
        view.screenX(x) >= 0
            && view.screenY(y) >= 0
            && view.screenX(x) < view.width()
            && view.screenY(y) < view.height();
    if (name.isEmpty() || !inView) {
      return null;
    }
    return PickedName.of(
        shot.selected(),
        symbols.nameplate(name),
        view.pixelX(x),
        view.pixelY(y),
        new Obstacles(marks, signs, names, view),
        callout,
        before);
  }

  private void markName(@Nullable PickedName which, View view) {
    if (which != null) {
      which.mark(cells, labels, view);
    }
  }

  /// Marks what has come into the picture.
  private void markUncovered(int dx, int dy) {
    cells.mark(dx > 0 ? 0 : raster.width + dx, 0, dx > 0 ? dx : raster.width, raster.height);
    cells.mark(0, dy > 0 ? 0 : raster.height + dy, raster.width, dy > 0 ? dy : raster.height);
  }

  private boolean resize(View view) {
    if (view.width() == raster.width && view.height() == raster.height) {
      return false;
    }
    if ((long) view.width() * view.height() > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "A map of " + view.width() + " x " + view.height() + " pixels is too large.");
    }
    raster = new Raster(view.width(), view.height());
    rasterBefore = new Raster(view.width(), view.height());
    cells = new DirtyCells(view.width(), view.height());
    stale = new DirtyCells(view.width(), view.height());
    return true;
  }

  private SymbolSprites symbols(Shot shot) {
    SymbolSprites symbols = sprites;
    if (symbols == null || shot.theme() != spritesTheme || shot.view().scale() != spritesScale) {
      symbols = new SymbolSprites(shot.theme(), shot.view().scale());
      sprites = symbols;
      spritesTheme = shot.theme();
      spritesScale = shot.view().scale();
    }
    return symbols;
  }

  private void writeAges(
      MarkLayout layout,
      List<Label> names,
      SymbolSprites symbols,
      Shot shot,
      InstantOnScreen instant) {
    List<Detail.Sign> largest = signs.stream().map(layout::largest).toList();
    SilentAges ages =
        new SilentAges(marks, largest, layout.ringToCome(), names, shot.view(), details.details());
    if (shot.view().zoom() >= MarkLayout.AGES_FROM) {
      layout.writeAges(ages, instant.districts());
      ages.writeRoads(roads, traffic, symbols);
    }
    for (int i = 0; i < signs.size(); i++) {
      // Beside a cluster stands how long the longest of those in an incident has been silent.
      Sprite age = layout.longestSilence(signs.get(i).things(), instant.districts());
      if (age != null) {
        ages.writeBeside(largest.get(i), age);
      }
    }
  }

  private void showTrail(InstantOnScreen instant, Shot shot, Details beside) {
    Trail shown = details.trail();
    int thing = shown == null ? -1 : pickedThing(shown.of());
    if (shown != null && thing >= table.still && shot.known()) {
      Fix last = states.isPlaced(thing) ? states.fixes.last(thing) : null;
      shown.show(shot.view(), shot.theme(), instant.instant(), last, beside);
    }
  }

  private void diffSigns(List<ClusterSign> before) {
    markUnlessAmong(before, signs);
    markUnlessAmong(signs, before);
  }

  private void markUnlessAmong(List<ClusterSign> these, List<ClusterSign> others) {
    for (ClusterSign sign : these) {
      if (others.stream().noneMatch(sign::looksLike)) {
        cells.mark(sign.sprite(), sign.x(), sign.y());
      }
    }
  }

  private void updateTraffic(InstantOnScreen instant) {
    traffic.update(states, silence, instant.districts());
    if (traffic.hasChanged()) {
      lines.prepare(traffic);
      traffic.forEachChanged(ground::markRoad);
    }
  }

  /// Halos are few and move with what they surround: their old and new cells are always drawn.
  private void diffPicked(Shot before, Shot shot) {
    if (!before.selected().equals(shot.selected()) || !before.hovered().equals(shot.hovered())) {
      markPicked(before.selected(), shot.view());
      markPicked(before.hovered(), shot.view());
    }
    markPicked(shot.selected(), shot.view());
    markPicked(shot.hovered(), shot.view());
  }

  private void markPicked(Selected picked, View view) {
    int road = pickedRoad(picked);
    if (road >= 0) {
      lines.markDirty(cells, view, road);
    }
    int thing = pickedThing(picked);
    if (thing >= 0) {
      markAround(view.pixelX(states.x[thing]), view.pixelY(states.y[thing]), view);
      details.fanned().stream()
          .filter(mark -> mark.thing() == thing)
          .forEach(mark -> markAround(mark.x(), mark.y(), view));
      if (thing >= table.still) {
        markAround(marksBefore.x[thing], marksBefore.y[thing], view);
      }
    }
    int facility = pickedFacility(picked);
    if (facility >= 0) {
      markAround(view.pixelX(facilities.x(facility)), view.pixelY(facilities.y(facility)), view);
    }
  }

  private void markAround(int x, int y, View view) {
    int reach = view.px(24);
    cells.mark(x - reach, y - reach, x + reach, y + reach);
  }

  private void markCallout(@Nullable Callout which) {
    if (which != null) {
      which.mark(cells);
    }
  }

  private Damage compose(Shot shot, SymbolSprites symbols) {
    Damage[] damage = {Damage.NONE};
    ground.begin(shot, style(shot));
    hovered = halo(shot.hovered(), /* isSelected= */ false, shot.view(), symbols);
    selected = halo(shot.selected(), /* isSelected= */ true, shot.view(), symbols);
    if (cells.isMost()) {
      raster.unclip();
      drawClip(shot, symbols);
      damage[0] = whole();
    } else {
      cells.forEachRun(
          (left, top, right, bottom) -> {
            raster.clip(left, top, right, bottom);
            drawClip(shot, symbols);
            damage[0] = damage[0].and(new Damage(left, top, right, bottom));
          });
      raster.unclip();
    }
    ground.end();
    return damage[0];
  }

  private void drawClip(Shot shot, SymbolSprites symbols) {
    View view = shot.view();
    Theme theme = shot.theme();
    ground.draw(raster, shot, symbols, bare);
    if (selected.road >= 0 && lines.touches(raster, view, selected.road)) {
      lines.drawHalo(raster, view, theme, selected.road);
      if (shot.layers().shows(Layer.ROADS)) {
        lines.draw(raster, view, theme);
      }
    }
    marks.drawDots(raster);
    PickedName name = pickedName;
    for (Label label : labels) {
      boolean shown = !label.facility() || showsFacilities(shot);
      if (shown && (name == null || !name.hides(label, view))) {
        raster.sprite(label.sprite(), label.pixelX(view), label.pixelY(view));
      }
    }
    if (showsFacilities(shot)) {
      facilities.draw(raster, view, symbols);
    }
    if (shot.isHatched()) {
      raster.hatch(view.px(12), view.px(2), Token.TEXT.argb(theme), 56);
    }
    Callout note = callout;
    if (note != null) {
      note.drawLeader(raster, view, theme);
    }
    details.details().drawBelow(raster);
    marks.drawRaised(raster);
    for (ClusterSign sign : signs) {
      raster.sprite(sign.sprite(), sign.x(), sign.y());
    }
    details.details().drawAbove(raster);
    hovered.draw(raster);
    selected.draw(raster);
    if (name != null) {
      name.draw(raster);
    }
    if (note != null) {
      note.drawBox(raster);
    }
  }

  /// What is picked out.
  ///
  /// @param ring what is drawn around a thing or a facility; null if it is neither
  /// @param road -1 if it is none
  private record Halo(@Nullable Sprite ring, int x, int y, int road) {
    static final Halo NONE = new Halo(null, 0, 0, -1);

    void draw(Raster raster) {
      if (ring != null) {
        raster.sprite(ring, x, y);
      }
    }
  }

  private Halo halo(Selected picked, boolean isSelected, View view, SymbolSprites symbols) {
    int thing = pickedThing(picked);
    if (thing >= 0 && states.isPlaced(thing)) {
      Optional<FanMark> inFan =
          details.fanned().stream().filter(mark -> mark.thing() == thing).findFirst();
      boolean small =
          inFan.isEmpty()
              && !states.severity(thing).isAbnormal()
              && states.liveness(thing).compareTo(Liveness.OVERDUE) <= 0;
      return new Halo(
          symbols.halo(small ? 16 : 34, isSelected),
          inFan.map(FanMark::x).orElseGet(() -> view.pixelX(states.x[thing])),
          inFan.map(FanMark::y).orElseGet(() -> view.pixelY(states.y[thing])),
          -1);
    }
    int facility = pickedFacility(picked);
    return facility >= 0
        ? new Halo(
            symbols.halo(26, isSelected),
            view.pixelX(facilities.x(facility)),
            view.pixelY(facilities.y(facility)),
            -1)
        : new Halo(null, 0, 0, pickedRoad(picked));
  }

  int pickedThing(Selected picked) {
    return switch (picked) {
      case Selected.OfThing(var district, var thing) -> table.find(district, thing);
      case Selected.OfDatastream(var district, var datastream) ->
          table.findByDatastream(district, datastream);
      case Selected.Nothing() -> -1;
      case Selected.OfRoad(var district, var road) -> -1;
      case Selected.OfFacility(var district, var facility) -> -1;
    };
  }

  int pickedRoad(Selected picked) {
    return picked instanceof Selected.OfRoad(var district, var road) ? roads.find(road) : -1;
  }

  int pickedFacility(Selected picked) {
    return picked instanceof Selected.OfFacility(var district, var facility)
        ? facilities.find(facility)
        : -1;
  }
}
