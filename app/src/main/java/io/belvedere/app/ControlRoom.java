package io.belvedere.app;

import io.belvedere.app.alarms.AlarmsPane;
import io.belvedere.app.inspector.InspectorPane;
import io.belvedere.app.lag.LagPane;
import io.belvedere.app.lag.PaintMeter;
import io.belvedere.app.layers.LayersRail;
import io.belvedere.app.layers.SearchField;
import io.belvedere.app.letters.LettersPane;
import io.belvedere.app.look.SensorLayers;
import io.belvedere.app.look.StyleSheets;
import io.belvedere.app.look.Theme;
import io.belvedere.app.map.MapPane;
import io.belvedere.app.map.MapWithTools;
import io.belvedere.app.map.google.GoogleChoice;
import io.belvedere.app.map.google.GoogleGround;
import io.belvedere.app.map.tiles.TilesChoice;
import io.belvedere.app.session.Bookmark;
import io.belvedere.app.session.Bookmarks;
import io.belvedere.app.session.ChangeWalk;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.Instants;
import io.belvedere.app.session.Layer;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Session;
import io.belvedere.app.timeline.TimelinePane;
import io.belvedere.app.workspace.Command;
import io.belvedere.app.workspace.Desk;
import io.belvedere.app.workspace.Overlays;
import io.belvedere.app.workspace.PlayheadCommands;
import io.belvedere.app.workspace.RightColumn;
import io.belvedere.app.workspace.SeverityCounts;
import io.belvedere.app.workspace.StripReading;
import io.belvedere.ingest.city.CityMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;

/// Joins the panes to one session: every pulse one instant is read and shown by all of them. JavaFX
/// thread only; owns the threads `query` (the instant on screen), `panes` (what single panes ask of
/// the history), `trust` (what of the past is not to be believed), `letters` (what could not be
/// read) and `tools` (what takes long of what is done on the map).
public final class ControlRoom implements AutoCloseable {
  private static final String SCREEN = "Screen";
  private static final String LAYERS = "Layers";
  private static final String ALARMS = "Alarms";

  /// Every pane has asked anew within this time after an instant came on screen, nanoseconds.
  private static final long ALL_HAVE_ASKED = 1_500_000_000;

  /// What the control room stands in.
  ///
  /// @param reducedMotion whether the operator is disturbed by blinking
  /// @param waitingFor what is not there yet, in words; empty if nothing
  /// @param kept what an earlier start left
  /// @param chosen is told what is to be remembered
  public record Surroundings(
      Theme theme,
      boolean reducedMotion,
      Supplier<String> waitingFor,
      Kept kept,
      Consumer<Choice> chosen) {
    /// With nothing kept.
    public Surroundings(
        Theme theme, boolean reducedMotion, Supplier<String> waitingFor, Consumer<Choice> chosen) {
      this(theme, reducedMotion, waitingFor, new Kept(List.of(), SensorLayers.shipped()), chosen);
    }
  }

  /// What stays from one start to the next.
  ///
  /// @param pictures the folder for what is written of the map
  /// @param sensors how the kinds of sensors are drawn and called
  public record Kept(List<Bookmark> bookmarks, Path pictures, SensorLayers sensors) {
    /// With the usual folder.
    public Kept(List<Bookmark> bookmarks, SensorLayers sensors) {
      this(bookmarks, Path.of(System.getProperty("user.home", "."), "Belvedere"), sensors);
    }
  }

  /// What an operator chose that the next start remembers.
  public sealed interface Choice {
    record OfTheme(Theme theme) implements Choice {}

    record NoHint() implements Choice {}

    record OfBookmarks(List<Bookmark> bookmarks) implements Choice {}

    record OfGoogle(boolean on) implements Choice {}

    record OfTiles(boolean on) implements Choice {}
  }

  /// Up to this speed the playhead goes no more than a pixel from one of the timeline's turns to
  /// the next.
  private static final double SMOOTH_IN_TURNS = 100;

