package io.belvedere.app.map.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.belvedere.app.PanePicture;
import io.belvedere.app.look.StyleSheets;
import io.belvedere.app.look.Theme;
import io.belvedere.app.map.CrowdedMonaco;
import io.belvedere.app.map.MapPane;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.web.WebView;
import javafx.stage.Stage;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The ground under a map in a window, with the real web view and the real GMapsFX.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // fields are set before each test
class GoogleMapTest {
  private final CrowdedMonaco monaco = new CrowdedMonaco(300);
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level levelBefore = root.getLevel();
  private final Appender<ILoggingEvent> console = root.getAppender("err");
  private MapPane pane;
  private Scene scene;
  private GoogleGround ground;

  @Start
  void start(Stage stage) {
    pane = new MapPane(CrowdedMonaco.MAP, Theme.LIGHT, new Selection(), monaco.clock);
    scene = new Scene(pane, 640, 480);
    StyleSheets.apply(scene, Theme.LIGHT);
    stage.setScene(scene);
    stage.show();
  }

  @BeforeEach
  void writeDownAll() {
    root.setLevel(Level.TRACE);
    written.start();
    root.addAppender(written);
    root.detachAppender(console);
  }

  @AfterEach
  void close() {
    run(() -> pane.close());
    root.detachAppender(written);
    root.addAppender(console);
    root.setLevel(levelBefore);
    assertThat(written.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains(MapsStub.KEY.text()));
  }

  @Test
  void groundIsGooglesOnceItIsThereAndOursUntilThen() throws IOException {
    try (var stub = MapsStub.serving()) {
      lay(stub);
      assertThat(isGooglesSeen()).isFalse();
      awaitGoogles();
      assertThat(note()).isEmpty();
      assertThat(script("stub.query.key")).isEqualTo(MapsStub.KEY.text());
      assertThat(script("stub.map.markers.length")).isEqualTo(0);
    }
  }

  @Test
  void groundFollowsTheCamera(FxRobot robot) throws IOException {
    try (var stub = MapsStub.serving()) {
      lay(stub);
      awaitGoogles();
      run(() -> pane.flyTo(7.4197, 43.7350, 17));
      patiently().until(() -> show() && number("stub.map.getZoom()") == 17);
      awaitGoogles();
      assertThat(number("stub.map.getCenter().lng()")).isCloseTo(7.4197, within(1e-9));
      assertThat(number("stub.map.getCenter().lat()")).isCloseTo(43.7350, within(1e-9));

      robot.moveTo(pane);
      robot.drag(MouseButton.PRIMARY).moveBy(60, 25).drop();
      patiently().until(() -> show() && number("stub.map.getCenter().lng()") < 7.4197);
      double degrees = 360 / (256 * Math.pow(2, 17));
      assertThat(number("stub.map.getCenter().lng()"))
          .isCloseTo(7.4197 - 60 * degrees, within(4 * degrees));
      assertThat(isGooglesSeen()).isTrue();
    }
  }

  @Test
  void halfALevelBecomesAWholeOne(FxRobot robot) throws IOException {
    try (var stub = MapsStub.serving()) {
      lay(stub);
      awaitGoogles();
      double before = number("stub.map.getZoom()");
      run(() -> pane.requestFocus());
      robot.type(KeyCode.EQUALS);
      patiently().until(() -> show() && number("stub.map.getZoom()") != before);
      assertThat(number("stub.map.getZoom()")).isEqualTo(before + 1);
      awaitGoogles();
    }
  }

  @Test
  void groundOfAReplayIsOurs() throws IOException {
    try (var stub = MapsStub.serving()) {
      lay(stub);
      awaitGoogles();
      run(() -> pane.show(monaco.show(Mode.REPLAY)));
      assertThat(isGooglesSeen()).isFalse();
      assertThat(note()).isEmpty();
    }
  }

  @Test
  void refusedConnectionIsToldAndTheMapIsOurs() throws IOException {
    try (var stub = MapsStub.closed()) {
      lay(stub);
      awaitRefusal();
      requireOurs(refusal());
    }
  }

  @Test
  void silenceIsToldAfterEightSecondsAndTheMapIsOurs() throws IOException {
    try (var stub = MapsStub.silent()) {
      lay(stub);
      show();
      assertThat(note()).isEmpty();
      monaco.clock.advance(Duration.ofSeconds(8));
      show();
      requireOurs(Trouble.SILENT);
    }
  }

