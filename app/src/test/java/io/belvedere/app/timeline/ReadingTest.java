package io.belvedere.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FloodStory;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.history.Ground;
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
  void whatIsNotKnownIsNotQuiet() {
    TimeRange outage = minutes(1, 2);
    TimeRange unread = minutes(-30, 0);
    story.district().history().addHole(outage);
    story.district().history().notLoaded(List.of(unread));
    Columns columns = read(DAY);
    assertThat(columns.ground(unread.from() - 1)).isEqualTo(Ground.NOT_KEPT);
    assertThat(columns.ground(unread.from())).isEqualTo(Ground.NOT_LOADED);
    assertThat(columns.ground(unread.to())).isEqualTo(Ground.LOADED);
    assertThat(columns.ground(outage.from())).isEqualTo(Ground.LOST);
    assertThat(columns.ground(outage.to())).isEqualTo(Ground.LOADED);
    assertThat(columns.ground(FloodStory.NOW + 2 * Micros.PER_SECOND))
        .as("the newest second is on its way")
        .isEqualTo(Ground.LOADED);
    assertThat(Columns.EMPTY.ground(FloodStory.NOW)).isEqualTo(Ground.NOT_LOADED);
    assertThat(columns.reach()).hasValue(unread.from());
    assertThat(columns.earliest()).hasValue(FloodStory.START);
  }

  @Test
  void partsThatAreMissingAreAsLongAsCanBeAndCutOffAtTheSpan() {
    story.district().history().notLoaded(List.of(minutes(-30, -10), minutes(-10, 0)));
    story.district().history().addHole(minutes(20, 25));
    TimeRange span = minutes(-40, 22);
    assertThat(read(DAY).missing(span))
        .containsExactly(
            new Missing(minutes(-40, -30), Ground.NOT_KEPT),
            new Missing(minutes(-30, 0), Ground.NOT_LOADED),
            new Missing(minutes(20, 22), Ground.LOST));
    assertThat(Columns.EMPTY.missing(span)).containsExactly(new Missing(span, Ground.NOT_LOADED));
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
  void samplesReachToTheLeftEdgeWhereverTheSpanBegins() {
    TimeRange span = new TimeRange(FloodStory.FLOOD + 7 * Micros.PER_MINUTE + 1, FloodStory.NOW);
    Sampler sampler = new Sampler(story.district(), FloodStory.map());
    for (int i = 0; i < 40; i++) {
      sampler.sample(span);
    }
    Standing standing = sampler.sample(span);
    assertThat(standing.worstAt(span.from())).isEqualTo(Severity.P1);
    assertThat(standing.strips().getFirst().range().from()).isLessThanOrEqualTo(span.from());
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
  void onlyWhatComesAfterwardsIsSampledAnewWhenSomethingIsLate() {
    Sampler sampler = new Sampler(story.district(), FloodStory.map());
    for (int i = 0; i < 40; i++) {
      sampler.sample(DAY);
    }
    long past = FloodStory.START + 30 * Micros.PER_MINUTE;
    story.district().observe("level-port", past, FloodStory.NOW, 99);
    Standing first = sampler.sample(DAY);
    assertThat(first.worstAt(past - 5 * Micros.PER_MINUTE)).isEqualTo(Severity.NORMAL);
    assertThat(first.isComplete()).as("an answer takes a few").isFalse();
    while (!sampler.sample(DAY).isComplete()) {
      assertThat(sampler.sample(DAY).worstAt(FloodStory.NOW - Micros.PER_MINUTE))
          .as("what was seen before stays")
          .isEqualTo(Severity.P1);
    }
    assertThat(sampler.sample(DAY).worstAt(past)).isEqualTo(Severity.P1);
  }

  @Test
  void nothingIsSampledWhereNothingIsLoadedUntilItIs() {
    TimeRange unread = minutes(80, 90);
    story.district().history().notLoaded(List.of(unread));
    Sampler sampler = new Sampler(story.district(), FloodStory.map());
    for (int i = 0; i < 40; i++) {
      sampler.sample(DAY);
    }
    Standing with = sampler.sample(DAY);
    assertThat(with.worstAt(unread.from() + 5 * Micros.PER_MINUTE)).isEqualTo(Severity.NORMAL);
    assertThat(with.strips())
        .extracting(Strip::range)
        .containsExactly(
            minutes(72, 80), new TimeRange(unread.to(), with.strips().getLast().range().to()));
    story.district().history().notLoaded(List.of());
    Standing all = sampler.sample(DAY);
    assertThat(all.worstAt(unread.from() + 5 * Micros.PER_MINUTE)).isEqualTo(Severity.P1);
    assertThat(all.strips()).hasSize(1);
  }

  @Test
  void whatIsLoadedBeforeTheSpanCountsForAllOfIt() {
    TimeRange end = minutes(106, 120);
    Sampler sampler = new Sampler(story.district(), FloodStory.map());
    Standing before = sampler.sample(end);
    while (!before.isComplete()) {
      before = sampler.sample(end);
    }
    long earlier = FloodStory.START + 105 * Micros.PER_MINUTE;
    story.district().observe("level-port", earlier, FloodStory.NOW + Micros.PER_MINUTE, 3);
    Standing after = sampler.sample(end);
    while (!after.isComplete()) {
      after = sampler.sample(end);
    }
    for (long t = end.from(); t < end.to(); t += Micros.PER_MINUTE) {
      assertThat(after.lateAt(t)).isEqualTo(before.lateAt(t) + 1);
    }
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
    story.district().history().notLoaded(List.of(minutes(-30, 0)));
    story.district().history().addHole(minutes(20, 25));
    Columns columns = read(DAY);
    Standing standing = sampled(40);
    assertThat(
            Hover.text(
                FloodStory.START + 21 * Micros.PER_MINUTE, FloodStory.NOW, columns, standing, text))
        .isEqualTo("13:01:00  lost");
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

  private static TimeRange minutes(long from, long to) {
    return new TimeRange(
        FloodStory.START + from * Micros.PER_MINUTE, FloodStory.START + to * Micros.PER_MINUTE);
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
