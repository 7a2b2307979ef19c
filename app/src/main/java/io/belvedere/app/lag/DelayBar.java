package io.belvedere.app.lag;

import io.belvedere.ingest.lag.LagReading.Delay;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// The delay on a line that ends at twelve seconds: half of the observations arrive within the dark
/// part, 99 of 100 within the lighter one, and two marks stand at what is wanted and what is
/// allowed.
final class DelayBar extends Pane {
  private static final double BAR = 20;
  private static final double LABEL = 18;
  private static final double END = 12e6;

  private final Region ground = part("lag-bar-ground");
  private final Region p50 = part("lag-bar-p50");
  private final Region p99 = part("lag-bar-p99");
  private final Region wanted = part("lag-bar-mark");
  private final Region atMost = part("lag-bar-mark");
  private final Label wantedLabel = label("5 s wanted");
  private final Label atMostLabel = label("10 s allowed");
  private Delay delay = Delay.NONE;

  DelayBar() {
    getStyleClass().add("lag-bar");
    setMinHeight(BAR + LABEL);
    setPrefHeight(BAR + LABEL);
    setMaxHeight(BAR + LABEL);
    getChildren().addAll(ground, p99, p50, wanted, atMost, wantedLabel, atMostLabel);
  }

  void show(Delay delay) {
    this.delay = delay;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    boolean measured = delay.count() > 0;
    ground.resizeRelocate(0, 0, getWidth(), BAR);
    p50.resizeRelocate(0, 4, measured ? x(delay.p50()) : 0, BAR - 8);
    p99.resizeRelocate(0, 4, measured ? x(delay.p99()) : 0, BAR - 8);
    mark(LagWords.WANTED, wanted, wantedLabel);
    mark(LagWords.AT_MOST, atMost, atMostLabel);
  }

  private void mark(long at, Region line, Label label) {
    line.resizeRelocate(x(at), 0, 2, BAR);
    label.resizeRelocate(x(at) - 60, BAR, 122, LABEL);
  }

  private double x(long micros) {
    return snapPositionX(Math.min(1, micros / END) * getWidth());
  }

  private static Label label(String words) {
    Label label = new Label(words);
    label.getStyleClass().add("lag-bar-label");
    label.setManaged(false);
    return label;
  }

  private static Region part(String style) {
    Region part = new Region();
    part.getStyleClass().add(style);
    part.setManaged(false);
    return part;
  }
}
