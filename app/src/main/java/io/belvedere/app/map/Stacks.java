package io.belvedere.app.map;

/// Has one mark stand for all whose symbols lie on each other at one place: the worst of them, with
/// their number beside it, so that nobody overlooks one.
final class Stacks {
  /// Before this zoom what is all right is not counted: dots lie on each other everywhere.
  static final double DOTS_FROM = 17;

  /// Symbols farther apart can be told from each other, logical pixels.
  private static final double TOGETHER = 10;

  private final Places places;
  private final ThingStates states;
  private final ThingMarks marks;
  private final DetailSprites sprites;

  Stacks(Places places, ThingStates states, ThingMarks marks, DetailSprites sprites) {
    this.places = places;
    this.states = states;
    this.marks = marks;
    this.sprites = sprites;
  }

  /// Once all is shown that is.
  void layOut(View view) {
    double together = TOGETHER * view.scale() / view.pixels();
    if (view.zoom() >= DOTS_FROM) {
      for (int n = 0; n < marks.stillSeen(); n++) {
        stack(marks.seen(n), together, ThingMarks.DOTS);
      }
    } else {
      // There what is raised is little of all that can be seen.
      for (int r = marks.raisedCount() - 1; r >= 0; r--) {
        stack(marks.raised(r), together, ThingMarks.QUIET);
      }
    }
  }

  private void stack(int thing, double together, byte least) {
    int place = places.placeOf(thing);
    if (place >= 0
        && marks.pass[thing] >= least
        && marks.count[thing] == null
        && places.spread(place) <= together) {
      stack(place, least);
    }
  }

  private void stack(int place, byte least) {
    int sign = -1;
    int seen = 0;
    for (int n = 0; n < places.count(place); n++) {
      int thing = places.thing(place, n);
      if (marks.pass[thing] >= least) {
        seen++;
        sign = sign < 0 || isWorse(thing, sign) ? thing : sign;
      }
    }
    if (seen < 2) {
      return;
    }
    Doubt doubt = null;
    for (int n = 0; n < places.count(place); n++) {
      int thing = places.thing(place, n);
      doubt = doubt == null ? states.doubt(thing) : doubt;
      if (thing != sign && marks.pass[thing] != ThingMarks.HIDDEN) {
        marks.cover(thing);
      }
    }
    marks.count(sign, sprites.count(places.count(place)));
    if (doubt != null && marks.sprite[sign] != sprites.doubt(doubt)) {
      marks.doubt[sign] = sprites.doubt(doubt);
    }
  }

  /// Of equally bad ones the one that can be believed least: a place of which a part is silent is
  /// not all right.
  private boolean isWorse(int thing, int than) {
    return marks.pass[thing] > marks.pass[than]
        || (marks.pass[thing] == marks.pass[than]
            && states.liveness(thing).compareTo(states.liveness(than)) > 0);
  }
}
