package io.belvedere.app;

import io.belvedere.app.map.MapWithTools;
import io.belvedere.app.workspace.Command;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;

/// The keys of what is done on the map.
final class MapCommands {
  static final String ON_THE_MAP = "On the map";

  private MapCommands() {}

  static List<Command> of(MapWithTools tools) {
    return List.of(
        Command.of(ON_THE_MAP, "What is near here", tools::openNearby).on(KeyCode.H),
        Command.of(ON_THE_MAP, "Within 100, 300, 500, 1000 m", tools::changeReach)
            .on(KeyCode.H, KeyCombination.SHIFT_DOWN),
        Command.of(ON_THE_MAP, "Nearest emergency vehicle", tools::openVehicles).on(KeyCode.E),
        Command.of(ON_THE_MAP, "Each thing at one place", tools::fanOut).on(KeyCode.F),
        Command.of(ON_THE_MAP, "Measure a way", tools::measure).on(KeyCode.R),
        Command.of(ON_THE_MAP, "Saved views", tools::openViews).on(KeyCode.V),
        Command.of(ON_THE_MAP, "Save this view", tools::saveView)
            .on(KeyCode.V, KeyCombination.SHIFT_DOWN),
        Command.of(ON_THE_MAP, "What the signs mean", tools::toggleLegend).on(KeyCode.Q),
        Command.of(ON_THE_MAP, "Write the map as a picture", tools::writePicture).on(KeyCode.C),
        Command.of(ON_THE_MAP, "Write what it shows as GeoJSON", tools::writeJson)
            .on(KeyCode.C, KeyCombination.SHIFT_DOWN),
        Command.of(ON_THE_MAP, "Copy the coordinates", tools::copyCoordinates)
            .on(KeyCode.C, KeyCombination.CONTROL_DOWN));
  }
}
