package io.belvedere.app;

import io.belvedere.app.frame.Toolkit;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.time.Clock;
import java.util.List;
import picocli.CommandLine;

/// The control room as the command line opens it, in a window and on a Kafka, for who looks at it
/// from within.
public final class OpenedRoom implements AutoCloseable {
  private final City city;

  private OpenedRoom(City city) {
    this.city = city;
  }

  /// Returns when the window is there; the city may still come up.
  public static OpenedRoom open(Clock clock, String... args) throws Exception {
    var options = new Options();
    new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
    Toolkit.start();
    City city = City.open(options, clock);
    var window = new Window(options, city, clock);
    Thread.ofPlatform().daemon().name("window").start(window::runUntilClosed);
    while (Screen.on(() -> javafx.stage.Window.getWindows().isEmpty())) {
      Thread.onSpinWait();
    }
    return new OpenedRoom(city);
  }

  public List<LiveDistrict> districts() {
    return city.districts();
  }

  @Override
  public void close() {
    city.close();
  }
}