  @Test
  void refusedKeyIsToldAndTheMapIsOurs() throws IOException {
    try (var stub = MapsStub.refusingKeys()) {
      lay(stub);
      patiently().until(() -> show() && !note().isEmpty());
      requireOurs(Trouble.KEY_REFUSED);
    }
  }

  @Test
  void whatHasFailedWorksWhenItIsSwitchedOnAgain() throws IOException {
    try (var closed = MapsStub.closed();
        var stub = MapsStub.serving()) {
      lay(closed);
      awaitRefusal();
      lay(stub);
      awaitGoogles();
      assertThat(note()).isEmpty();
    }
  }

  @Test
  void groundThatIsSwitchedOffLeavesNothingBehind() throws IOException {
    try (var stub = MapsStub.serving()) {
      lay(stub);
      awaitGoogles();
      var page = new WeakReference<>(fx(() -> scene.lookup(".web-view")));
      run(
          () -> {
            pane.setUnderlay(null);
            ground = stub.ground(monaco.clock);
            ground.close();
          });
      patiently()
          .until(
              () -> {
                System.gc();
                return page.get() == null;
              });
    }
  }

  /// JavaFX's web view forgets one refused connection in fifty; the eight seconds are for that too.
  private void awaitRefusal() {
    try {
      await().atMost(Duration.ofSeconds(5)).until(() -> show() && !note().isEmpty());
    } catch (ConditionTimeoutException e) {
      monaco.clock.advance(Duration.ofSeconds(8));
      show();
    }
  }

  private Trouble refusal() {
    return note().equals(Trouble.SILENT.sentence()) ? Trouble.SILENT : Trouble.UNREACHABLE;
  }

  private void requireOurs(Trouble trouble) throws IOException {
    assertThat(note()).isEqualTo(trouble.sentence());
    patiently().until(() -> show() && fx(() -> pane.isSettled()));
    assertThat(isGooglesSeen()).isFalse();
    assertThat(fx(() -> ground.region().getChildrenUnmodifiable().isEmpty())).isTrue();
    fx(() -> PanePicture.take(scene, "google-" + trouble.name().toLowerCase(Locale.ROOT)));
  }

  private void lay(MapsStub stub) {
    run(
        () -> {
          pane.setUnderlay(null);
          ground = stub.ground(monaco.clock);
          pane.setUnderlay(ground);
          pane.show(monaco.show(Mode.LIVE));
        });
  }

  private void awaitGoogles() {
    patiently().until(() -> show() && isGooglesSeen());
  }

  /// A pulse; the clock stands as long as the ground is waited for.
  private boolean show() {
    return fx(
        () -> {
          if (ground.isReady() || !ground.trouble().isEmpty()) {
            monaco.clock.advance(Duration.ofMillis(400));
          }
          pane.show(monaco.show(Mode.LIVE));
          return true;
        });
  }

  /// Whether most of the picture is of the stub's colour.
  private boolean isGooglesSeen() {
    return fx(
        () -> {
          var picture = PanePicture.take(scene, "google");
          int seen = 0;
          int all = 0;
          for (int y = 0; y < picture.height(); y += 5) {
            for (int x = 0; x < picture.width(); x += 5) {
              all++;
              seen += picture.argb(x, y) == MapsStub.COLOR ? 1 : 0;
            }
          }
          return seen * 2 > all;
        });
  }

  private String note() {
    return fx(() -> ((Label) scene.getRoot().lookup(".map-ground-note")).getText());
  }

  private double number(String expression) {
    return ((Number) script(expression)).doubleValue();
  }

  private Object script(String expression) {
    return fx(() -> ((WebView) scene.lookup(".web-view")).getEngine().executeScript(expression));
  }

  /// Longer than a busy machine takes.
  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(60));
  }

  private static void run(Runnable task) {
    WaitForAsyncUtils.waitForAsyncFx(20_000, task);
  }

  private static <T> T fx(Callable<T> task) {
    try {
      return WaitForAsyncUtils.waitForAsyncFx(20_000, task);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof IOException io) {
        throw new UncheckedIOException(io);
      }
      throw e;
    }
  }
}