  private final Session session;
  private final Surroundings surroundings;
  private final ThreadPoolExecutor query = oneThread("query");
  private final ThreadPoolExecutor paneQueries = oneThread("panes");
  private final ThreadPoolExecutor judging = oneThread("trust");
  private final ThreadPoolExecutor letterQueries = oneThread("letters");
  private final ThreadPoolExecutor toolWork = oneThread("tools");
  private final Instants instants;
  private final ChangeWalk changes;
  private final MapPane map;
  private final TilesOnMap tiles;
  private final MapWithTools tools;
  private final TimelinePane timeline;
  private final AlarmsPane alarms;
  private final InspectorPane inspector;
  private final FeedDrawer drawer;
  private final PaintMeter paint;
  private final LayersRail rail;
  private final SearchField search;
  private final SeverityCounts counts = new SeverityCounts();
  private final Desk desk;
  private final Overlays overlays;
  private final StripReading strip;
  private final Turns turns = new Turns();
  private Theme theme;
  private GoogleChoice google = GoogleChoice.INITIAL;
  private long shown = Long.MIN_VALUE;
  private boolean shownLive;
  private Selected shownSelection = Selected.NOTHING;
  private long shownSince;

  /// How many the panes had asked when all had asked of what is shown; -1 until then.
  private long questions = -1;

  public ControlRoom(Session session, CityMap city, Surroundings surroundings) {
    this.session = session;
    this.surroundings = surroundings;
    this.theme = surroundings.theme();
    this.instants = new Instants(session, query, judging);
    this.changes = new ChangeWalk(session, query, this::say);
    this.map = new MapPane(city, theme, session.selection(), session.clock());
    map.setReducedMotion(surroundings.reducedMotion());
    this.tiles = new TilesOnMap(map, city.attribution(), session.clock(), toolWork, this::say);
    this.tools =
        new MapWithTools(
            map,
            city,
            session,
            new Bookmarks(
                surroundings.kept().bookmarks(),
                all -> surroundings.chosen().accept(new Choice.OfBookmarks(all))),
            new MapWithTools.Away(surroundings.kept().pictures(), toolWork),
            this::say);
    this.timeline =
        new TimelinePane(
            session.clock(),
            session.playhead(),
            session.marks(),
            session::zone,
            city,
            paneQueries,
            theme);
    this.alarms =
        new AlarmsPane(
            session.clock(),
            session.playhead(),
            session.selection(),
            session::zone,
            new BreachAssessment(),
            map::flyTo,
            paneQueries);
    this.inspector =
        new InspectorPane(
            session.clock(),
            session.playhead(),
            session.selection(),
            session::zone,
            city,
            paneQueries,
            theme);
    alarms.countsProperty().subscribe(now -> counts.show(now.p1(), now.p2()));
    this.paint = new PaintMeter(session.clock());
    this.drawer =
        new FeedDrawer(
            new LagPane(session.clock(), session::zone, paint, paneQueries),
            new LettersPane(
                session.clock(),
                session::zone,
                surroundings.kept().pictures(),
                letterQueries,
                act -> Thread.ofVirtual().name("letters-act").start(act)));
    SensorLayers sensors = surroundings.kept().sensors();
    map.setSensorLayers(sensors);
    inspector.setSensorLayers(sensors);
    this.rail = new LayersRail(sensors);
    rail.settingsProperty().subscribe(map::setLayers);
    this.search = new SearchField(session.selection(), city, map::flyTo);
    search.setSensorLayers(sensors);
    this.desk =
        new Desk(
            session.clock(),
            new Desk.Panes(
                tools, rail, new RightColumn(alarms, inspector), timeline, counts, search, drawer),
            new Desk.Actions(
                session.playhead()::follow,
                this::openCheatSheet,
                () -> surroundings.chosen().accept(new Choice.NoHint())));
    session.selection().selectedProperty().subscribe(this::leaveSearch);
    drawer.visibleProperty().subscribe((before, now) -> passKeys(now));
    this.overlays = new Overlays(desk, session);
    this.strip = new StripReading(session);
  }

