package io.belvedere.app.workspace;

import io.belvedere.app.session.Session;
import java.util.List;
import javafx.scene.Scene;

/// What opens over the map by a key: every command, every key, and the way to an instant.
public final class Overlays {
  private final Desk desk;
  private final Session session;
  private List<Command> commands = List.of();

  public Overlays(Desk desk, Session session) {
    this.desk = desk;
    this.session = session;
  }

  /// Gives the keys of these commands to them.
  public void listenTo(Scene scene, List<Command> commands) {
    this.commands = List.copyOf(commands);
    new Keys(this.commands).listenTo(scene);
  }

  public void openCheatSheet() {
    desk.open(new CheatSheet(commands, desk.roomOverMap()));
  }

  public void openPalette() {
    desk.open(new Palette(commands.stream().filter(Command::isCallable).toList(), desk::close));
  }

  public void openGoTo() {
    desk.open(
        new GoToSheet(
            session.clock(),
            session.zone(),
            instant -> {
              desk.close();
              session.playhead().seek(instant);
            }));
  }
}
