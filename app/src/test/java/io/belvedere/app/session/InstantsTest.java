package io.belvedere.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FakeDistrict;
import io.belvedere.ingest.feed.FeedStatus.Phase;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Reality;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.trust.Stuck;
import io.belvedere.ingest.trust.TrustReading;
import io.belvedere.ingest.twin.Liveness;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstantsTest {
  private final long origin =
      Micros.EARLIEST + RandomGenerator.getDefault().nextLong(50 * 365 * Micros.PER_DAY);
  private final ManualClock clock = new ManualClock(origin);
  private final FakeDistrict monaco =
      new FakeDistrict(clock, List.of(FakeDistrict.waterLevel("w-1", 7.42, 43.73)));
  private final List<LiveDistrict> districts = new ArrayList<>(List.of(monaco));
  private final Session session = new Session(clock, () -> districts);

  /// What waits for the query thread.
  private final Queue<Runnable> questions = new ArrayDeque<>();

  /// What waits for the thread that judges.
  private final Queue<Runnable> judged = new ArrayDeque<>();

  private final Instants instants = new Instants(session, questions::add, judged::add);

  @BeforeEach
  void observe() {
    monaco.observe("w-1", origin - Micros.PER_HOUR, 5);
    monaco.observe("w-1", origin - Micros.PER_MINUTE, 22);
  }

  @Test
  void liveShowsTheNewestStateOfThisVeryPulse() {
    InstantOnScreen onScreen = pulse();
    assertThat(onScreen.mode()).isEqualTo(Mode.LIVE);
    assertThat(onScreen.instant()).isEqualTo(onScreen.now()).isEqualTo(clock.now());
    assertThat(value(onScreen)).isEqualTo(22);
    monaco.observe("w-1", clock.now(), 46);
    assertThat(value(pulse())).isEqualTo(46);
    assertThat(questions).isEmpty();
  }

  @Test
  void liveShowsWhatTheFeedDoesNotBelieve() {
    monaco.setTrust(new TrustReading(origin, Map.of(0, new Stuck(0, 22, origin - 7)), List.of()));
    assertThat(pulse().districts().getFirst().trust()).isEqualTo(monaco.trust());
    assertThat(judged).isEmpty();
  }

  @Test
  void thePastIsJudgedApartWithoutKeepingTheScreenWaiting() {
    pulse();
    for (int i = 0; i < 400; i++) {
      monaco.observe("w-1", origin - Micros.PER_HOUR + i * Micros.PER_SECOND, 5);
    }
    monaco.setTrust(new TrustReading(origin, Map.of(0, new Stuck(0, 22, origin - 7)), List.of()));
    session.playhead().seek(origin - 30 * Micros.PER_MINUTE);
    pulse();
    answer();
    InstantOnScreen before = pulse();
    assertThat(before.mode()).isEqualTo(Mode.REPLAY);
    assertThat(before.districts().getFirst().trust())
        .as("what is live says nothing of the past")
        .isEqualTo(TrustReading.NONE);
    assertThat(judged).hasSize(1);
    assertThat(instants.isJudged()).isFalse();
    judged.remove().run();
    InstantOnScreen after = pulse();
    assertThat(instants.isJudged()).isTrue();
    assertThat(after.districts().getFirst().trust().instant())
        .isEqualTo(origin - 30 * Micros.PER_MINUTE);
    assertThat(after.version()).as("it is another picture").isGreaterThan(before.version());
    session.playhead().seek(origin - 20 * Micros.PER_MINUTE);
    pulse();
    answer();
    assertThat(pulse().districts().getFirst().trust())
        .as("ten minutes away nobody knows yet")
        .isEqualTo(TrustReading.NONE);
  }

  @Test
  void anyDistrictThatIsNotLiveMakesTheScreenNotLive() {
    var nice = new FakeDistrict(clock, new DistrictId("nice"), Reality.REAL, List.of());
    districts.add(nice);
    assertThat(pulse().mode()).isEqualTo(Mode.LIVE);
    nice.setStatus(Phase.LOST, "The broker does not answer.");
    assertThat(pulse().mode()).isEqualTo(Mode.NOT_LIVE);
    nice.setStatus(Phase.CATCHING_UP, "");
    assertThat(pulse().mode()).isEqualTo(Mode.NOT_LIVE);
    nice.setStatus(Phase.LIVE, "");
    assertThat(pulse().mode()).isEqualTo(Mode.LIVE);
  }

  @Test
  void noDistrictIsNotLive() {
    districts.clear();
    assertThat(pulse().mode()).isEqualTo(Mode.NOT_LIVE);
  }

  @Test
  void screenStaysLiveUntilThePastIsThere() {
    pulse();
    session.playhead().seek(origin - 30 * Micros.PER_MINUTE);
    InstantOnScreen waiting = pulse();
    assertThat(waiting.mode()).isEqualTo(Mode.LIVE);
    assertThat(value(waiting)).isEqualTo(22);
    answer();
    InstantOnScreen past = pulse();
    assertThat(past.mode()).isEqualTo(Mode.REPLAY);
    assertThat(past.instant()).isEqualTo(origin - 30 * Micros.PER_MINUTE);
    assertThat(past.speed()).isZero();
    assertThat(value(past)).isEqualTo(5);
  }

  @Test
  void oneQuestionIsUnderWayAndTheLatestRequestWins() {
    for (int i = 1; i <= 100; i++) {
      session.playhead().seek(origin - i * Micros.PER_SECOND);
      pulse();
    }
    assertThat(questions).hasSize(1);
    answer();
    assertThat(pulse().instant()).isEqualTo(origin - Micros.PER_SECOND);
    answer();
    assertThat(pulse().instant()).isEqualTo(origin - 100 * Micros.PER_SECOND);
    assertThat(questions).isEmpty();
  }

  @Test
  void instantAndStateOnScreenBelongTogetherWhileAQuestionIsUnderWay() {
    session.playhead().seek(origin - 30 * Micros.PER_MINUTE);
    pulse();
    answer();
    pulse();
    session.playhead().seek(origin - 10 * Micros.PER_SECOND);
    InstantOnScreen waiting = pulse();
    assertThat(waiting.instant()).isEqualTo(origin - 30 * Micros.PER_MINUTE);
    assertThat(value(waiting)).isEqualTo(5);
    assertThat(part(waiting).state().instant()).isEqualTo(waiting.instant());
    answer();
    assertThat(value(pulse())).isEqualTo(22);
  }

  @Test
  void returnToNowDoesNotWaitForAQuestionThatIsUnderWay() {
    session.playhead().seek(origin - 30 * Micros.PER_MINUTE);
    pulse();
    session.playhead().follow();
    assertThat(pulse().mode()).isEqualTo(Mode.LIVE);
    answer();
    InstantOnScreen onScreen = pulse();
    assertThat(onScreen.mode()).isEqualTo(Mode.LIVE);
    assertThat(value(onScreen)).isEqualTo(22);
  }

  @Test
  void standingInstantIsAskedAnewEachSecondBecauseLateDataChangesIt() {
    session.playhead().seek(origin - 30 * Micros.PER_MINUTE);
    pulse();
    answer();
    InstantOnScreen before = pulse();
    monaco.observe("w-1", origin - 40 * Micros.PER_MINUTE, clock.now(), 31);
    clock.advance(Duration.ofMillis(400));
    pulse();
    assertThat(questions).isEmpty();
    clock.advance(Duration.ofMillis(700));
    pulse();
    answer();
    InstantOnScreen after = pulse();
    assertThat(value(after)).isEqualTo(31);
    assertThat(after.version()).isGreaterThan(before.version());
  }

  @Test
  void instantOfWhichNothingIsLoadedIsToldAndNothingInItIsCertain() {
    long instant = origin - Micros.PER_HOUR + 5 * Micros.PER_SECOND;
    session.playhead().seek(instant);
    pulse();
    answer();
    InstantOnScreen loaded = pulse();
    assertThat(loaded.ground()).isEqualTo(Ground.LOADED);
    assertThat(liveness(loaded)).isEqualTo(Liveness.FRESH);

    TimeRange around = new TimeRange(instant - Micros.PER_SECOND, instant + Micros.PER_SECOND);
    monaco.history().notLoaded(List.of(around));
    InstantOnScreen notLoaded = askedAnew();
    assertThat(notLoaded.ground()).isEqualTo(Ground.NOT_LOADED);
    assertThat(liveness(notLoaded)).isEqualTo(Liveness.UNKNOWN);
    assertThat(value(notLoaded)).as("the last that is known").isEqualTo(5);
    assertThat(notLoaded.version()).isGreaterThan(loaded.version());

    monaco.history().notLoaded(List.of());
    monaco.history().addHole(around);
    InstantOnScreen lost = askedAnew();
    assertThat(lost.ground()).isEqualTo(Ground.LOST);
    assertThat(liveness(lost)).isEqualTo(Liveness.UNKNOWN);
  }

  @Test
  void oneDistrictThatIsNotLoadedMakesTheInstantNotLoaded() {
    var nice = new FakeDistrict(clock, new DistrictId("nice"), Reality.REAL, List.of());
    districts.add(nice);
    session.playhead().seek(origin - 30 * Micros.PER_MINUTE);
    pulse();
    answer();
    assertThat(pulse().ground()).as("one of them has no past").isEqualTo(Ground.LOADED);
    nice.history().notLoaded(List.of(new TimeRange(origin - Micros.PER_DAY, origin)));
    InstantOnScreen onScreen = askedAnew();
    assertThat(part(onScreen).ground()).isEqualTo(Ground.LOADED);
    assertThat(onScreen.ground()).isEqualTo(Ground.NOT_LOADED);
  }

  @Test
  void lateDataRevisesAStandingInstantUntilThePlayheadMoves() {
    stand();
    assertThat(askedAnew().revised()).as("nothing has changed").isEmpty();
    monaco.observe("w-1", origin - 40 * Micros.PER_MINUTE, clock.now(), 31);
    InstantOnScreen revised = askedAnew();
    assertThat(value(revised)).isEqualTo(31);
    assertThat(revised.revised()).hasValue(clock.now());
    long seen = clock.now();
    assertThat(askedAnew().revised()).as("it stays told").hasValue(seen);

    session.playhead().step(1);
    pulse();
    answer();
    assertThat(pulse().revised()).isEmpty();
    session.playhead().step(-1);
    pulse();
    answer();
    assertThat(pulse().revised()).as("who comes back sees it anew").isEmpty();
  }

  @Test
  void partOfThePastThatIsLoadedMeanwhileRevisesTheInstant() {
    TimeRange half = new TimeRange(origin - Micros.PER_HOUR / 2, origin - 20 * Micros.PER_MINUTE);
    monaco.history().notLoaded(List.of(half));
    stand();
    monaco.history().notLoaded(List.of());
    InstantOnScreen loaded = askedAnew();
    assertThat(loaded.ground()).isEqualTo(Ground.LOADED);
    assertThat(loaded.revised()).hasValue(clock.now());
  }

  @Test
  void whatWasOnlyOnItsWayRevisesNothing() {
    session.playhead().pause();
    pulse();
    answer();
    pulse();
    monaco.observe("w-1", origin, clock.now(), 23);
    InstantOnScreen arrived = askedAnew();
    assertThat(value(arrived)).isEqualTo(23);
    assertThat(arrived.revised()).isEmpty();
    clock.advance(Duration.ofSeconds(9));
    monaco.observe("w-1", origin, clock.now(), 24);
    assertThat(askedAnew().revised()).hasValue(clock.now());
  }

  @Test
  void newDatastreamOfWhichNothingWasKnownThenRevisesNothing() {
    stand();
    monaco.setDatastreams(
        Reality.SIMULATED,
        List.of(
            FakeDistrict.waterLevel("w-1", 7.42, 43.73),
            FakeDistrict.waterLevel("w-2", 7.42, 43.73)));
    clock.advance(Duration.ofSeconds(1));
    monaco.observe("w-2", clock.now(), 46);
    assertThat(askedAnew().revised()).isEmpty();
    monaco.observe("w-2", origin - 50 * Micros.PER_MINUTE, clock.now(), 46);
    assertThat(askedAnew().revised()).hasValue(clock.now());
  }

  @Test
  void whatChangedWhileAnotherInstantWasOnScreenRevisesNothing() {
    stand();
    session.playhead().follow();
    pulse();
    monaco.observe("w-1", origin - 40 * Micros.PER_MINUTE, clock.now(), 31);
    stand();
    assertThat(value(pulse())).isEqualTo(31);
    assertThat(pulse().revised()).isEmpty();
  }

  @Test
  void failureOfTheHistoryKeepsTheScreenAndIsTriedAgain() {
    monaco.breakPast();
    pulse();
    session.playhead().seek(origin - 30 * Micros.PER_MINUTE);
    pulse();
    answer();
    assertThat(pulse().mode()).isEqualTo(Mode.LIVE);
    monaco.repairPast();
    answer();
    pulse();
    answer();
    assertThat(pulse().mode()).isEqualTo(Mode.REPLAY);
  }

  @Test
  void versionStandsWhileNothingThatCanBeSeenChanges() {
    clock.jumpTo(Math.floorDiv(origin, Micros.PER_SECOND) * Micros.PER_SECOND);
    long version = pulse().version();
    clock.advance(Duration.ofMillis(16));
    assertThat(pulse().version()).isEqualTo(version);
    clock.advance(Duration.ofMillis(16));
    assertThat(pulse().version()).isEqualTo(version);
    clock.advance(Duration.ofSeconds(1));
    assertThat(pulse().version()).isEqualTo(version + 1);
    monaco.observe("w-1", clock.now(), 46);
    assertThat(pulse().version()).isEqualTo(version + 2);
    monaco.setStatus(Phase.LOST, "The broker does not answer.");
    assertThat(pulse().version()).isEqualTo(version + 3);
  }

  @Test
  void versionStandsInTheStandingPastButForTheDistanceFromNow() {
    clock.jumpTo(Math.floorDiv(origin, Micros.PER_SECOND) * Micros.PER_SECOND);
    session.playhead().seek(origin - 30 * Micros.PER_MINUTE);
    pulse();
    answer();
    long version = pulse().version();
    assertThat(pulse().version()).isEqualTo(version);
    clock.advance(Duration.ofSeconds(1));
    assertThat(pulse().version()).isEqualTo(version + 1);
    answer();
    assertThat(pulse().version()).isEqualTo(version + 1);
    session.playhead().step(1);
    pulse();
    answer();
    assertThat(pulse().version()).isEqualTo(version + 2);
  }

  @Test
  void districtThatComesLaterIsShown() {
    assertThat(pulse().districts()).hasSize(1);
    districts.add(new FakeDistrict(clock, new DistrictId("nice"), Reality.REAL, List.of()));
    InstantOnScreen onScreen = pulse();
    assertThat(onScreen.districts())
        .extracting(d -> d.district().id().value())
        .containsExactly("monaco", "nice");
    assertThat(session.realities()).containsExactly(Reality.REAL, Reality.SIMULATED);
  }

  @Test
  void thePastIsShownWithTheCatalogueOfThenAndNowWithThatOfNow() {
    Roster before = monaco.roster();
    clock.advance(Duration.ofMinutes(10));
    monaco.setDatastreams(Reality.SIMULATED, List.of(FakeDistrict.waterLevel("w-2", 7.42, 43.73)));
    assertThat(part(pulse()).roster()).isSameAs(monaco.roster());
    session.playhead().seek(origin + Micros.PER_MINUTE);
    pulse();
    answer();
    InstantOnScreen past = pulse();
    assertThat(past.mode()).isEqualTo(Mode.REPLAY);
    assertThat(part(past).roster()).isSameAs(before);
    assertThat(part(past).roster().find(0)).isPresent();
    session.playhead().step(1);
    pulse();
    answer();
    assertThat(part(pulse()).roster()).as("so that tables are not made anew").isSameAs(before);
    session.playhead().follow();
    InstantOnScreen live = pulse();
    assertThat(part(live).roster()).isSameAs(monaco.roster());
    assertThat(part(live).roster().find(0)).as("retired").isEmpty();
  }

  /// Half an hour ago, and looks at it.
  private void stand() {
    session.playhead().seek(origin - 30 * Micros.PER_MINUTE);
    pulse();
    answer();
    pulse();
  }

  private InstantOnScreen askedAnew() {
    clock.advance(Duration.ofSeconds(2));
    pulse();
    answer();
    return pulse();
  }

  private static Liveness liveness(InstantOnScreen onScreen) {
    return part(onScreen).state().liveness(0, 10 * Micros.PER_SECOND);
  }

  private InstantOnScreen pulse() {
    session.playhead().advance();
    return instants.read();
  }

  private void answer() {
    while (!questions.isEmpty()) {
      questions.remove().run();
    }
  }

  private static InstantOnScreen.OnScreen part(InstantOnScreen onScreen) {
    return onScreen.districts().getFirst();
  }

  private static double value(InstantOnScreen onScreen) {
    return part(onScreen).state().value(0);
  }
}