  /// Puts the control room into a scene; once.
  public Scene scene(double width, double height) {
    var scene = new Scene(desk, width, height);
    overlays.listenTo(scene, commands());
    StyleSheets.apply(scene, theme);
    map.requestFocus();
    return scene;
  }

  /// Reads the instant on screen and has everybody show it.
  public void pulse() {
    session.playhead().advance();
    changes.pulse();
    paint.reads();
    InstantOnScreen onScreen = instants.read();
    tiles.pulse();
    map.show(onScreen);
    if (onScreen.mode() == Mode.LIVE) {
      paint.drawn();
    } else {
      paint.pauses();
    }
    turns.next(onScreen, session.selection().selected());
    if (turns.isOf(0)) {
      alarms.show(onScreen);
      counts.setCertain(onScreen.ground().isLoaded());
      search.show(onScreen);
    }
    if (turns.isOf(1)) {
      inspector.show(onScreen);
    }
    if (turns.isOf(1) || timeline.isHover() || Math.abs(onScreen.speed()) > SMOOTH_IN_TURNS) {
      timeline.show(onScreen);
    }
    if (turns.isOf(2)) {
      if (drawer.isVisible()) {
        drawer.show(onScreen, this::mapWords);
      }
      desk.show(onScreen, strip.read(onScreen.mode()), surroundings.waitingFor().get());
    }
    noteWhatIsShown(onScreen);
  }

  private void noteWhatIsShown(InstantOnScreen onScreen) {
    boolean live = onScreen.mode() != Mode.REPLAY;
    Selected selected = session.selection().selected();
    boolean same =
        live == shownLive
            && (live || onScreen.instant() == shown)
            && selected.equals(shownSelection);
    shown = onScreen.instant();
    shownLive = live;
    shownSelection = selected;
    if (!same) {
      shownSince = session.clock().ticks();
      questions = -1;
    }
  }

  /// Whether all that there is to see of the playhead's instant is drawn.
  public boolean isSettled() {
    boolean following = session.playhead().isFollowing();
    boolean there = following ? shownLive : shown == session.playhead().instant();
    if (!there || session.clock().ticks() - shownSince <= ALL_HAVE_ASKED) {
      return false;
    }
    if (questions < 0) {
      questions = paneQueries.getTaskCount();
    }
    return paneQueries.getCompletedTaskCount() >= questions
        && instants.isJudged()
        && tiles.isSettled()
        && map.isSettled()
        && timeline.isSettled();
  }

  /// Shows the line for newcomers.
  public void showHint(boolean sandbox) {
    desk.setHint(
        (sandbox ? "This is Monaco, simulated. " : "")
            + "Red = needs you. Drag here to see what happened.");
  }

  /// Tells the operator a sentence, for some seconds.
  public void tell(String sentence) {
    say(sentence);
  }

  /// Lays Google's map under ours, or takes it away, as the settings have it.
  public void setGoogle(GoogleChoice choice) {
    google = choice;
    map.setUnderlay(null);
    if (choice.isOn()) {
      map.setUnderlay(GoogleGround.open(session.clock(), choice.key()));
    }
  }

  /// Lays tiles over our ground, or takes them away, as the settings have it.
  public void setTiles(TilesChoice choice) {
    tiles.set(choice);
  }

  @Override
  public void close() {
    query.shutdownNow();
    paneQueries.shutdownNow();
    judging.shutdownNow();
    letterQueries.shutdownNow();
    // What is being written is written to its end.
    toolWork.shutdown();
    map.close();
    tiles.close();
  }

