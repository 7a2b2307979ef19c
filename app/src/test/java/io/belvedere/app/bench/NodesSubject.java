package io.belvedere.app.bench;

import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/// A node of the scene graph for each sensor, and a path for all roads of one colour.
final class NodesSubject implements Subject {
  private final Crowd crowd;
  private final Circle[] circles;
  private final Group all = new Group();
  private final Scene scene;

  NodesSubject(int sensors) {
    crowd = new Crowd(sensors);
    Path[] roads = new Path[Crowd.COLORS];
    for (int i = 0; i < roads.length; i++) {
      roads[i] = new Path();
      roads[i].setStroke(CanvasSubject.COLORS[i]);
      roads[i].setStrokeWidth(2);
      all.getChildren().add(roads[i]);
    }
    for (int i = 0; i < crowd.segments.length; i++) {
      double[] segment = crowd.segments[i];
      roads[crowd.segmentColor[i]]
          .getElements()
          .addAll(new MoveTo(segment[0], segment[1]), new LineTo(segment[2], segment[3]));
    }
    circles = new Circle[crowd.x.length];
    for (int i = 0; i < circles.length; i++) {
      circles[i] = new Circle(crowd.x[i], crowd.y[i], 3, CanvasSubject.COLORS[crowd.color[i]]);
      all.getChildren().add(circles[i]);
    }
    scene = new Scene(new Pane(all), VirtualScreen.WIDTH, VirtualScreen.HEIGHT);
  }

  @Override
  public Scene scene() {
    return scene;
  }

  @Override
  public void frame(Motion motion, int number) {
    for (int i = 0; i < RoomSubject.CHANGES; i++) {
      int which = crowd.change();
      circles[which].setFill(CanvasSubject.COLORS[crowd.color[which]]);
    }
    all.setTranslateX(motion == Motion.STILL ? 0 : Crowd.shift(number));
  }

  @Override
  public void close() {}
}
