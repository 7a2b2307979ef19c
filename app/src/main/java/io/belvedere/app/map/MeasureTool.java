package io.belvedere.app.map;

import io.belvedere.app.session.InstantOnScreen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

/// Measures along corners that are clicked, or set with Enter at the pointer or the cross.
///
/// Esc ends the line, which stays to be read; Esc again takes it away.
final class MeasureTool implements MapTool {
  private final MapPane map;
  private MeasuredLine line = MeasuredLine.EMPTY;
  private boolean drawing;

  MeasureTool(MapPane map) {
    this.map = map;
  }

  MeasuredLine line() {
    return line;
  }

  @Override
  public Optional<Region> side() {
    return Optional.empty();
  }

  @Override
  public List<MapOverlay.Figure> figures() {
    if (!drawing) {
      return line.figures();
    }
    Optional<GroundPoint> pointed = map.pointed();
    GroundPoint end = pointed.orElseGet(map::middle);
    List<MapOverlay.Figure> figures = new ArrayList<>();
    figures.addAll((line.corners().isEmpty() ? line : line.to(end)).figures());
    if (pointed.isEmpty()) {
      figures.add(new MapOverlay.Figure.Cross());
    }
    return figures;
  }

  @Override
  public void show(InstantOnScreen instant) {}

  @Override
  public void opened() {
    line = MeasuredLine.EMPTY;
    drawing = true;
    map.requestFocus();
  }

  @Override
  public Optional<GroundPoint> aim() {
    return drawing ? Optional.of(map.middle()) : Optional.empty();
  }

  @Override
  public boolean click(GroundPoint at) {
    if (drawing) {
      line = line.to(at);
    }
    return drawing;
  }

  @Override
  public boolean key(KeyEvent event) {
    return drawing
        && switch (event.getCode()) {
          case ENTER -> click(map.pointed().orElseGet(map::middle));
          case DELETE -> {
            line = line.shortened();
            yield true;
          }
          default -> false;
        };
  }

  @Override
  public boolean escape() {
    boolean stays = drawing && line.corners().size() > 1;
    drawing = false;
    return stays;
  }
}
