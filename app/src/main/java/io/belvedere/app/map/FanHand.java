package io.belvedere.app.map;

import io.belvedere.app.session.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyEvent;

/// What pointer and keys do with the things of one place: a click on their mark spreads them, each
/// can be picked then; a click elsewhere, Esc or another zoom folds them. JavaFX thread only.
final class FanHand {
  private final MapPicture picture;
  private final Picker picker;
  private final Selection selection;

  /// Which of the things the keys have come to; -1 for none.
  private int cursor = -1;

  FanHand(MapPicture picture, Picker picker, Selection selection) {
    this.picture = picture;
    this.picker = picker;
    this.selection = selection;
  }

  boolean isOpen() {
    return picture.details().fan() != null;
  }

  /// @return whether there was something to fold
  boolean fold() {
    boolean wasOpen = isOpen();
    cursor = -1;
    if (wasOpen) {
      picture.details().setFan(null);
    }
    return wasOpen;
  }

  /// @param x device pixels
  /// @return whether the click was meant for it
  boolean click(View view, double x, double y) {
    Optional<FanMark> mark = picker.inFan(view, x, y);
    if (mark.isPresent()) {
      select(mark.get().thing());
      return true;
    }
    fold();
    int thing = picker.cluster(x, y).isPresent() ? -1 : picker.thing(view, x, y);
    return thing >= 0 && picture.marks().count[thing] != null && open(view, thing);
  }

  /// Spreads what stands at the place of a thing, if others do.
  ///
  /// @return whether they do
  boolean open(View view, int thing) {
    ThingStates states = picture.states();
    int place = picture.places().placeOf(thing);
    if (place < 0) {
      return false;
    }
    List<Integer> things = new ArrayList<>();
    for (int each : picture.places().things(place)) {
      things.add(each);
    }
    things.sort(
        Comparator.comparing(states::severity)
            .thenComparing(states::liveness)
            .reversed()
            .thenComparing(each -> states.table.things[each].name()));
    cursor = -1;
    picture
        .details()
        .setFan(Fan.around(states.table, things, states.x[thing], states.y[thing], view));
    return true;
  }

  /// Puts the keys on the first of them.
  void pointAtFirst() {
    cursor = 0;
  }

  /// Takes the keys off them.
  void pointAtNone() {
    cursor = -1;
  }

  /// Up, Down and Tab go from one to the next, Enter selects.
  ///
  /// @return whether the key was meant for it
  boolean key(KeyEvent event) {
    Fan fan = picture.details().fan();
    if (fan == null) {
      return false;
    }
    int count = fan.things().size();
    switch (event.getCode()) {
      case DOWN -> cursor = (cursor + 1) % count;
      case UP -> cursor = (Math.max(cursor, 0) + count - 1) % count;
      case TAB ->
          cursor =
              event.isShiftDown()
                  ? (Math.max(cursor, 0) + count - 1) % count
                  : (cursor + 1) % count;
      case ENTER -> {
        if (cursor < 0) {
          return false;
        }
        select(fan.things().get(cursor));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /// The one that the keys have come to, where it stands on the last frame.
  Optional<FanMark> pointed() {
    List<FanMark> fanned = picture.details().fanned();
    return cursor >= 0 && cursor < fanned.size()
        ? Optional.of(fanned.get(cursor))
        : Optional.empty();
  }

  private void select(int thing) {
    selection.select(picker.what(thing));
  }
}
