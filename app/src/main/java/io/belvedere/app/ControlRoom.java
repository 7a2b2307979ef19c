package io.belvedere.app;

import io.belvedere.app.look.StyleSheets;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.ChangeWalk;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.Instants;
import io.belvedere.app.session.Session;
import io.belvedere.app.timeline.TimelinePane;
import io.belvedere.app.workspace.Command;
import io.belvedere.app.workspace.Desk;
import io.belvedere.app.workspace.Overlays;
import io.belvedere.app.workspace.PlayheadCommands;
import io.belvedere.app.workspace.StripReading;
import io.belvedere.ingest.city.CityMap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Region;

/// Joins the panes to one session: every pulse one instant is read and shown by all of them. JavaFX
/// thread only; owns the threads `query` (the instant on screen) and `panes` (what single panes ask
/// of the history).
public final class ControlRoom implements AutoCloseable {
  private final Session session;
  private final ExecutorService query = oneThread("query");
  private final ExecutorService paneQueries = oneThread("panes");
  private final Instants instants;
  private final ChangeWalk changes;
  private final TimelinePane timeline;
  private final Desk desk;
  private final Overlays overlays;
  private final StripReading strip;
  private final Scene scene;
  private final Consumer<Theme> themeChosen;
  private Theme theme;

  /// @param themeChosen is told when the operator changes the theme
  /// @param hintDismissed is told when the operator has read the line for newcomers
  public ControlRoom(
      Session session,
      CityMap map,
      Theme theme,
      double width,
      double height,
      Consumer<Theme> themeChosen,
      Runnable hintDismissed) {
    this.session = session;
    this.theme = theme;
    this.themeChosen = themeChosen;
    this.instants = new Instants(session, query);
    this.changes = new ChangeWalk(session, query, this::say);
    this.timeline =
        new TimelinePane(
            session.clock(), session.playhead(), session::zone, map, paneQueries, theme);
    this.desk =
        new Desk(
            new Desk.Panes(
                new Region(),
                new Region(),
                new Region(),
                timeline,
                new Region(),
                new Region(),
                new Region()),
            new Desk.Actions(session.playhead()::follow, this::openHelp, hintDismissed));
    this.scene = new Scene(desk, width, height);
    this.overlays = new Overlays(desk, session);
    this.strip = new StripReading(session);
    overlays.listenTo(scene, commands());
    StyleSheets.apply(scene, theme);
  }

  public Scene scene() {
    return scene;
  }

  /// Reads the instant on screen and has everybody show it.
  public void pulse() {
    session.playhead().advance();
    changes.pulse();
    InstantOnScreen onScreen = instants.read();
    timeline.show(onScreen);
    desk.show(onScreen, strip.read());
  }

  public void setTheme(Theme theme) {
    this.theme = theme;
    StyleSheets.apply(scene, theme);
    timeline.setTheme(theme);
  }

  /// The line for newcomers; the empty string takes it away.
  public void setHint(String text) {
    desk.setHint(text);
  }

  @Override
  public void close() {
    query.shutdownNow();
    paneQueries.shutdownNow();
  }

  private List<Command> commands() {
    var commands =
        new ArrayList<>(PlayheadCommands.of(session, changes, overlays::openGoTo, this::say));
    commands.add(
        Command.of("Screen", "Light or dark", this::switchTheme)
            .on(KeyCode.T, KeyCombination.CONTROL_DOWN));
    commands.add(Command.of("Screen", "How far the feed is behind", desk::toggleDrawer));
    commands.add(
        Command.of("Screen", "Every command", overlays::openPalette)
            .on(KeyCode.K, KeyCombination.CONTROL_DOWN));
    commands.add(Command.of("Screen", "All keys", overlays::openCheatSheet).onTyped("?"));
    commands.add(Command.of("Screen", "Close, or select nothing", this::escape).on(KeyCode.ESCAPE));
    return commands;
  }

  private void switchTheme() {
    setTheme(theme == Theme.LIGHT ? Theme.DARK : Theme.LIGHT);
    themeChosen.accept(theme);
  }

  private void openHelp() {
    overlays.openCheatSheet();
  }

  private void say(String sentence) {
    desk.say(sentence);
  }

  private void escape() {
    if (!desk.close()) {
      session.selection().clear();
    }
  }

  private static ExecutorService oneThread(String name) {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }
}
