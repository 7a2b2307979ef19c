package io.belvedere.app.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FloodStory;
import io.belvedere.app.Leak;
import io.belvedere.app.MadeLag;
import io.belvedere.app.PanePicture;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.feed.BackfillReading;
import io.belvedere.ingest.feed.BackfillReading.State;
import io.belvedere.ingest.feed.CounterReading;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.DeadLetter;
import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.feed.Keeping;
import io.belvedere.ingest.lag.GatewayReading;
import io.belvedere.ingest.lag.GatewayReading.Silent;
import io.belvedere.ingest.lag.GatewayReading.WrongClock;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.lag.LagReading.Delay;
import io.belvedere.ingest.lag.LagStatus;
import io.belvedere.ingest.lag.Margin;
import io.belvedere.ingest.lag.Margin.How;
import io.belvedere.ingest.lag.PartitionLag;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.source.Identity;
import io.belvedere.ingest.source.Rights;
import io.belvedere.ingest.source.Rights.Act;
import io.belvedere.ingest.source.Role;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.trust.Agreement;
import io.belvedere.ingest.trust.SensorGroup;
import io.belvedere.ingest.trust.Stuck;
import io.belvedere.ingest.trust.TrustReading;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class LagPaneTest {
  private static final String DRAWING = "Map: 6.2 ms a frame, drawn in full";
  private static final TimeText TEXT = new TimeText(ZoneId.of("Europe/Monaco"));

  private final FloodStory story = new FloodStory();

  @Test
  void tellsPhaseCauseDelayAndBacklog() {
    story.district().setLag(behind());
    story.district().setStatus(FeedStatus.Phase.LOST, "The broker does not answer.");
    LagPane pane = shown(Theme.LIGHT, "lag-lost-LIGHT");
    assertThat(text(pane, ".lag-phase")).isEqualTo("Lost since 14:40:00");
    assertThat(text(pane, ".lag-cause")).isEqualTo("The broker does not answer.");
    assertThat(figures(pane)).contains("80 ms", "6.40 s");
    assertThat(row(pane, 0))
        .containsExactly("+ Monaco", "OK", "1,204", "6.0 s", "↓ 100/s", "12 s", "6 d 23 h", "");
  }

  @Test
  void verdictHoldsTheDelayAgainstWhatIsWantedAndAllowed() {
    assertThat(LagWords.verdict(Delay.NONE)).startsWith("Nothing was measured");
    assertThat(LagWords.verdict(delay(900))).endsWith("within 5 s, as wanted.");
    assertThat(LagWords.verdict(delay(7_000))).startsWith("Slower than the 5 s");
    assertThat(LagWords.verdict(delay(11_000))).isEqualTo("Slower than the 10 s that are allowed.");
  }

  @Test
  void whatWasRefusedForTooManyDatastreamsIsTold() {
    assertThat(LagWords.refused(0)).isEmpty();
    assertThat(LagWords.refused(1_999_001))
        .isEqualTo(
            " 1,999,001 of those rejected are of datastreams beyond what a district may have.");
  }

  @Test
  void theEquationShowsWhenItDoesNotBalance() {
    assertThat(LagWords.equation(new Fates(1000, 990, 4, 3, 2, 1)))
        .isEqualTo(
            "1,000 received = 990 applied + 4 duplicate + 3 out of order + 2 quarantined"
                + " + 1 rejected");
    assertThat(LagWords.equation(new Fates(1000, 990, 4, 3, 2, 0))).startsWith("1,000 received ≠");
  }

  @Test
  void theBudgetOfThePastStandsBesideWhatItTakes() {
    assertThat(LagWords.kept(new Keeping(84_000_000, 1_000_000_000, true, true, ""), 20_000_000))
        .containsExactly(
            List.of("Observations", "20,000,000"),
            List.of("Memory of what is sealed", "84 of 1,000 MB"),
            List.of("For the next start", "kept"));
    var disk = new Keeping.Disk(4_000_000_000L, 10_000_000_000L, OptionalLong.of(1), 7);
    assertThat(LagWords.kept(new Keeping(0, 1, true, true, "", disk), 0).getLast().getLast())
        .isEqualTo("kept, 4,000 of 10,000 MB");
    assertThat(LagWords.kept(new Keeping(0, 1, true, false, ""), 0).getLast().getLast())
        .isEqualTo("kept; an earlier part is loading");
    assertThat(LagWords.kept(Keeping.NOTHING, 0).getLast().getLast())
        .isEqualTo("not kept: no folder");
    assertThat(LagWords.kept(new Keeping(0, 1, true, true, "No room."), 0).getLast().getLast())
        .isEqualTo("not kept");
  }

  @Test
  void thePastThatIsReadIsToldWithWhatBecameOfIt() {
    assertThat(LagWords.past(BackfillReading.NOTHING)).isEmpty();
    Fates fates = new Fates(1000, 990, 4, 3, 2, 1);
    String equation =
        " From there: 1,000 received = 990 applied + 4 duplicate + 3 out of order + 2 quarantined"
            + " + 1 rejected";
    assertThat(LagWords.past(new BackfillReading(State.READING, 0.375, fates, "")))
        .isEqualTo("Reading the past: 37 %." + equation);
    assertThat(LagWords.past(new BackfillReading(State.WAITING, 0, Fates.NONE, "No answer.")))
        .isEqualTo("Reading the past: 0 %. No answer.");
    assertThat(LagWords.past(new BackfillReading(State.CANCELLED, 0.5, fates, "")))
        .isEqualTo("Reading the past was stopped at 50 %." + equation);
    assertThat(LagWords.past(new BackfillReading(State.NOTHING_MISSING, 1, fates, "")))
        .isEqualTo("All of the past is here that Kafka had." + equation);

    story.district().reads(new BackfillReading(State.READING, 0.375, fates, ""));
    LagPane pane = shown(Theme.LIGHT, "lag-past-LIGHT");
    assertThat(text(pane, ".lag-past")).startsWith("Reading the past: 37 %.");
  }

  @Test
  void deadLettersAndCanariesAreTold() {
    assertThat(LagWords.letters(0, counters(0, 0))).isEqualTo("None.");
    assertThat(LagWords.letters(7, counters(0, 0))).isEqualTo("7, each kept with its reason.");
    assertThat(LagWords.letters(1_000, counters(0, 1_204)))
        .isEqualTo("The newest 1,000, by reason. 1,204 came too fast and are counted only.");
    assertThat(LagWords.canaries(counters(0, 0))).isEmpty();
    assertThat(LagWords.canaries(counters(61, 0)))
        .isEqualTo("61 canaries were measured and not counted.");
  }

  @Test
  void reasonsComeMostFrequentFirstWithTheNewestLetterOfEach() {
    assertThat(LagWords.reasons(List.of())).isEmpty();
    assertThat(
            LagWords.reasons(
                List.of(
                    letter(3, 77, "unknown category", "/1/result"),
                    letter(0, 12, "not JSON", ""),
                    letter(0, 11, "not JSON", ""))))
        .containsExactly(
            List.of("not JSON – partition 0, offset 12", "2"),
            List.of("unknown category at /1/result – partition 3, offset 77", "1"));
  }

  @Test
  void whatCouldNotBeReadAndWhatKafkaLostStandInThePane() {
    story.district().setDeadLetters(List.of(letter(3, 77, "unknown category", "/1/result")));
    story.district().setGaps(List.of("Kafka deleted 49 records."));
    LagPane pane = shown(Theme.LIGHT, "lag-letters-LIGHT");
    List<String> texts = new ArrayList<>();
    pane.lookupAll(".label").forEach(n -> texts.add(((Label) n).getText()));
    assertThat(texts)
        .contains(
            "1, each kept with its reason.",
            "unknown category at /1/result – partition 3, offset 77",
            "Kafka deleted 49 records.");
  }

  @Test
  void silentGatewaysAndWrongClocksStandInThePane() {
    story
        .district()
        .setGateways(
            new GatewayReading(
                40,
                List.of(
                    new Silent(
                        "gw-1", "Gateway LC-1", FloodStory.NOW - 42 * Micros.PER_MINUTE, 40)),
                List.of(new WrongClock("gw-2", "Gateway LC-2", OptionalLong.of(3_200_000)))));
    LagPane pane = shown(Theme.DARK, "lag-gateways-DARK");
    assertThat(figures(pane)).contains("40 datastreams, since 13:58:00, 42 min", "clock +3.2 s");
  }

  @Test
  void whatOneIsAndWhyStandsInThePane() {
    assertThat(text(shown(Theme.LIGHT, "lag-role-unknown"), "#role"))
        .isEqualTo("Your role in Monaco is not known. Kafka has not said yet what is allowed.");
    story
        .district()
        .setRights(
            new Rights(
                new Identity("desk-7"),
                Role.VIEWER,
                Set.of(Act.READ),
                "Kafka allows desk-7 to read belvedere.monaco.observations, not to write"
                    + " belvedere.monaco.operations."));
    assertThat(text(shown(Theme.LIGHT, "lag-role-viewer"), "#role"))
        .isEqualTo(
            "Viewer of Monaco. Kafka allows desk-7 to read belvedere.monaco.observations, not to"
                + " write belvedere.monaco.operations.");
  }

  @Test
  void whatIsNotToBeBelievedStandsInThePane() {
    Roster roster = story.district().roster();
    SensorGroup group = new SensorGroup("rue", List.of(1, 2), Optional.empty(), "");
    story
        .district()
        .setTrust(
            new TrustReading(
                FloodStory.NOW,
                Map.of(0, new Stuck(0, 79.6, FloodStory.NOW - 88 * Micros.PER_MINUTE)),
                List.of(
                    new Agreement(
                        group,
                        Agreement.Verdict.DISAGREE,
                        List.of(
                            new Agreement.Member(1, 3, Agreement.Standing.DEVIATES),
                            new Agreement.Member(2, 8, Agreement.Standing.DEVIATES)),
                        5.5,
                        5))));
    LagPane pane = shown(Theme.LIGHT, "lag-trust-LIGHT");
    List<String> texts = new ArrayList<>();
    pane.lookupAll(".label").forEach(n -> texts.add(((Label) n).getText()));
    assertThat(texts)
        .contains("Stuck: 1 datastream. Groups that do not agree: 1 of 1.")
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(roster.find(0).orElseThrow().name() + ": ")
                    .contains(" since 13:12:00, ")
                    .endsWith("1 h 28 min"))
        .anySatisfy(line -> assertThat(line).startsWith("Group rue: 0 of 2 agree, not so "));
  }

  @Test
  void phasesAreNamed() {
    long now = FloodStory.NOW;
    assertThat(
            LagWords.phase(new FeedStatus(FeedStatus.Phase.CATCHING_UP, now, 0.437, ""), now, TEXT))
        .isEqualTo("Catching up, 43 % since 14:40:00");
    assertThat(LagWords.phase(new FeedStatus(FeedStatus.Phase.LIVE, now, 1, ""), now, TEXT))
        .isEqualTo("Live since 14:40:00");
  }

  @Test
  void figuresStandStillForHalfASecond() {
    LagPane pane = shown(Theme.LIGHT, "lag-LIGHT");
    List<String> before = figures(pane);
    story.district().setLag(behind());
    pulse(pane, 100);
    assertThat(figures(pane)).isEqualTo(before);
    pulse(pane, 500);
    assertThat(figures(pane)).isNotEqualTo(before);
  }

  @Test
  void letsGoOfItself() {
    Leak.requireCollected(
        () -> {
          LagPane other = pane(Runnable::run);
          other.show(story.at(FloodStory.NOW, Mode.LIVE), () -> DRAWING);
          return other;
        });
  }

  @Test
  void looksRightByNight() {
    story.district().setLag(behind());
    assertThat(shown(Theme.DARK, "lag-DARK").isVisible()).isTrue();
  }

  @Test
  void saysHowTheMapIsDrawn() {
    assertThat(text(shown(Theme.LIGHT, "lag-drawing"), "#drawing")).isEqualTo(DRAWING);
  }

  private LagPane shown(Theme theme, String picture) {
    return WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () -> {
          LagPane pane = pane(Runnable::run);
          pane.show(story.at(FloodStory.NOW, Mode.LIVE), () -> DRAWING);
          Scene scene = PanePicture.scene(pane, 720, 960, theme);
          PanePicture.take(scene, picture);
          return pane;
        });
  }

  private LagPane pane(Executor query) {
    return new LagPane(story.clock(), TEXT::zone, new PaintMeter(story.clock()), query);
  }

  private void pulse(LagPane pane, long afterMillis) {
    story.clock().advance(Duration.ofMillis(afterMillis));
    WaitForAsyncUtils.waitForAsyncFx(
        5_000, () -> pane.show(story.at(FloodStory.NOW, Mode.LIVE), () -> DRAWING));
  }

  private static String text(LagPane pane, String style) {
    return ((Label) pane.lookup(style)).getText();
  }

  /// The words of a row of the list, from left to right.
  private static List<String> row(LagPane pane, int index) {
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () ->
            pane.lookupAll(".lag-cell").stream()
                .map(LagCell.class::cast)
                .filter(cell -> !cell.isEmpty() && cell.getIndex() == index)
                .flatMap(cell -> cell.lookupAll(".label").stream())
                .map(label -> ((Label) label).getText())
                .toList());
  }

  private static List<String> figures(LagPane pane) {
    List<String> figures = new ArrayList<>();
    pane.lookupAll(".lag-figure").forEach(n -> figures.add(((Label) n).getText()));
    return figures;
  }

  private static CounterReading counters(long canaries, long leftOut) {
    return new CounterReading(Fates.NONE, new TreeMap<>(), canaries, 0, leftOut, 0);
  }

  private static DeadLetter letter(int partition, long offset, String reason, String pointer) {
    return new DeadLetter("t", partition, offset, FloodStory.NOW, reason, pointer, "k", "v");
  }

  private LagReading behind() {
    long ticks = story.clock().ticks();
    List<PartitionLag> partitions = new ArrayList<>();
    for (int p = 0; p < 12; p++) {
      partitions.add(
          p == 3
              ? MadeLag.partition(
                  p,
                  LagStatus.OK,
                  1204,
                  MadeLag.falling(100, 12),
                  new Margin.Left(7 * Micros.PER_DAY - Micros.PER_HOUR, How.AGE),
                  ticks)
              : MadeLag.idle(p, ticks));
    }
    return MadeLag.of(partitions);
  }

  private static Delay delay(long p99Millis) {
    return new Delay(1, p99Millis * Micros.PER_MILLI, p99Millis * Micros.PER_MILLI, 5);
  }
}
