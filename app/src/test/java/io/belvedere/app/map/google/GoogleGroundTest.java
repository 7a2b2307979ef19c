package io.belvedere.app.map.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleGroundTest {
  private final ManualClock clock = new ManualClock(System.identityHashCode(this) * 1_000_003L);
  private final FakeMap map = new FakeMap();

  /// A page that does what the test says.
  @SuppressWarnings("NullAway.Init") // the listener comes when it is opened
  private static final class FakeMap implements WebMap {
    final List<Place> looks = new ArrayList<>();
    Listener page;
    boolean closed;

    WebMap open(GoogleKey key, Listener listener) {
      page = listener;
      return this;
    }

    @Override
    public Region region() {
      return new Region();
    }

    @Override
    public void look(Place place) {
      looks.add(place);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private GoogleGround open() {
    return GoogleGround.open(clock, Optional.of(MapsStub.KEY), map::open);
  }

  private static boolean look(GoogleGround ground) {
    return ground.look(7.42, 43.73, 15);
  }

  @Test
  void groundIsNotSeenBeforeItIsReady() {
    var ground = open();
    assertThat(look(ground)).isFalse();
    assertThat(map.page.start()).isEqualTo(new WebMap.Place(43.73, 7.42, 15));
    map.page.ready();
    assertThat(look(ground)).isTrue();
    assertThat(ground.isReady()).isTrue();
    assertThat(ground.trouble()).isEmpty();
  }

  @Test
  void groundFollowsTheCameraAndIsToldNothingTwice() {
    var ground = open();
    map.page.ready();
    look(ground);
    look(ground);
    ground.look(7.43, 43.74, 16);
    assertThat(map.looks)
        .containsExactly(new WebMap.Place(43.73, 7.42, 15), new WebMap.Place(43.74, 7.43, 16));
  }

  @Test
  void groundIsNotSeenBetweenTwoLevels() {
    var ground = open();
    map.page.ready();
    assertThat(ground.look(7.42, 43.73, 15.25)).isFalse();
    assertThat(map.looks).isEmpty();
    assertThat(ground.isReady()).isTrue();
  }

  @Test
  void eightSecondsOfSilenceAreEnough() {
    var ground = open();
    clock.advance(Duration.ofNanos(GoogleGround.PATIENCE - 1));
    look(ground);
    assertThat(ground.trouble()).isEmpty();
    clock.advance(Duration.ofNanos(1));
    assertThat(look(ground)).isFalse();
    assertThat(ground.trouble()).isEqualTo(Trouble.SILENT.sentence());
    assertThat(map.closed).isTrue();
  }

  @Test
  void groundThatCameTooLateStaysAway() {
    var ground = open();
    clock.advance(Duration.ofSeconds(8));
    look(ground);
    map.page.ready();
    assertThat(look(ground)).isFalse();
    assertThat(ground.isReady()).isFalse();
  }

  @Test
  void groundThatWasThereMayStillFailAndIsClosedOnlyWhenThePageIsDone() {
    var ground = open();
    map.page.ready();
    look(ground);
    clock.advance(Duration.ofMinutes(5));
    map.page.failed(Trouble.KEY_REFUSED);
    assertThat(map.closed).isFalse();
    assertThat(look(ground)).isFalse();
    assertThat(map.closed).isTrue();
    assertThat(ground.region().getChildrenUnmodifiable()).isEmpty();
    assertThat(ground.trouble()).isEqualTo(Trouble.KEY_REFUSED.sentence());
  }

  @Test
  void firstTroubleIsTheOneThatIsTold() {
    var ground = open();
    map.page.failed(Trouble.UNREACHABLE);
    map.page.failed(Trouble.BROKEN);
    clock.advance(Duration.ofSeconds(9));
    look(ground);
    assertThat(ground.trouble()).isEqualTo(Trouble.UNREACHABLE.sentence());
  }

  @Test
  void javaFxWithoutAWebViewIsTold() {
    var ground =
        GoogleGround.open(
            clock,
            Optional.of(MapsStub.KEY),
            (key, listener) -> {
              throw new NoClassDefFoundError("javafx/scene/web/WebView");
            });
    assertThat(look(ground)).isFalse();
    assertThat(ground.trouble()).isEqualTo(Trouble.NO_WEB_VIEW.sentence());
  }

  @Test
  void withoutAKeyNothingIsOpened() {
    var ground = GoogleGround.open(clock, Optional.empty(), map::open);
    assertThat(look(ground)).isFalse();
    assertThat(ground.trouble()).isEqualTo(Trouble.NO_KEY.sentence());
    assertThat(map.page).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "YOUR_API_KEY",
        "AIza-of_nobody",
        "AIza-of_nobody000000000000000000000000');alert('",
        "AIza of_nobody0000000000000000000000000",
        "AIza-of_nobody00000000000000000000000&x"
      })
  void whatIsNotShapedAsAKeyGoesNowhere(String text) {
    var ground = GoogleGround.open(clock, Optional.of(new GoogleKey(text)), map::open);
    assertThat(ground.trouble()).isEqualTo(Trouble.NO_SUCH_KEY.sentence()).doesNotContain(text);
    assertThat(map.page).isNull();
  }

  @Test
  void keyIsWrittenToTheSettingsAndNowhereElse() {
    var choice = new GoogleChoice(true, Optional.of(MapsStub.KEY));
    assertThat(choice.toString()).doesNotContain(MapsStub.KEY.text());
    var settings = new Properties();
    choice.writeTo(settings);
    assertThat(settings).containsEntry("google-key", MapsStub.KEY.text());
    assertThat(GoogleChoice.readFrom(settings)).isEqualTo(choice);
    assertThat(GoogleChoice.readFrom(new Properties())).isEqualTo(GoogleChoice.INITIAL);
  }

  @Test
  void keyIsEscapedInTheAddress() {
    assertThat(new GoogleKey("a&b='c\"+d").escaped()).isEqualTo("a%26b%3D%27c%22%2Bd");
  }
}
