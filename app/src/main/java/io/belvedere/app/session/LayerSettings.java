package io.belvedere.app.session;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// Which layers the map shows. Immutable.
public record LayerSettings(Set<Layer> shown) {
  /// What a first start shows: all that may need a person, and the ground that it stands on.
  public static final LayerSettings INITIAL =
      new LayerSettings(
          EnumSet.of(Layer.ABNORMAL_SENSORS, Layer.ROADS, Layer.FACILITIES, Layer.OUTLINES));

  public LayerSettings {
    EnumSet<Layer> copy = EnumSet.noneOf(Layer.class);
    copy.addAll(shown);
    shown = Collections.unmodifiableSet(copy);
  }

  public boolean shows(Layer layer) {
    return shown.contains(layer);
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
    return new LayerSettings(changed);
  }
}
