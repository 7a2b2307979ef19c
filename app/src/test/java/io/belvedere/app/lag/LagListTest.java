package io.belvedere.app.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FakeDistrict;
import io.belvedere.app.FloodStory;
import io.belvedere.app.MadeLag;
import io.belvedere.app.PanePicture;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Mode;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.lag.LagStatus;
import io.belvedere.ingest.lag.Margin;
import io.belvedere.ingest.lag.Margin.How;
import io.belvedere.ingest.lag.PartitionLag;
import io.belvedere.ingest.lag.Trend;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Reality;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import javafx.collections.ListChangeListener;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Ten districts of twelve partitions, read and walked by keyboard.
@ExtendWith(ApplicationExtension.class)
class LagListTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Monaco");

  private final ManualClock clock = new ManualClock(FloodStory.NOW);
  private final List<FakeDistrict> districts = new ArrayList<>();
  private Mode mode = Mode.LIVE;

  @ParameterizedTest
  @EnumSource(Theme.class)
  void tenDistrictsOfTwelvePartitionsCanBeRead(Theme theme) {
    tenDistricts();
    Opened opened = open(theme, Runnable::run);
    assertThat(keys(opened)).hasSize(10).startsWith("d3", "d7", "d5");
    press(opened, KeyCode.ENTER);
    assertThat(keys(opened)).hasSize(22).startsWith("d3", "d3/4", "d3/0");
    picture(opened, "lag-ten-" + theme);
    assertThat(cut(opened)).isEmpty();

    mode = Mode.REPLAY;
    clock.advance(Duration.ofSeconds(12));
    pulse(opened);
    picture(opened, "lag-replay-" + theme);
    assertThat(words(opened, ".lag-notice"))
        .isEqualTo("The feed as it is now, and not at 14:40:12.");
    assertThat(cut(opened)).isEmpty();
  }

  @Test
  void upDownAndEnterAreEnough() {
    tenDistricts();
    Opened opened = open(Theme.LIGHT, Runnable::run);
    assertThat(words(opened, "#lag-title")).as("the worst, at first").isEqualTo("Monaco: STALL");
    press(opened, KeyCode.ENTER);
    press(opened, KeyCode.DOWN);
    assertThat(words(opened, "#lag-title")).isEqualTo("Monaco, partition 4: STALL");
    assertThat(words(opened, "#lag-reason")).isEqualTo("Because of partition 4.");
    press(opened, KeyCode.UP);
    press(opened, KeyCode.ENTER);
    assertThat(keys(opened)).hasSize(10);
    assertThat(words(opened, "#lag-title")).isEqualTo("Monaco: STALL");
  }

  @Test
  void whatIsSelectedStaysSoWhereverItsRowGoes() {
    tenDistricts();
    Opened opened = open(Theme.LIGHT, Runnable::run);
    press(opened, KeyCode.DOWN);
    assertThat(selected(opened)).isEqualTo("d7");
    districts.get(7).setLag(twelve(0));
    districts.get(9).setLag(stalled());
    pulse(opened);
    assertThat(keys(opened)).startsWith("d3", "d9", "d5", "d0");
    assertThat(selected(opened)).isEqualTo("d7");
    assertThat(words(opened, "#lag-title")).isEqualTo("Monaco: OK");
  }

  @Test
  void aPartitionThatIsPutAwayLeavesTheSelectionToItsDistrict() {
    tenDistricts();
    Opened opened = open(Theme.LIGHT, Runnable::run);
    press(opened, KeyCode.ENTER);
    press(opened, KeyCode.DOWN);
    assertThat(selected(opened)).isEqualTo("d3/4");
    districts.get(3).setLag(LagReading.none());
    pulse(opened);
    assertThat(selected(opened)).isEqualTo("d3");
  }

  @Test
  void nothingIsDrawnWhenNothingChangesAndElseOnlyWhatDoes() {
    districts.add(district("d0", twelve(0)));
    districts.add(district("d1", twelve(0)));
    Opened opened = open(Theme.LIGHT, Runnable::run);
    List<Integer> changed = new ArrayList<>();
    WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () ->
            opened
                .list()
                .getItems()
                .addListener(
                    (ListChangeListener<LagRow>)
                        change -> {
                          while (change.next()) {
                            changed.add(change.getFrom());
                          }
                        }));
    pulse(opened);
    pulse(opened);
    assertThat(changed).isEmpty();
    districts.get(1).setLag(twelve(7));
    pulse(opened);
    assertThat(changed).containsExactly(1);
  }

  @Test
  void aListThatCannotBeWrittenSaysHowOldItIs() {
    districts.add(district("d0", twelve(0)));
    List<Runnable> waiting = new ArrayList<>();
    boolean[] stuck = {false};
    Opened opened =
        open(
            Theme.LIGHT,
            task -> {
              if (stuck[0]) {
                waiting.add(task);
              } else {
                task.run();
              }
            });
    stuck[0] = true;
    for (int i = 0; i < 7; i++) {
      pulse(opened);
    }
    assertThat(words(opened, ".lag-notice"))
        .isEqualTo("This list is of 14:40:00. It could not be brought up to date.");
    assertThat(waiting).as("one question at a time").hasSize(1);
    stuck[0] = false;
    WaitForAsyncUtils.waitForAsyncFx(5_000, () -> waiting.forEach(Runnable::run));
    pulse(opened);
    pulse(opened);
    assertThat(words(opened, ".lag-notice")).isEmpty();
  }

  private void tenDistricts() {
    for (int i = 0; i < 10; i++) {
      districts.add(district("d" + i, twelve(i == 1 ? 3 : 0)));
    }
    districts.get(3).setLag(stalled());
    districts.get(5).setLag(warned());
    List<PartitionLag> unknown = new ArrayList<>();
    IntStream.range(0, 12).mapToObj(MadeLag::unknown).forEach(unknown::add);
    districts.get(7).setLag(MadeLag.of(unknown));
  }

  private FakeDistrict district(String id, LagReading lag) {
    FakeDistrict district =
        new FakeDistrict(clock, new DistrictId(id), Reality.SIMULATED, List.of());
    district.setLag(lag);
    return district;
  }

  private LagReading twelve(long waits) {
    return with(0, LagStatus.OK, waits, MadeLag.steady(), new Margin.Unlimited());
  }

  private LagReading stalled() {
    return with(
        4,
        LagStatus.STALL,
        1_204_511,
        MadeLag.growing(20_000),
        new Margin.Left(5 * Micros.PER_MINUTE, How.AGE));
  }

  private LagReading warned() {
    return with(
        2,
        LagStatus.WARN,
        45_000,
        MadeLag.steady(),
        new Margin.Left(7 * Micros.PER_DAY - Micros.PER_HOUR, How.AGE));
  }

  /// Twelve partitions, of which one is not idle.
  private LagReading with(int which, LagStatus status, long waits, Trend trend, Margin margin) {
    List<PartitionLag> partitions = new ArrayList<>();
    for (int p = 0; p < 12; p++) {
      partitions.add(
          p == which
              ? MadeLag.partition(p, status, waits, trend, margin, clock.ticks())
              : MadeLag.idle(p, clock.ticks()));
    }
    return MadeLag.of(partitions);
  }

  private record Opened(LagPane pane, Scene scene) {
    @SuppressWarnings("unchecked")
    ListView<LagRow> list() {
      return (ListView<LagRow>) pane.lookup(".lag-list");
    }
  }

  private Opened open(Theme theme, Executor query) {
    return WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () -> {
          var pane = new LagPane(clock, () -> ZONE, new PaintMeter(clock), query);
          show(pane);
          Scene scene = PanePicture.scene(pane, 720, 960, theme);
          pane.takeKeys();
          show(pane);
          return new Opened(pane, scene);
        });
  }

  private void show(LagPane pane) {
    List<OnScreen> parts =
        districts.stream()
            .map(d -> new OnScreen(d, d.roster(), new DistrictState(), d.status(), Ground.LOADED))
            .toList();
    pane.show(
        new InstantOnScreen(
            mode, clock.now(), clock.now(), 1, parts, OptionalLong.empty(), clock.now()),
        () -> "Map: 6.2 ms a frame, drawn in full");
    pane.applyCss();
    pane.layout();
  }

  private void pulse(Opened opened) {
    clock.advance(Duration.ofMillis(500));
    WaitForAsyncUtils.waitForAsyncFx(5_000, () -> show(opened.pane()));
  }

  private void press(Opened opened, KeyCode code) {
    WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () ->
            Event.fireEvent(
                opened.list(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
    WaitForAsyncUtils.waitForAsyncFx(5_000, () -> show(opened.pane()));
  }

  private static void picture(Opened opened, String name) {
    WaitForAsyncUtils.waitForAsyncFx(20_000, () -> PanePicture.take(opened.scene(), name).width());
  }

  private static List<String> keys(Opened opened) {
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000, () -> opened.list().getItems().stream().map(LagRow::key).toList());
  }

  private static String selected(Opened opened) {
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000, () -> opened.list().getSelectionModel().getSelectedItem().key());
  }

  private static String words(Opened opened, String selector) {
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000, () -> ((Label) opened.pane().lookup(selector)).getText());
  }

  /// Words in the list that do not fit where they stand.
  private static List<String> cut(Opened opened) {
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () ->
            opened.pane().lookupAll(".lag-columns .label").stream()
                .filter(Node::isVisible)
                .map(Labeled.class::cast)
                .filter(label -> !((Text) label.lookup(".text")).getText().equals(label.getText()))
                .map(Labeled::getText)
                .toList());
  }
}
