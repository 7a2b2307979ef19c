package io.belvedere.app.layers;

import io.belvedere.app.look.SensorLayers;
import io.belvedere.app.session.FlyTo;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Selection;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.model.Roster;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Popup;

/// Finds a quarter, a street, a facility, a thing or a datastream as it is typed; Up, Down and
/// Enter choose, Escape leaves.
public final class SearchField extends TextField {
  private static final int MOST = 12;
  private static final double ROW = 44;

  private final Selection selection;
  private final FlyTo flyTo;
  private final CityMap map;
  private final ListView<Place> results = new ListView<>();
  private final Popup popup = new Popup();

  private SensorLayers layers = SensorLayers.shipped();
  private SearchIndex index;
  private List<Roster> indexed = List.of();
  private Optional<List<Roster>> newer = Optional.empty();

  public SearchField(Selection selection, CityMap map, FlyTo flyTo) {
    this.selection = selection;
    this.flyTo = flyTo;
    this.map = map;
    this.index = SearchIndex.of(map, List.of());
    getStyleClass().add("layers-search");
    getStylesheets()
        .add(Objects.requireNonNull(SearchField.class.getResource("layers.css")).toExternalForm());
    setPromptText("Street or thing");
    results.getStyleClass().add("layers-results");
    results.getStylesheets().setAll(getStylesheets());
    results.setCellFactory(view -> new PlaceCell(this::choose));
    results.setFixedCellSize(ROW);
    results.setFocusTraversable(false);
    StackPane frame = new StackPane(results);
    frame.getStyleClass().add("layers-popup");
    frame.getStylesheets().setAll(getStylesheets());
    popup.getContent().add(frame);
    popup.setAutoHide(true);
    popup.setHideOnEscape(false);
    textProperty().subscribe(this::search);
    focusedProperty().subscribe(this::focusChanged);
    addEventFilter(KeyEvent.KEY_PRESSED, this::press);
  }

  /// What things are called by; the layers that come with Belvedere until it is told.
  public void setSensorLayers(SensorLayers layers) {
    this.layers = layers;
    newer = Optional.of(indexed);
  }

  /// Takes in what there is to find; once a pulse.
  public void show(InstantOnScreen screen) {
    List<OnScreen> parts = screen.districts();
    boolean same = parts.size() == indexed.size();
    for (int i = 0; same && i < parts.size(); i++) {
      same = parts.get(i).roster().version() == indexed.get(i).version();
    }
    if (!same) {
      indexed = parts.stream().map(OnScreen::roster).toList();
      // Only made when somebody searches: a catalogue that is being read changes all the time.
      newer = Optional.of(indexed);
    }
  }

  /// The finds on screen, best first.
  List<Place> found() {
    return popup.isShowing() ? List.copyOf(results.getItems()) : List.of();
  }

  private void search(String typed) {
    if (!isFocused()) {
      return;
    }
    newer.ifPresent(rosters -> index = SearchIndex.of(map, rosters, layers));
    newer = Optional.empty();
    List<Place> found = index.find(typed, MOST);
    results.getItems().setAll(found);
    if (found.isEmpty()) {
      popup.hide();
      return;
    }
    results.getSelectionModel().select(0);
    results.setPrefSize(Math.max(360, getWidth()), found.size() * ROW + 2);
    if (!popup.isShowing() && getScene() != null && getScene().getWindow() != null) {
      // A popup has a root of its own, which has to be told the tokens.
      popup.getScene().getStylesheets().setAll(getScene().getStylesheets());
      Bounds bounds = localToScreen(getBoundsInLocal());
      popup.show(this, bounds.getMinX(), bounds.getMaxY() + 2);
    }
  }

  private void focusChanged(boolean focused) {
    if (!focused) {
      popup.hide();
    }
  }

  private void press(KeyEvent e) {
    switch (e.getCode()) {
      case DOWN -> move(1, e);
      case UP -> move(-1, e);
      case ENTER -> {
        Place place = results.getSelectionModel().getSelectedItem();
        if (popup.isShowing() && place != null) {
          choose(place);
        }
        e.consume();
      }
      case ESCAPE -> {
        if (popup.isShowing() || !getText().isEmpty()) {
          clear();
          popup.hide();
          e.consume();
        }
      }
      default -> {}
    }
  }

  private void move(int by, KeyEvent e) {
    if (popup.isShowing()) {
      int size = results.getItems().size();
      int next = Math.floorMod(results.getSelectionModel().getSelectedIndex() + by, size);
      results.getSelectionModel().clearAndSelect(next);
      results.scrollTo(next);
    }
    e.consume();
  }

  private void choose(Place place) {
    popup.hide();
    clear();
    if (!place.selected().equals(Selected.NOTHING)) {
      selection.select(place.selected());
    }
    flyTo.place(place.lon(), place.lat());
  }
}
