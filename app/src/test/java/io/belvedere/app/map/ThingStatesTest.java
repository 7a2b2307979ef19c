package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FakeDistrict;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import io.belvedere.ingest.twin.Twin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is followed from instant to instant looks as what is judged anew.
class ThingStatesTest {
  private static final long START = 1_763_908_800_000_000L;
  private static final int PARTITIONS = 3;

  private final Random random = new Random(4);
  private final List<Datastream> datastreams = new CrowdedMonaco(600).datastreams();
  private final ManualClock clock = new ManualClock(START);
  private final FakeDistrict district = new FakeDistrict(clock, datastreams);
  private final Twin twin = new Twin();
  private final DistrictState live = new DistrictState();
  private final DistrictState past = new DistrictState();
  private final long[] progress = {START, START, START};
  private final ThingTable table = ThingTable.of(onScreen(live));
  private final RoadTable roads = new RoadTable(CrowdedMonaco.MAP);

  /// All that is kept from instant to instant.
  private final class Followers {
    final ThingStates states = new ThingStates(table);
    final Silence silence = new Silence(table);
    final Traffic traffic = new Traffic(roads);
    final WorstThing worst = new WorstThing();

    void show(DistrictState state) {
      states.update(onScreen(state));
      silence.update(states, onScreen(state));
      traffic.update(states, silence, onScreen(state));
    }
  }

  private List<OnScreen> onScreen(DistrictState state) {
    return List.of(
        new OnScreen(district, district.roster(), state, district.status(), Ground.LOADED));
  }

  private void observe(int stream, long at) {
    Datastream described = datastreams.get(stream);
    double value =
        switch (described.role()) {
          case LON -> described.thing().lon() + random.nextGaussian() * 1e-3;
          case LAT -> described.thing().lat() + random.nextGaussian() * 1e-3;
          case VALUE, SPEED -> random.nextInt(8) == 0 ? 20 + random.nextInt(60) : random.nextInt(6);
        };
    int flags = Flags.of(Quality.GOOD, described.severityOf(value));
    twin.apply(
        stream,
        stream % PARTITIONS,
        at,
        at,
        value,
        random.nextInt(20) == 0 ? Flags.quarantined(flags) : flags,
        Observation.NOT_SENT,
        Observation.NOT_SENT);
  }

  /// Some time passes and some observations come; partitions stop and go on.
  private void live(int step) {
    clock.advance(Duration.ofMillis(random.nextInt(40) == 0 ? 9_000 : random.nextInt(300)));
    long now = clock.now();
    for (int i = random.nextInt(60); i > 0; i--) {
      observe(random.nextInt(datastreams.size()), now - random.nextInt(3_000_000));
    }
    for (int lon = datastreams.size() - 24; lon < datastreams.size(); lon += 2) {
      if (datastreams.get(lon).role() == Role.LON && random.nextInt(30) == 0) {
        observe(lon, now);
        if (random.nextInt(5) > 0) {
          observe(lon + 1, now);
        }
      }
    }
    for (int p = 0; p < PARTITIONS; p++) {
      boolean stands = (step / 150 + p) % 4 == 0;
      progress[p] = stands ? progress[p] : now - random.nextInt(2_000_000);
    }
    twin.copyTo(live, now);
    live.setProgress(progress);
  }

  @Test
  void whatIsFollowedLooksAsWhatIsJudgedAnew() {
    twin.ensure(datastreams.size());
    Followers followers = new Followers();
    int alike = 0;
    for (int step = 0; step < 900; step++) {
      live(step);
      if (random.nextInt(60) == 0) {
        // A look at the past, in columns of its own.
        past.reset(clock.now() - 60 * Micros.PER_SECOND, datastreams.size());
        past.copyColumns(live);
        past.setProgress(progress);
        followers.show(past);
        assertLooksAlike(followers, past);
      }
      if (random.nextInt(4) > 0) {
        followers.show(live);
        alike += assertLooksAlike(followers, live);
      }
    }
    assertThat(alike).as("things of which something was known").isGreaterThan(1_000);
  }

