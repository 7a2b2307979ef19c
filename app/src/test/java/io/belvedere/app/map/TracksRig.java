package io.belvedere.app.map;

import io.belvedere.app.look.Theme;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.LayerSettings;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import java.util.List;

/// A map without a window on which one vehicle drives; the history answers at once.
final class TracksRig {
  final MapPicture picture =
      new MapPicture(CrowdedMonaco.MAP, new BaseMap(new BaseMapWorker(CrowdedMonaco.MAP)));
  final Tracks tracks = new Tracks(picture, Runnable::run);
  private final OneVehicle vehicle;

  TracksRig(OneVehicle vehicle) {
    this.vehicle = vehicle;
  }

  /// Shows an instant until all that is asked of it is answered.
  ///
  /// @return what is drawn below the symbols
  List<Detail> show(long instant, Mode mode, Selected selected) {
    InstantOnScreen onScreen = vehicle.show(instant, mode);
    for (int frame = 0; frame < 3; frame++) {
      picture.draw(onScreen, shot(mode, selected));
      tracks.show(onScreen, selected);
    }
    return picture.details().below();
  }

  private static Shot shot(Mode mode, Selected selected) {
    return new Shot(
        OneVehicle.view(),
        Theme.LIGHT,
        LayerSettings.INITIAL,
        mode,
        true,
        false,
        false,
        false,
        false,
        selected,
        Selected.NOTHING,
        false);
  }
}
