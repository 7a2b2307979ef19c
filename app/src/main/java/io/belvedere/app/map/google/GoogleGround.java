package io.belvedere.app.map.google;

import io.belvedere.app.map.Underlay;
import io.belvedere.ingest.time.Clock;
import java.net.URI;
import java.util.Optional;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One attempt to have Google's map as the ground: it is loading, then it is there or has failed,
/// and even if it was there it may still fail. What has failed stays so.
public final class GoogleGround implements Underlay {
  /// Who waits longer for a map than this has none. Nanoseconds.
  static final long PATIENCE = 8_000_000_000L;

  private static final URI API = URI.create("https://maps.googleapis.com/maps/api/js");
  private static final Logger log = LoggerFactory.getLogger(GoogleGround.class);

  private final Clock clock;
  private final long started;
  private final StackPane region = new StackPane();
  private @Nullable WebMap map;
  private @Nullable Trouble trouble;
  private boolean ready;
  private WebMap.Place wanted = new WebMap.Place(0, 0, 1);
  private WebMap.@Nullable Place shown;

  private GoogleGround(Clock clock) {
    this.clock = clock;
    this.started = clock.ticks();
  }

  /// Begins to load.
  public static GoogleGround open(Clock clock, Optional<GoogleKey> key) {
    return open(clock, key, (k, listener) -> new GoogleView(API, k, listener));
  }

  static GoogleGround open(Clock clock, Optional<GoogleKey> key, WebMap.Factory maps) {
    var ground = new GoogleGround(clock);
    if (key.isEmpty()) {
      ground.fail(Trouble.NO_KEY);
    } else if (!key.get().isWellFormed()) {
      ground.fail(Trouble.NO_SUCH_KEY);
    } else {
      ground.load(key.get(), maps);
    }
    return ground;
  }

  private void load(GoogleKey key, WebMap.Factory maps) {
    try {
      WebMap opened = maps.open(key, new FromPage());
      map = opened;
      region.getChildren().add(opened.region());
    } catch (LinkageError e) {
      log.warn("There is no web view for Google's map.", e);
      fail(Trouble.NO_WEB_VIEW);
    }
  }

  @Override
  public Region region() {
    return region;
  }

  @Override
  public boolean look(double lon, double lat, double zoom) {
    wanted = new WebMap.Place(lat, lon, (int) Math.rint(zoom));
    if (trouble == null && !ready && clock.ticks() - started >= PATIENCE) {
      fail(Trouble.SILENT);
    }
    WebMap current = map;
    if (current == null) {
      return false;
    }
    if (trouble != null) {
      close();
      return false;
    }
    if (!ready || zoom != wanted.level()) {
      return false;
    }
    if (!wanted.equals(shown)) {
      current.look(wanted);
      shown = wanted;
    }
    // A script that fails tells so at once.
    return trouble == null;
  }

  @Override
  public boolean isReady() {
    return ready && trouble == null;
  }

  @Override
  public String trouble() {
    return trouble == null ? "" : trouble.sentence();
  }

  @Override
  public void close() {
    WebMap current = map;
    map = null;
    region.getChildren().clear();
    if (current != null) {
      current.close();
    }
  }

  private void fail(Trouble first) {
    if (trouble == null) {
      trouble = first;
      log.info("Google's map is not the ground: {}", first);
    }
  }

  /// What fails here is closed at the next pulse, when the page's script has ended.
  private final class FromPage implements WebMap.Listener {
    @Override
    public WebMap.Place start() {
      return wanted;
    }

    @Override
    public void ready() {
      ready = true;
    }

    @Override
    public void failed(Trouble first) {
      fail(first);
    }
  }
}
