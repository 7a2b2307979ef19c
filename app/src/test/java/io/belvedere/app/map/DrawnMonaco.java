package io.belvedere.app.map;

import io.belvedere.app.look.Theme;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.LayerSettings;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.city.CityMap;

/// A picture of a map as it is drawn of an instant, without a toolkit.
final class DrawnMonaco {
  private DrawnMonaco() {}

  static MapPicture of(CityMap map, InstantOnScreen instant) {
    Camera camera = new Camera(0.5, 0.5, 15, 800, 600).fitting(map.bounds(), 0);
    return of(map, instant, View.of(camera, 1));
  }

  static MapPicture of(CityMap map, InstantOnScreen instant, View view) {
    MapPicture picture = new MapPicture(map, new BaseMap(new BaseMapWorker(map)));
    picture.draw(instant, shot(view, LayerSettings.INITIAL, instant.mode(), /* resting= */ false));
    return picture;
  }

  /// By day, known, real, with nothing picked.
  static Shot shot(View view, LayerSettings layers, Mode mode, boolean resting) {
    return new Shot(
        view,
        Theme.LIGHT,
        layers,
        mode,
        true,
        false,
        false,
        false,
        false,
        Selected.NOTHING,
        Selected.NOTHING,
        resting);
  }
}
