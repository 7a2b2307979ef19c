package io.belvedere.app.session;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// What is selected, for all panes. JavaFX thread only.
public final class Selection {
  private final ObjectProperty<Selected> selected =
      new SimpleObjectProperty<>(this, "selected", Selected.NOTHING);

  public ObjectProperty<Selected> selectedProperty() {
    return selected;
  }

  public Selected selected() {
    return selected.get();
  }

  public void select(Selected what) {
    selected.set(what);
  }

  public void clear() {
    select(Selected.NOTHING);
  }
}
