package io.belvedere.app.map;

import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Selection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Lists what is around a place, and draws how far that is.
final class NearbyTool implements MapTool {
  private final MapPane map;
  private final Selection selection;
  private final SideList<Nearby.Find> list =
      new SideList<>("Nothing is known to be here.", this::choose);
  private final Map<Reach, ToggleButton> buttons = new EnumMap<>(Reach.class);
  private final SidePane side;
  private GroundPoint here = new GroundPoint(0, 0);
  private Reach reach = Reach.STREET;
  private long version = Long.MIN_VALUE;

  /// How far is near.
  enum Reach {
    HOUSE(100),
    STREET(300),
    QUARTER(500),
    DISTRICT(1000);

    final double metres;

    Reach(double metres) {
      this.metres = metres;
    }

    Reach next() {
      return values()[(ordinal() + 1) % values().length];
    }
  }

  NearbyTool(MapPane map, Selection selection) {
    this.map = map;
    this.selection = selection;
    HBox reaches = new HBox(4);
    ToggleGroup group = new ToggleGroup();
    for (Reach which : Reach.values()) {
      ToggleButton button = new ToggleButton(Math.round(which.metres) + "");
      button.setAccessibleText("Within " + Metres.text(which.metres));
      button.setToggleGroup(group);
      button.setFocusTraversable(false);
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.setOnAction(e -> setReach(which));
      button.getStyleClass().add("map-reach");
      buttons.put(which, button);
      reaches.getChildren().add(button);
    }
    this.side = new SidePane(reaches, list);
    side.setId("nearby");
    setReach(reach);
  }

  /// Looks around another place.
  void lookFrom(GroundPoint place) {
    here = place;
    version = Long.MIN_VALUE;
  }

  void setReach(Reach wanted) {
    reach = wanted;
    version = Long.MIN_VALUE;
    buttons.forEach((which, button) -> button.setSelected(which == wanted));
  }

  Reach reach() {
    return reach;
  }

  @Override
  public Optional<Region> side() {
    return Optional.of(side);
  }

  @Override
  public List<MapOverlay.Figure> figures() {
    return List.of(new MapOverlay.Figure.Ring(here, reach.metres));
  }

  @Override
  public void show(InstantOnScreen instant) {
    if (instant.version() == version) {
      return;
    }
    version = instant.version();
    List<Nearby.Find> finds = Nearby.of(map.picture(), instant, here, reach.metres);
    list.show(finds);
    long abnormal = finds.stream().filter(find -> find.severity().isAbnormal()).count();
    side.say(
        "Within " + Metres.text(reach.metres),
        here.text() + "\n" + finds.size() + " found, " + abnormal + " abnormal");
  }

  @Override
  public void opened() {
    list.enter();
  }

  private void choose(Nearby.Find find) {
    if (!find.what().equals(Selected.NOTHING)) {
      selection.select(find.what());
    }
    map.flyTo(find.at().lon(), find.at().lat());
  }
}
