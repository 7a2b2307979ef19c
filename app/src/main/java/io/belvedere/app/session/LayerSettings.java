package io.belvedere.app.session;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/// Which layers the map shows. Immutable.
///
/// @param hidden the ids of the layers of sensors that are switched off; what is P1 or P2 of them
///     is shown all the same
public record LayerSettings(Set<Layer> shown, Set<String> hidden) {
  /// What a first start shows: all that may need a person, and the ground that it stands on.
  public static final LayerSettings INITIAL =
      new LayerSettings(
          EnumSet.of(Layer.ABNORMAL_SENSORS, Layer.ROADS, Layer.FACILITIES, Layer.OUTLINES),
          Set.of());

  public LayerSettings {
    EnumSet<Layer> copy = EnumSet.noneOf(Layer.class);
    copy.addAll(shown);
    shown = Collections.unmodifiableSet(copy);
    hidden = Collections.unmodifiableSet(new TreeSet<>(hidden));
  }

  public boolean shows(Layer layer) {
    return shown.contains(layer);
  }

  /// Whether a layer of sensors is switched off.
  public boolean hides(String sensorLayer) {
    return hidden.contains(sensorLayer);
  }

  /// The same but for one layer.
  public LayerSettings with(Layer layer, boolean visible) {
    EnumSet<Layer> changed = EnumSet.noneOf(Layer.class);
    changed.addAll(shown);
    if (visible) {
      changed.add(layer);
    } else {
      changed.remove(layer);
    }
    return new LayerSettings(changed, hidden);
  }

  /// The same but for one layer of sensors.
  public LayerSettings with(String sensorLayer, boolean visible) {
    Set<String> changed = new TreeSet<>(hidden);
    if (visible) {
      changed.remove(sensorLayer);
    } else {
      changed.add(sensorLayer);
    }
    return new LayerSettings(shown, changed);
  }

  /// The same, with exactly these layers of sensors switched off.
  public LayerSettings hiding(Set<String> sensorLayers) {
    return new LayerSettings(shown, sensorLayers);
  }
}
