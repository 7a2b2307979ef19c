package io.belvedere.app.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FloodStory;
import io.belvedere.app.Leak;
import io.belvedere.app.PanePicture;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Mode;
import io.belvedere.ingest.feed.DeadLetter;
import io.belvedere.ingest.feed.LetterBody;
import io.belvedere.ingest.feed.LetterBody.Header;
import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class LettersPaneTest {
  private static final ZoneId MONACO = ZoneId.of("Europe/Monaco");
  private static final String NO_TIME = "no phenomenonTime";

  private final FloodStory story = new FloodStory();
  private final FakeLetters letters = new FakeLetters();
  private final Deque<Runnable> acts = new ArrayDeque<>();

  @TempDir private Path folder = Path.of("");

  @Test
  void whatNobodyKnowsIsNotNothing() {
    Shot shot = shown(Theme.LIGHT);
    assertThat(words(shot, "#letters-summary"))
        .isEqualTo("Nobody knows yet what was rejected: what is kept is being looked at.");
    letters.since(FloodStory.NOW - Micros.PER_HOUR);
    pulse(shot, Mode.LIVE);
    assertThat(words(shot, "#letters-summary")).isEqualTo("Nothing was rejected since 13:40:00.");
    picture(shot, "letters-none-LIGHT");
    letters.gone(12);
    pulse(shot, Mode.LIVE);
    assertThat(words(shot, "#letters-summary"))
        .isEqualTo("0 kept since 13:40:00. 12 older ones had to go to make room.");
    letters.trouble("Dead letters cannot be kept on disk: no room");
    pulse(shot, Mode.LIVE);
    assertThat(words(shot, "#letters-trouble")).endsWith("no room");
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void reasonsLettersAndBytesStandBelowEachOther(Theme theme) {
    fill();
    Shot shot = shown(theme);
    picture(shot, "letters-" + theme);
    assertThat(reasons(shot))
        .containsExactly(
            "Monaco, every reason 43", NO_TIME + " 40", "not JSON 2", "unknown category 1");
    assertThat(words(shot, "#letters-matching")).startsWith("43 letters, the newest first");
    assertThat(words(shot, "#letter-reason"))
        .isEqualTo("unknown category at /sensors/1/state, and 3 more times");
    assertThat(words(shot, "#letter-remark"))
        .isEqualTo("109 bytes; what is wrong is at bytes 100 to 105.");
    assertThat(facts(shot))
        .contains(
            "belvedere.monaco.observations, partition 4, offset 1041",
            "gw-9",
            "mqtt.topic: city/gw-9");
    assertThat(marked(shot, ".letters-hex-character")).isEqualTo("\"ajar\"");
  }

  @Test
  void theChosenReasonTheTextThePartitionAndTheTimeNarrowTheList() {
    fill();
    Shot shot = shown(Theme.LIGHT);
    press(shot, "#letters-reasons", KeyCode.DOWN);
    pulse(shot, Mode.LIVE);
    assertThat(words(shot, "#letters-matching")).startsWith("40 letters, the newest first");
    type(shot, "#letters-text", "level-17");
    pulse(shot, Mode.LIVE);
    assertThat(words(shot, "#letters-matching")).startsWith("1 letter, the newest first");
    type(shot, "#letters-text", "");
    type(shot, "#letters-partition", "2");
    pulse(shot, Mode.LIVE);
    assertThat(words(shot, "#letters-matching")).startsWith("4 letters, the newest first");
    type(shot, "#letters-partition", "two");
    pulse(shot, Mode.LIVE);
    assertThat(words(shot, "#letters-matching")).isEqualTo("None is so.");
    type(shot, "#letters-partition", "");
    choose(shot, Span.TEN_MINUTES);
    pulse(shot, Mode.LIVE);
    assertThat(words(shot, "#letters-matching")).startsWith("9 letters, the newest first");
    choose(shot, Span.UNTIL_SCREEN);
    pulse(shot, Mode.REPLAY, FloodStory.NOW - 30 * Micros.PER_MINUTE);
    assertThat(words(shot, "#letters-matching")).startsWith("10 letters, the newest first");
  }

  @Test
  void allOfItIsWalkedByKeyboardAndTheSelectionStaysWhenNewOnesCome() {
    fill();
    Shot shot = shown(Theme.LIGHT);
    press(shot, "#letters-reasons", KeyCode.ENTER);
    press(shot, "#letters-list", KeyCode.DOWN);
    pulse(shot, Mode.LIVE);
    String second = words(shot, "#letter-reason");
    assertThat(second).isEqualTo("not JSON");
    put(letter(5, 9_000, FloodStory.NOW + 1, "no key", ""), "{}");
    pulse(shot, Mode.LIVE);
    assertThat(words(shot, "#letter-reason")).isEqualTo(second);
    assertThat(items(shot, "#letters-list")).isEqualTo(44);
  }

  @Test
  void whereTheChosenReasonIsNoMoreAllAreShown() {
    fill();
    Shot shot = shown(Theme.LIGHT);
    press(shot, "#letters-reasons", KeyCode.DOWN);
    pulse(shot, Mode.LIVE);
    assertThat(items(shot, "#letters-list")).isEqualTo(40);
    letters.drop(NO_TIME);
    pulse(shot, Mode.LIVE);
    pulse(shot, Mode.LIVE);
    assertThat(items(shot, "#letters-list")).isEqualTo(3);
    assertThat(words(shot, "#letters-matching")).startsWith("3 letters");
  }

  @Test
  void inAReplayItSaysThatItIsOfNowAndNothingIsTriedAgain() {
    fill();
    Shot shot = shown(Theme.DARK);
    assertThat(button(shot, "#letters-again").isDisabled()).isFalse();
    pulse(shot, Mode.REPLAY, FloodStory.NOW - 37 * Micros.PER_MINUTE);
    assertThat(words(shot, "#letters-notice"))
        .isEqualTo(
            "What could not be read until now, and not until 14:03:00. Nothing is tried again in a"
                + " replay.");
    assertThat(button(shot, "#letters-again").isDisabled()).isTrue();
    assertThat(button(shot, "#letters-export").isDisabled()).isFalse();
    picture(shot, "letters-replay-DARK");
  }

  @Test
  void whatIsTriedAgainIsToldInWordsAndMarked() {
    fill();
    letters.mend(NO_TIME);
    Shot shot = shown(Theme.LIGHT);
    fire(shot, "#letters-look");
    pulse(shot, Mode.LIVE);
    assertThat(words(shot, "#letters-outcome")).isEqualTo("Looking what would come of it …");
    assertThat(button(shot, "#letters-again").isDisabled()).isTrue();
    acts.remove().run();
    pulse(shot, Mode.LIVE);
    assertThat(words(shot, "#letters-outcome"))
        .isEqualTo(
            "40 of 43 records can be read now, 3 still refused: 2 not JSON, 1 unknown category.");
    assertThat(button(shot, "#letters-again").getText()).isEqualTo("Try 43 again");

    fire(shot, "#letters-again");
    acts.remove().run();
    pulse(shot, Mode.LIVE);
    assertThat(words(shot, "#letters-outcome"))
        .startsWith("40 of 43 records read, 3 still refused");
    assertThat(button(shot, "#letters-again").getText()).isEqualTo("Try 3 again");
    picture(shot, "letters-tried-LIGHT");
  }

  @Test
  void whatIsListedIsExportedAsJsonLines() throws IOException {
    fill();
    Shot shot = shown(Theme.LIGHT);
    type(shot, "#letters-partition", "2");
    pulse(shot, Mode.LIVE);
    fire(shot, "#letters-export");
    acts.remove().run();
    pulse(shot, Mode.LIVE);
    try (Stream<Path> files = Files.list(folder)) {
      Path file = files.findFirst().orElseThrow();
      assertThat(words(shot, "#letters-outcome")).isEqualTo("Wrote 4 letters to " + file + ".");
      assertThat(Files.readAllLines(file))
          .hasSize(4)
          .allMatch(line -> line.contains("\"partition\":2,") && line.contains("\"valueBase64\":"));
    }
  }

  @Test
  void ofAMegabyteOnlyTheLinesThatAreSeenExist() {
    letters.since(FloodStory.NOW - Micros.PER_HOUR);
    put(letter(0, 1, FloodStory.NOW, "not JSON", ""), "[" + " ".repeat(1 << 20) + "}");
    Shot shot = shown(Theme.LIGHT);
    assertThat(items(shot, ".letters-hex")).isEqualTo((1 << 20) / HexView.PER_LINE + 1);
    int cells =
        WaitForAsyncUtils.waitForAsyncFx(
            5_000, () -> shot.pane().lookupAll(".letters-hex-line").size());
    assertThat(cells).isLessThan(100);
    pulse(shot, Mode.LIVE);
    pulse(shot, Mode.LIVE);
    picture(shot, "letters-large-LIGHT");
    assertThat(words(shot, "#letter-remark"))
        .isEqualTo("1,048,578 bytes; what is wrong is at byte 1,048,577.");
    assertThat(marked(shot, ".letters-hex-character")).isEqualTo("}");
  }

  @Test
  void letsGoOfItself() {
    fill();
    Leak.requireCollected(
        () -> {
          LettersPane other = pane();
          other.show(story.at(FloodStory.NOW, Mode.LIVE));
          return other;
        });
  }

  private void fill() {
    letters.since(FloodStory.NOW - Micros.PER_HOUR);
    letters.gone(7);
    for (int i = 0; i < 40; i++) {
      put(
          letter(i % 10, 1_000 + i, FloodStory.NOW - (i + 1) * Micros.PER_MINUTE, NO_TIME, "/ts"),
          "{\"datastream\":\"level-%d\",\"result\":12.5}".formatted(i));
    }
    put(
        letter(4, 2_000, FloodStory.NOW - 30 * Micros.PER_SECOND, "not JSON", ""),
        "oops \u0000\u0001");
    put(letter(4, 2_001, FloodStory.NOW - 31 * Micros.PER_SECOND, "not JSON", ""), "{");
    var body =
        new LetterBody(
            "gw-9".getBytes(UTF_8),
            ("{\"gw\":\"gw-9\",\"ts\":1768032930120,\"sensors\":[{\"id\":1,\"temperature\":12.5,"
                    + "\"state\":\"ok\"},{\"id\":2,\"state\":\"ajar\"}]}")
                .getBytes(UTF_8),
            List.of(new Header("mqtt.topic", "city/gw-9".getBytes(UTF_8))),
            true);
    letters.put(
        new DeadLetter(
            "belvedere.monaco.observations",
            "id",
            4,
            1_041,
            FloodStory.NOW - 10 * Micros.PER_SECOND,
            "unknown category",
            "/sensors/1/state",
            4,
            "gw-9",
            "",
            109,
            false),
        body);
  }

  private void put(DeadLetter letter, String value) {
    letters.put(
        letter, new LetterBody("gw-7".getBytes(UTF_8), value.getBytes(UTF_8), List.of(), true));
  }

  private static DeadLetter letter(
      int partition, long offset, long received, String reason, String pointer) {
    return new DeadLetter(
        "belvedere.monaco.observations", partition, offset, received, reason, pointer, "gw-7", "");
  }

  private record Shot(LettersPane pane, Scene scene) {}

  private Shot shown(Theme theme) {
    story.district().setLetters(letters);
    return WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () -> {
          LettersPane pane = pane();
          pane.show(story.at(FloodStory.NOW, Mode.LIVE));
          Scene scene = PanePicture.scene(pane, 720, 780, theme);
          scene.getRoot().layout();
          return new Shot(pane, scene);
        });
  }

  private LettersPane pane() {
    return new LettersPane(story.clock(), () -> MONACO, folder, Runnable::run, acts::add);
  }

  private void pulse(Shot shot, Mode mode) {
    pulse(shot, mode, FloodStory.NOW);
  }

  private void pulse(Shot shot, Mode mode, long instant) {
    story.clock().advance(Duration.ofSeconds(4));
    WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () -> {
          shot.pane().show(story.at(instant, mode));
          shot.scene().getRoot().applyCss();
          shot.scene().getRoot().layout();
        });
  }

  private static void picture(Shot shot, String name) {
    WaitForAsyncUtils.waitForAsyncFx(20_000, () -> PanePicture.take(shot.scene(), name));
  }

  private static String words(Shot shot, String selector) {
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000, () -> ((Label) shot.pane().lookup(selector)).getText());
  }

  private static List<String> facts(Shot shot) {
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () ->
            shot.pane().lookupAll(".letters-fact").stream()
                .map(node -> ((Label) node).getText())
                .toList());
  }

  private static List<String> reasons(Shot shot) {
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () -> {
          List<String> rows = new ArrayList<>();
          for (Object each : ((ListView<?>) shot.pane().lookup("#letters-reasons")).getItems()) {
            ReasonRow row = (ReasonRow) each;
            rows.add(row.name() + " " + row.records());
          }
          return rows;
        });
  }

  private static String marked(Shot shot, String style) {
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () -> {
          var words = new StringBuilder();
          for (Node line : shot.pane().lookupAll(".letters-hex-line")) {
            for (Node each : line.lookupAll(style)) {
              boolean wrong =
                  each.getPseudoClassStates().stream()
                      .anyMatch(state -> state.getPseudoClassName().equals("wrong"));
              words.append(wrong ? ((Label) each).getText() : "");
            }
          }
          return words.toString();
        });
  }

  private static int items(Shot shot, String selector) {
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000, () -> ((ListView<?>) shot.pane().lookup(selector)).getItems().size());
  }

  private static Button button(Shot shot, String selector) {
    return WaitForAsyncUtils.waitForAsyncFx(5_000, () -> (Button) shot.pane().lookup(selector));
  }

  private static void fire(Shot shot, String selector) {
    WaitForAsyncUtils.waitForAsyncFx(5_000, () -> button(shot, selector).fire());
  }

  private static void type(Shot shot, String selector, String text) {
    WaitForAsyncUtils.waitForAsyncFx(
        5_000, () -> ((TextField) shot.pane().lookup(selector)).setText(text));
  }

  @SuppressWarnings("unchecked")
  private static void choose(Shot shot, Span span) {
    WaitForAsyncUtils.waitForAsyncFx(
        5_000, () -> ((ComboBox<Span>) shot.pane().lookup("#letters-span")).setValue(span));
  }

  private static void press(Shot shot, String selector, KeyCode code) {
    WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () ->
            Event.fireEvent(
                shot.pane().lookup(selector),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
  }
}
