package io.belvedere.app.workspace;

import javafx.scene.layout.Region;

/// Two panes on top of each other: the upper one always keeps a good part of the height, because
/// what needs a person must not be hidden by what one person looks at.
public final class RightColumn extends Region {
  private static final double GUTTER = 8;

  /// The lower pane's share of the height at most.
  private static final double LOWER_AT_MOST = 0.6;

  private final Region upper;
  private final Region lower;

  /// @param lower takes room while it is managed
  public RightColumn(Region upper, Region lower) {
    this.upper = upper;
    this.lower = lower;
    getChildren().addAll(upper, lower);
    lower.managedProperty().subscribe(this::requestLayout);
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    if (lower.isManaged()) {
      double wanted = lower.prefHeight(width);
      double given = Math.rint(Math.min(wanted, height * LOWER_AT_MOST));
      lower.resizeRelocate(0, height - given, width, given);
      upper.resizeRelocate(0, 0, width, height - given - GUTTER);
    } else {
      upper.resizeRelocate(0, 0, width, height);
    }
  }
}
