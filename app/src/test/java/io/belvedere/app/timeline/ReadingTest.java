package io.belvedere.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FloodStory;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingTest {
  private static final TimeRange DAY =
      new TimeRange(FloodStory.START - Micros.PER_HOUR, FloodStory.NOW + Micros.PER_MINUTE);

  private final FloodStory story = new FloodStory();

  @Test
  void columnsAreTheSameWhereverTheSpanBegins() {
    Columns one = read(DAY);
    Columns other = read(new TimeRange(DAY.from() + 7_654_321, DAY.to()));
    assertThat(other.length()).isEqualTo(one.length());
    long instant = FloodStory.FLOOD;
    int a = one.indexOf(instant);
    int b = other.indexOf(instant);
    assertThat(one.start(a)).isEqualTo(other.start(b));
    assertThat(one.observations(a)).isEqualTo(other.observations(b)).isPositive();
  }

  @Test
  void columnsTellTheWorstOfTheirObservations() {
    Columns columns = read(DAY);
    assertThat(worstAt(columns, FloodStory.START + Micros.PER_MINUTE)).isEqualTo(Severity.NORMAL);
    assertThat(worstAt(columns, FloodStory.START + 73 * Micros.PER_MINUTE)).isEqualTo(Severity.P2);
    assertThat(worstAt(columns, FloodStory.FLOOD + 5 * Micros.PER_MINUTE)).isEqualTo(Severity.P1);
  }

  @Test
  void whatIsNotKeptIsNotQuiet() {
    TimeRange outage =
        new TimeRange(
            FloodStory.START + Micros.PER_MINUTE, FloodStory.START + 2 * Micros.PER_MINUTE);
    story.district().history().addHole(outage);
    Columns columns = read(DAY);
    assertThat(columns.presence(FloodStory.START - Micros.PER_MINUTE))
        .isEqualTo(Columns.Presence.NOT_LOADED);
    assertThat(columns.presence(outage.from())).isEqualTo(Columns.Presence.NOTHING_RECEIVED);
    assertThat(columns.presence(outage.to())).isEqualTo(Columns.Presence.LOADED);
    assertThat(columns.presence(FloodStory.NOW + 2 * Micros.PER_SECOND))
        .as("the newest second is on its way")
        .isEqualTo(Columns.Presence.LOADED);
    assertThat(Columns.EMPTY.presence(FloodStory.NOW)).isEqualTo(Columns.Presence.NOT_LOADED);
  }

  @Test
  void aColumnThatIsNotOverIsNotTakenForAQuietOne() {
    Columns columns = read(DAY);
    int last = columns.indexOf(FloodStory.NOW);
    double rate = columns.rate(last, columns.start(last) + 2 * Micros.PER_SECOND);
    assertThat(rate).isEqualTo(columns.observations(last) / 2.0);
  }

  @Test
  void samplesGroupWhatIsUrgentByQuarter() {
    Standing standing = sampled(40);
    assertThat(standing.strips())
        .extracting(Strip::place, Strip::worst)
        .containsExactly(org.assertj.core.api.Assertions.tuple("La Condamine", Severity.P1));
    Strip strip = standing.strips().getFirst();
    assertThat(strip.range().from())
        .as("the history knows the onset to the second")
        .isEqualTo(FloodStory.START + 72 * Micros.PER_MINUTE);
    assertThat(strip.range().to()).isGreaterThanOrEqualTo(FloodStory.NOW);
  }

  @Test
  void samplesTellWhatWasLearntLate() {
    Standing standing = sampled(40);
    assertThat(standing.lateAt(FloodStory.SILENT - 5 * Micros.PER_MINUTE)).isZero();
    assertThat(standing.lateAt(FloodStory.SILENT + 5 * Micros.PER_MINUTE)).isEqualTo(1);
  }

  @Test
  void samplesAreTakenAFewAtATimeTheNewestFirst() {
    Sampler sampler = new Sampler(story.district(), FloodStory.map());
    Standing first = sampler.sample(DAY);
    assertThat(first.worstAt(FloodStory.NOW - Micros.PER_MINUTE)).isEqualTo(Severity.P1);
    long burst = FloodStory.START + 72 * Micros.PER_MINUTE;
    assertThat(first.worstAt(burst)).isEqualTo(Severity.NORMAL);
    assertThat(sampled(40).worstAt(burst)).isEqualTo(Severity.P2);
  }

  @Test
  void lateDataChangesSamplesThatWereTaken() {
    Sampler sampler = new Sampler(story.district(), FloodStory.map());
    for (int i = 0; i < 20; i++) {
      sampler.sample(DAY);
    }
    long past = FloodStory.START + 110 * Micros.PER_MINUTE;
    assertThat(sampler.sample(DAY).lateAt(past)).isEqualTo(1);
    story.district().observe("level-port", past - 1, FloodStory.NOW, 3);
    for (int i = 0; i < 20; i++) {
      sampler.sample(DAY);
    }
    assertThat(sampler.sample(DAY).lateAt(past)).isEqualTo(2);
  }

  @Test
  void whatFindsNoRowJoinsItsEqualsAndAP1IsNeverLeftOut() {
    TimeRange range = new TimeRange(0, 10);
    List<Strip.Placed> placed =
        Strip.arrange(
            List.of(
                new Strip("a", range, Severity.P1),
                new Strip("b", range, Severity.P2),
                new Strip("c", range, Severity.P1),
                new Strip("d", range, Severity.P1),
                new Strip("e", new TimeRange(10, 20), Severity.P2)),
            2);
    assertThat(placed)
        .extracting(p -> p.row() + " " + p.words())
        .containsExactly("0 P1  a", "1 P1  c and 1 more", "0 P2  e");
  }

  @Test
  void hoverTellsCountsAndWhatIsUnknown() {
    TimeText text = new TimeText(ZoneId.of("Europe/Monaco"));
    Columns columns = read(DAY);
    Standing standing = sampled(40);
    assertThat(
            Hover.text(
                FloodStory.START - Micros.PER_MINUTE, FloodStory.NOW, columns, standing, text))
        .isEqualTo("12:39:00  not loaded");
    assertThat(
            Hover.text(
                FloodStory.FLOOD + 8 * Micros.PER_MINUTE, FloodStory.NOW, columns, standing, text))
        .startsWith("14:04:00  ")
        .contains("worst P1")
        .endsWith("1 value learnt late");
    assertThat(Hover.text(FloodStory.NOW + 1, FloodStory.NOW, columns, standing, text))
        .endsWith("not yet");
  }

  @Test
  void speedsAreWrittenAsPeopleSayThem() {
    assertThat(Transport.speedText(0)).isEqualTo("paused");
    assertThat(Transport.speedText(1)).isEqualTo("1×");
    assertThat(Transport.speedText(-0.25)).isEqualTo("−0.25×");
    assertThat(Transport.speedText(1000)).isEqualTo("1000×");
  }

  private Columns read(TimeRange range) {
    return Columns.read(List.of(story.district().history()), range, 1000);
  }

  private Standing sampled(int times) {
    Sampler sampler = new Sampler(story.district(), FloodStory.map());
    Standing standing = sampler.sample(DAY);
    for (int i = 1; i < times; i++) {
      standing = sampler.sample(DAY);
    }
    return standing;
  }

  private static Severity worstAt(Columns columns, long instant) {
    return columns.worst(columns.indexOf(instant));
  }
}