  /// @return of how many things something was known
  private int assertLooksAlike(Followers followers, DistrictState state) {
    Followers fresh = new Followers();
    fresh.show(state);
    ThingStates mine = followers.states;
    ThingStates anew = fresh.states;
    int known = 0;
    List<Integer> abnormal = new ArrayList<>();
    for (int i = 0; i < table.size; i++) {
      assertThat(mine.severity(i)).isEqualTo(anew.severity(i));
      assertThat(mine.liveness(i)).as("thing %d", i).isEqualTo(anew.liveness(i));
      assertThat(mine.worst[i]).isEqualTo(anew.worst[i]);
      assertThat(mine.isQuarantined(i)).isEqualTo(anew.isQuarantined(i));
      assertThat(mine.named(i)).isEqualTo(anew.named(i));
      known += mine.worst[i] >= 0 && state.isKnown(mine.worst[i]) ? 1 : 0;
      if (mine.severity(i) != Severity.NORMAL) {
        abnormal.add(i);
      }
      if (table.lonStream[i] < 0) {
        assertThat(mine.isPlaced(i)).isTrue();
      } else if (anew.isPlaced(i)) {
        assertThat(mine.x[i]).isEqualTo(anew.x[i]);
        assertThat(mine.isPlaced(i)).isTrue();
      }
    }
    assertThat(mine.mostIsUnknown()).isEqualTo(anew.mostIsUnknown());
    List<Integer> told = new ArrayList<>();
    for (int n = 0; n < mine.abnormal().size(); n++) {
      told.add(mine.abnormal().get(n));
    }
    assertThat(told).containsExactlyInAnyOrderElementsOf(abnormal);
    for (int road = 0; road < roads.roads.size(); road++) {
      assertThat(followers.traffic.state(road)).isEqualTo(fresh.traffic.state(road));
      assertThat(followers.traffic.silentFor(road)).isEqualTo(fresh.traffic.silentFor(road));
    }
    return known;
  }

  @Test
  void onlyThatIsJudgedOfWhichSomethingHasComeOrWhichHasGrownOld() {
    twin.ensure(datastreams.size());
    for (int stream = 0; stream < datastreams.size(); stream++) {
      observe(stream, START);
    }
    Followers followers = new Followers();
    twin.copyTo(live, START);
    live.setProgress(progress);
    followers.show(live);
    assertThat(followers.states.judged().size()).isEqualTo(table.size);

    observe(3, START + Micros.PER_SECOND);
    observe(17, START + Micros.PER_SECOND);
    observe(17, START + Micros.PER_SECOND);
    show(followers, START + 2 * Micros.PER_SECOND);
    assertThat(followers.states.judged().size()).isEqualTo(2);

    show(followers, START + 21_999_999);
    assertThat(followers.states.judged().size()).isZero();
    show(followers, START + 22_000_000);
    assertThat(followers.states.judged().size()).as("all but two are overdue").isBetween(400, 598);
    show(followers, START + 22_500_000);
    assertThat(followers.states.judged().size()).isZero();

    show(followers, START + 300 * Micros.PER_SECOND);
    assertThat(followers.states.judged().size()).as("all are offline").isGreaterThan(400);
    show(followers, START + 301 * Micros.PER_SECOND);
    assertThat(followers.states.judged().size()).as("vehicles that stand").isZero();
  }

  private void show(Followers followers, long now) {
    for (int p = 0; p < PARTITIONS; p++) {
      progress[p] = now;
    }
    twin.copyTo(live, now);
    live.setProgress(progress);
    followers.show(live);
  }

  @Test
  void theWorstIsTheSameWhateverCameFirst() {
    twin.ensure(datastreams.size());
    Followers followers = new Followers();
    for (int step = 0; step < 300; step++) {
      live(step);
      followers.show(live);
      Followers fresh = new Followers();
      fresh.show(live);
      // Without what it picked before, which is preferred.
      int mine = new WorstThing().pick(followers.states);
      assertThat(mine).isEqualTo(fresh.worst.pick(fresh.states));
    }
  }
}
