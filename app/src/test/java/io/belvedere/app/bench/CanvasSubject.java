package io.belvedere.app.bench;

import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;

/// JavaFX's canvas, as most maps in JavaFX use it: everything is drawn anew in each frame.
final class CanvasSubject implements Subject {
  static final Color[] COLORS = {Color.SEAGREEN, Color.GOLDENROD, Color.FIREBRICK, Color.STEELBLUE};

  private final Crowd crowd;
  private final Canvas canvas = new Canvas(VirtualScreen.WIDTH, VirtualScreen.HEIGHT);
  private final Scene scene =
      new Scene(new Pane(canvas), VirtualScreen.WIDTH, VirtualScreen.HEIGHT);

  CanvasSubject(int sensors) {
    crowd = new Crowd(sensors);
  }

  @Override
  public Scene scene() {
    return scene;
  }

  @Override
  public void frame(Motion motion, int number) {
    for (int i = 0; i < RoomSubject.CHANGES; i++) {
      crowd.change();
    }
    double shift = motion == Motion.STILL ? 0 : Crowd.shift(number);
    GraphicsContext to = canvas.getGraphicsContext2D();
    to.setFill(Color.WHITESMOKE);
    to.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    to.setLineWidth(2);
    for (int i = 0; i < crowd.segments.length; i++) {
      double[] segment = crowd.segments[i];
      to.setStroke(COLORS[crowd.segmentColor[i]]);
      to.strokeLine(segment[0] + shift, segment[1], segment[2] + shift, segment[3]);
    }
    for (int i = 0; i < crowd.x.length; i++) {
      to.setFill(COLORS[crowd.color[i]]);
      to.fillOval(crowd.x[i] - 3 + shift, crowd.y[i] - 3, 6, 6);
    }
  }

  @Override
  public void close() {}
}
