package io.belvedere.app.map;

import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import java.util.ArrayList;
import java.util.List;

/// Puts the things of a fan on the picture, on top of all marks, with thin legs to their place.
final class FanLayout {
  private static final double LEG = 1.2;
  private static final double EDGE = 3.2;
  private static final double FOOT = 6;

  private final MarkLayout layout;
  private final Details details;

  FanLayout(MarkLayout layout, Details details) {
    this.layout = layout;
    this.details = details;
  }

  /// Instead of where they stand.
  List<FanMark> layOut(Fan fan, View view, Theme theme, List<OnScreen> districts) {
    int x = view.pixelX(fan.x());
    int y = view.pixelY(fan.y());
    List<FanMark> spread = new ArrayList<>();
    for (int i = 0; i < fan.things().size(); i++) {
      spread.add(new FanMark(fan.things().get(i), fan.screenX(view, i), fan.screenY(view, i)));
    }
    int edge = Token.RAISED.argb(theme);
    int ink = Token.TEXT.argb(theme);
    for (FanMark mark : spread) {
      leg(x, y, mark, EDGE * view.scale(), edge);
    }
    foot(x, y, (FOOT + 2) * view.scale(), edge);
    for (FanMark mark : spread) {
      leg(x, y, mark, LEG * view.scale(), ink);
    }
    foot(x, y, FOOT * view.scale(), ink);
    for (FanMark mark : spread) {
      Sprite sprite = layout.inFan(mark.thing(), districts);
      details.putAbove(new Detail.Sign(sprite, mark.x(), mark.y()));
      Sprite doubt = layout.doubt(mark.thing());
      if (doubt != null) {
        details.putAbove(
            new Detail.Sign(
                doubt,
                mark.x() - ThingMarks.beside(sprite, doubt),
                mark.y() - ThingMarks.above(sprite, doubt)));
      }
      Sprite age = layout.age(mark.thing(), districts);
      if (age != null) {
        int below = mark.y() + ThingMarks.below(sprite, age);
        details.putAbove(new Detail.Sign(age, mark.x(), below));
      }
    }
    return List.copyOf(spread);
  }

  private void leg(int x, int y, FanMark to, double thickness, int argb) {
    details.putAbove(new Detail.Line(x, y, to.x(), to.y(), thickness, 0, argb));
  }

  private void foot(int x, int y, double diameter, int argb) {
    details.putAbove(new Detail.Line(x, y, x, y, diameter, 0, argb));
  }
}
