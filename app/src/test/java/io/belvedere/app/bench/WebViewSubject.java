package io.belvedere.app.bench;

import com.lynden.gmapsfx.GoogleMapView;
import com.lynden.gmapsfx.javascript.object.GoogleMap;
import com.lynden.gmapsfx.javascript.object.LatLong;
import com.lynden.gmapsfx.javascript.object.MapOptions;
import com.lynden.gmapsfx.javascript.object.Marker;
import com.lynden.gmapsfx.javascript.object.MarkerOptions;
import io.belvedere.app.map.CrowdedMonaco;
import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/// A marker of GMapsFX for each sensor, in a web view; without any roads. The maps API is the stub,
/// on the page itself: what Google's does on top is not measured.
final class WebViewSubject implements Subject {
  private static final int ZOOM = 16;
  private static final double SIDE = 256 * Math.pow(2, ZOOM);

  /// By when the page must be there, nanoseconds.
  private static final long LOADED = 60_000_000_000L;

  private final Clock clock = Clock.system();
  private final long begun = clock.ticks();
  private final Crowd crowd;
  private final double left;
  private final double top;
  private final GoogleMapView view = new GoogleMapView("/io/belvedere/app/bench/webview.html");
  private final Scene scene = new Scene(view, VirtualScreen.WIDTH, VirtualScreen.HEIGHT);
  private final List<Marker> markers = new ArrayList<>();
  private @Nullable GoogleMap map;

  WebViewSubject(int sensors) {
    crowd = new Crowd(sensors);
    var bounds = CrowdedMonaco.MAP.bounds();
    left = Mercator.x(bounds.west()) * SIDE;
    top = Mercator.y(bounds.north()) * SIDE;
    view.addMapInializedListener(this::fill);
  }

  private void fill() {
    GoogleMap filled =
        view.createMap(new MapOptions().center(middle(0)).zoom(ZOOM).mapTypeControl(false));
    for (int i = 0; i < crowd.x.length; i++) {
      var marker = new Marker(new MarkerOptions().position(at(crowd.x[i], crowd.y[i])));
      filled.addMarker(marker);
      markers.add(marker);
    }
    map = filled;
  }

  /// The middle of the picture when it is shifted to the right.
  private LatLong middle(double shift) {
    return at(VirtualScreen.WIDTH / 2.0 - shift, VirtualScreen.HEIGHT / 2.0);
  }

  private LatLong at(double x, double y) {
    return new LatLong(Mercator.lat((top + y) / SIDE), Mercator.lon((left + x) / SIDE));
  }

  @Override
  public Scene scene() {
    return scene;
  }

  @Override
  public boolean isReady() {
    return map != null;
  }

  @Override
  public void frame(Motion motion, int number) {
    GoogleMap shown = map;
    if (shown == null) {
      if (clock.ticks() - begun > LOADED) {
        throw new IllegalStateException("The web view has not loaded its page.");
      }
      return;
    }
    for (int i = 0; i < RoomSubject.CHANGES; i++) {
      int which = crowd.change();
      markers.get(which).setVisible(crowd.color[which] != 0);
    }
    if (motion != Motion.STILL) {
      shown.setCenter(middle(Crowd.shift(number)));
    }
  }

  @Override
  public void close() {}
}