  private List<Command> commands() {
    var commands =
        new ArrayList<>(PlayheadCommands.of(session, changes, overlays::openGoTo, this::say));
    commands.add(Command.of(ALARMS, "Next alarm", alarms::showNext).on(KeyCode.N));
    commands.add(Command.of(ALARMS, "Previous alarm", alarms::showPrevious).on(KeyCode.P));
    commands.add(
        Command.of(SCREEN, "Light or dark", this::switchTheme)
            .on(KeyCode.T, KeyCombination.CONTROL_DOWN));
    commands.add(Command.of(SCREEN, "Load the past, or stop loading it", timeline::togglePast));
    commands.add(Command.of(SCREEN, "How far the feed is behind", desk::toggleDrawer));
    commands.add(Command.of(SCREEN, FeedDrawer.UNREAD, this::toggleLetters).on(KeyCode.U));
    commands.add(Command.of(SCREEN, "Show the whole district", map::fit));
    commands.add(Command.of(SCREEN, "Google as the ground, on or off", this::switchGoogle));
    commands.add(Command.of(SCREEN, "Tiles as the ground, on or off", this::switchTiles));
    commands.add(
        Command.of(SCREEN, "Every command", overlays::openPalette)
            .on(KeyCode.K, KeyCombination.CONTROL_DOWN));
    commands.add(Command.of(SCREEN, "All keys", this::openCheatSheet).onTyped("?"));
    commands.add(Command.of(SCREEN, "Close, or select nothing", this::escape).on(KeyCode.ESCAPE));
    for (Layer layer : Layer.values()) {
      commands.add(
          Command.of(LAYERS, LayersRail.wordsFor(layer), () -> rail.toggle(layer))
              .onTyped(LayersRail.keyOf(layer)));
    }
    commands.add(
        Command.of(LAYERS, LayersRail.SENSORS, rail::toggleSensorList)
            .onTyped(LayersRail.SENSORS_KEY));
    commands.addAll(MapCommands.of(tools));
    commands.add(Command.of(SCREEN, "Search", search::requestFocus).onTyped("/"));
    commands.add(Command.printed(MapCommands.ON_THE_MAP, "Move", "W A S D"));
    commands.add(Command.printed(MapCommands.ON_THE_MAP, "Nearer, farther", "+ −"));
    commands.add(Command.printed(MapCommands.ON_THE_MAP, "The whole district", "0"));
    return commands;
  }

  /// Who has found something goes on with the keys of the desk.
  private void leaveSearch(Selected found) {
    if (search.isFocused() && !found.equals(Selected.NOTHING)) {
      desk.takeKeys();
    }
  }

  /// Who opens the drawer walks in it, and who closes it is back at the desk.
  private void passKeys(boolean drawerOpen) {
    if (drawerOpen) {
      drawer.takeKeys();
    } else {
      desk.takeKeys();
    }
  }

  private void toggleLetters() {
    boolean close = drawer.isVisible() && drawer.isAtLetters();
    if (close || !drawer.isVisible()) {
      desk.toggleDrawer();
    }
    if (!close) {
      drawer.turnToLetters();
    }
  }

  private void switchTheme() {
    theme = theme == Theme.LIGHT ? Theme.DARK : Theme.LIGHT;
    StyleSheets.apply(desk.getScene(), theme);
    map.setTheme(theme);
    timeline.setTheme(theme);
    inspector.setTheme(theme);
    surroundings.chosen().accept(new Choice.OfTheme(theme));
  }

  private void switchGoogle() {
    setGoogle(google.with(!google.isOn()));
    surroundings.chosen().accept(new Choice.OfGoogle(google.isOn()));
  }

  private void switchTiles() {
    tiles.set(tiles.choice().with(!tiles.choice().isOn()));
    surroundings.chosen().accept(new Choice.OfTiles(tiles.choice().isOn()));
  }

  /// How the map is drawn, and on what.
  private String mapWords() {
    String ground = tiles.words();
    return ground.isEmpty() ? map.effort() : map.effort() + "\n" + ground;
  }

  private void openCheatSheet() {
    overlays.openCheatSheet();
  }

  private void say(String sentence) {
    desk.say(sentence);
  }

  private void escape() {
    if (!desk.close() && !tools.closeTool()) {
      session.selection().clear();
    }
  }

  private static ThreadPoolExecutor oneThread(String name) {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        Thread.ofPlatform().daemon().name(name).factory());
  }
}
