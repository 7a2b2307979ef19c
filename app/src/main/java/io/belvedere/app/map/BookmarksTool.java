package io.belvedere.app.map;

import io.belvedere.app.session.Bookmark;
import io.belvedere.app.session.Bookmarks;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.Undo;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Area;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

/// Saves the view on screen under a name, and goes back to those that were saved.
final class BookmarksTool implements MapTool {
  private final MapPane map;
  private final CityMap city;
  private final Bookmarks bookmarks;
  private final Undo undo;
  private final Consumer<String> say;
  private final TextField name = new TextField();
  private final SideList<Row> list = new SideList<>("None is saved yet.", row -> go(row.view()));
  private final SidePane side = new SidePane(name, list);

  private record Row(Bookmark view) implements SideRow {
    @Override
    public Object key() {
      return view.name();
    }

    @Override
    public String name() {
      return view.name();
    }

    @Override
    public String detail() {
      return new GroundPoint(view.lon(), view.lat()).plainText();
    }

    @Override
    public String measure() {
      return "";
    }
  }

  BookmarksTool(MapPane map, CityMap city, Bookmarks bookmarks, Undo undo, Consumer<String> say) {
    this.map = map;
    this.city = city;
    this.bookmarks = bookmarks;
    this.undo = undo;
    this.say = say;
    side.setId("views");
    side.say("Views", "Enter goes there, Delete takes one away.");
    name.setId("view-name");
    name.setPromptText("Name of this view");
    name.setOnAction(e -> save());
    list.addEventHandler(KeyEvent.KEY_PRESSED, this::press);
  }

  /// Goes on at the name, which is that of the quarter until somebody types another.
  void askForName() {
    Camera camera = map.camera();
    GroundPoint middle = map.middle();
    name.setText(
        city.areas().stream()
            .filter(area -> area.contains(middle.lon(), middle.lat()))
            .findFirst()
            .map(Area::name)
            .orElse("View at " + Math.round(camera.zoom())));
    name.requestFocus();
    name.selectAll();
  }

  @Override
  public Optional<Region> side() {
    return Optional.of(side);
  }

  @Override
  public void show(InstantOnScreen instant) {
    list.show(bookmarks.all().stream().map(Row::new).toList());
  }

  @Override
  public void opened() {
    list.show(bookmarks.all().stream().map(Row::new).toList());
    list.enter();
  }

  private void save() {
    if (name.getText().isBlank()) {
      say.accept("A view needs a name.");
      return;
    }
    GroundPoint middle = map.middle();
    Bookmark saved = new Bookmark(name.getText(), middle.lon(), middle.lat(), map.camera().zoom());
    Optional<Bookmark> before =
        bookmarks.all().stream().filter(b -> b.name().equals(saved.name())).findFirst();
    bookmarks.save(saved);
    undo.offer(
        "the view " + saved.name(),
        () -> before.ifPresentOrElse(bookmarks::save, () -> bookmarks.remove(saved)));
    say.accept("Saved the view " + saved.name() + ". Ctrl+Z takes it back.");
    name.clear();
    opened();
  }

  private void press(KeyEvent event) {
    Row row = list.selected();
    if (event.getCode() == KeyCode.DELETE && row != null) {
      event.consume();
      bookmarks.remove(row.view());
      undo.offer("the removal of " + row.name(), () -> bookmarks.save(row.view()));
      say.accept("Removed the view " + row.name() + ". Ctrl+Z takes it back.");
    }
  }

  private void go(Bookmark view) {
    map.flyTo(view.lon(), view.lat(), view.zoom());
  }
}
