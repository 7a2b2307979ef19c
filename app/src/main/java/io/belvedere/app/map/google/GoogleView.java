package io.belvedere.app.map.google;

import com.lynden.gmapsfx.GoogleMapView;
import com.lynden.gmapsfx.javascript.JavascriptObject;
import com.lynden.gmapsfx.javascript.JavascriptRuntime;
import com.lynden.gmapsfx.javascript.object.GoogleMap;
import com.lynden.gmapsfx.javascript.object.LatLong;
import com.lynden.gmapsfx.javascript.object.MapOptions;
import java.net.URI;
import javafx.concurrent.Worker;
import javafx.scene.layout.Region;
import netscape.javascript.JSObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// GMapsFX's view on a page of ours. On theirs the API is a blocking script: where it is refused,
/// an exception ends on the JavaFX thread, and where nothing answers, nothing is told at all. Ours
/// loads it aside and tells how that went by alerts, which are one of [Word].
///
/// The camera moves through the page and not through GMapsFX's objects: each `LatLong` becomes a
/// variable on the page and an entry of a static map, and neither ever goes.
final class GoogleView extends GoogleMapView implements WebMap {
  private static final Logger log = LoggerFactory.getLogger(GoogleView.class);

  private final Listener listener;
  private @Nullable GoogleMap google;
  private boolean closed;

  /// What the page says.
  private enum Word {
    LOADED,
    READY,
    UNREACHABLE,
    KEY_REFUSED
  }

  GoogleView(URI api, GoogleKey key, Listener listener) {
    this.listener = listener;
    webview.setFocusTraversable(false);
    webview.setContextMenuEnabled(false);
    webengine.setOnAlert(alert -> hear(alert.getData()));
    webengine
        .getLoadWorker()
        .stateProperty()
        .subscribe(
            state -> {
              if (state == Worker.State.SUCCEEDED && !closed) {
                run(() -> page().call("loadMaps", address(api, key)));
              } else if (state == Worker.State.FAILED) {
                listener.failed(Trouble.BROKEN);
              }
            });
  }

  /// Asked by the constructor above this one.
  @Override
  protected String getHtmlFile(boolean debug) {
    return "ground.html";
  }

  @Override
  public Region region() {
    return this;
  }

  @Override
  public void look(Place place) {
    GoogleMap shown = google;
    if (shown != null) {
      run(() -> page().call("look", shown.getJSObject(), place.lat(), place.lon(), place.level()));
    }
  }

  /// Loads the page anew, without the API: what it still waits for is let go, and so is what
  /// GMapsFX keeps in static fields.
  @Override
  public void close() {
    closed = true;
    google = null;
    map = null;
    Peers.forget();
    if (JavascriptRuntime.engine == webengine) {
      JavascriptRuntime.setDefaultWebEngine(null);
    }
    webview.getEngine().reload();
  }

  /// GMapsFX's Java objects of what is on a page.
  private static final class Peers extends JavascriptObject {
    static void forget() {
      peerRegistry.clear();
    }
  }

  static String address(URI api, GoogleKey key) {
    return api + "?key=" + key.escaped() + "&v=quarterly&callback=mapsLoaded";
  }

  private void hear(String said) {
    for (Word word : Word.values()) {
      if (word.name().equals(said)) {
        take(word);
      }
    }
  }

  private void take(Word word) {
    switch (word) {
      case LOADED -> run(this::open);
      case READY -> listener.ready();
      case UNREACHABLE -> listener.failed(Trouble.UNREACHABLE);
      case KEY_REFUSED -> listener.failed(Trouble.KEY_REFUSED);
    }
  }

  private void open() {
    setInitialized(true);
    Place start = listener.start();
    var options =
        new MapOptions()
            .center(new LatLong(start.lat(), start.lon()))
            .zoom(start.level())
            .mapTypeControl(false)
            .overviewMapControl(false)
            .panControl(false)
            .rotateControl(false)
            .scaleControl(false)
            .streetViewControl(false)
            .zoomControl(false);
    GoogleMap opened = internal_createMap(options);
    google = opened;
    map = opened;
    page().call("watch", opened.getJSObject());
  }

  @SuppressWarnings("removal") // from the JDK only: JavaFX brings it along
  private JSObject page() {
    return (JSObject) webengine.executeScript("window");
  }

  /// Whatever a page's script does wrong costs the page alone. Its message is not written down: it
  /// may hold the address, and that holds the key.
  private void run(Runnable script) {
    try {
      script.run();
    } catch (RuntimeException e) {
      log.warn("The page with Google's map failed with a {}.", e.getClass().getSimpleName());
      listener.failed(Trouble.BROKEN);
    }
  }
}
