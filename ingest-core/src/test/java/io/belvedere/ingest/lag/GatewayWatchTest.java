package io.belvedere.ingest.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.belvedere.ingest.lag.GatewayReading.Silent;
import io.belvedere.ingest.lag.GatewayReading.WrongClock;
import io.belvedere.ingest.model.Catalogue;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.District;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Reality;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Four gateways, three of them with three sensors each and one with one; every sensor reports
/// every ten seconds.
class GatewayWatchTest {
  private static final long PERIOD = 10 * Micros.PER_SECOND;

  /// Two periods, and what the way may take.
  private static final long OVERDUE = 2 * PERIOD + 2 * Micros.PER_SECOND;

  private static final int FULL = 3;
  private static final int SENSORS = 10;

  private final ManualClock clock = new ManualClock(1_767_000_000_000_000L);
  private final GatewayWatch watch = new GatewayWatch(clock);
  private final List<Datastream> datastreams = new ArrayList<>();
  private final long[] eventTime = new long[SENSORS + 1];
  private final long[] delay = new long[SENSORS + 1];
  private final boolean[] quarantined = new boolean[SENSORS + 1];
  private long progressStands = Long.MAX_VALUE;

  GatewayWatchTest() {
    for (int gateway = 0; gateway < FULL; gateway++) {
      for (int sensor = 0; sensor < 3; sensor++) {
        add("s-" + gateway + "-" + sensor, "gw-" + gateway);
      }
    }
    add("s-3-0", "gw-3");
    datastreams.add(
        datastream(
            "heartbeat-0",
            new Thing(
                "gw-0", "Gateway Zero", "gateway", 7, 43, Optional.empty(), Optional.empty())));
    for (int d = 0; d < eventTime.length; d++) {
      delay[d] = 300_000;
      observe(d);
    }
  }

  @Test
  void aGatewayIsSilentWhenAllThatCameThroughItIsOverdue() {
    long last = clock.now();
    clock.advance(Micros.toDuration(OVERDUE - 1));
    observe(3, 4, 5, 6, 7, 8, 9);
    assertThat(look().silent()).as("a moment before").isEmpty();
    clock.advance(Micros.toDuration(1));
    assertThat(look().silent()).containsExactly(new Silent("gw-0", "Gateway Zero", last, 4));
    observe(1);
    assertThat(look().silent()).as("one has come").isEmpty();
  }

  @Test
  void whatItTellsOfItselfIsASignOfLife() {
    clock.advance(Micros.toDuration(OVERDUE));
    observe(3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(look().silent()).isEmpty();
  }

  @Test
  void oneThatIsAloneMayItselfBeBroken() {
    clock.advance(Micros.toDuration(OVERDUE));
    observe(0, 3, 6);
    assertThat(look().silent()).isEmpty();
    assertThat(look().gateways()).isEqualTo(4);
  }

  @Test
  void theLongestSilentComesFirst() {
    long first = clock.now();
    clock.advance(Duration.ofSeconds(5));
    observe(3, 4, 5);
    clock.advance(Micros.toDuration(OVERDUE));
    observe(9, 10);
    assertThat(look().silent())
        .extracting(Silent::id, Silent::since)
        .containsExactly(tuple("gw-2", first), tuple("gw-1", first + 5 * Micros.PER_SECOND));
  }

  @Test
  void whereKafkaStandsNoGatewayIsToBlame() {
    progressStands = clock.now();
    clock.advance(Duration.ofHours(1));
    assertThat(look().silent()).isEmpty();
  }

  @Test
  void aClockIsComparedWithThatOfTheTypicalGateway() {
    wrongBy(1, 3_200_000);
    assertThat(minute().wrongClocks())
        .containsExactly(new WrongClock("gw-1", "gw-1", OptionalLong.of(3_200_000)));
    wrongBy(1, -4_000_000);
    minute();
    assertThat(minute().wrongClocks())
        .containsExactly(new WrongClock("gw-1", "gw-1", OptionalLong.of(-4_000_000)));
  }

  @Test
  void nothingIsSaidOfAClockBeforeTenLooks() {
    wrongBy(1, 3_200_000);
    wrongBy(0, 0);
    for (int i = 0; i < 9; i++) {
      assertThat(second().wrongClocks()).isEmpty();
    }
    assertThat(second().wrongClocks()).hasSize(1);
  }

  @Test
  void aWrongClockStaysWrongUntilItIsClearlyRight() {
    wrongBy(1, GatewayWatch.WRONG - 1);
    minute();
    assertThat(minute().wrongClocks()).isEmpty();
    wrongBy(1, GatewayWatch.WRONG);
    minute();
    assertThat(minute().wrongClocks()).hasSize(1);
    wrongBy(1, GatewayWatch.RIGHT);
    minute();
    assertThat(minute().wrongClocks()).hasSize(1);
    wrongBy(1, GatewayWatch.RIGHT - 1);
    minute();
    assertThat(minute().wrongClocks()).isEmpty();
  }

  @Test
  void oneSensorOfThreeAndTenSecondsOfAMinuteChangeNothing() {
    delay[3] = -40 * Micros.PER_SECOND;
    minute();
    assertThat(minute().wrongClocks()).as("one sensor").isEmpty();
    delay[3] = 300_000;
    minute();
    wrongBy(1, 4_000_000);
    for (int i = 0; i < 10; i++) {
      assertThat(second().wrongClocks()).as("second %d", i).isEmpty();
    }
  }

  @Test
  void oneWhoseObservationsAreQuarantinedIsFarAhead() {
    quarantined[3] = true;
    assertThat(minute().wrongClocks()).as("one of three").isEmpty();
    quarantined[4] = true;
    assertThat(minute().wrongClocks())
        .containsExactly(new WrongClock("gw-1", "gw-1", OptionalLong.empty()));
    quarantined[3] = false;
    quarantined[4] = false;
    assertThat(minute().wrongClocks()).isEmpty();
  }

  /// A minute in which all sensors report every second.
  private GatewayReading minute() {
    GatewayReading reading = GatewayReading.NONE;
    for (int i = 0; i < 62; i++) {
      reading = second();
    }
    return reading;
  }

  private GatewayReading second() {
    clock.advance(Duration.ofSeconds(1));
    for (int d = 0; d < eventTime.length; d++) {
      observe(d);
    }
    return look();
  }

  /// Lets a gateway's clock be ahead.
  private void wrongBy(int gateway, long ahead) {
    for (int sensor = 0; sensor < 3; sensor++) {
      delay[gateway * 3 + sensor] = 300_000 - ahead;
    }
  }

  private void observe(int... sensors) {
    for (int d : sensors) {
      eventTime[d] = clock.now();
    }
  }

  private GatewayReading look() {
    DistrictState state = new DistrictState();
    state.reset(clock.now(), eventTime.length);
    state.setProgress(new long[] {Math.min(clock.now(), progressStands)});
    for (int d = 0; d < eventTime.length; d++) {
      int flags = Flags.of(Quality.GOOD, Severity.NORMAL);
      state.set(
          d,
          eventTime[d],
          eventTime[d] + delay[d],
          1,
          quarantined[d] ? Flags.quarantined(flags) : flags);
    }
    return watch.look(roster(), state);
  }

  private Roster roster() {
    var district =
        new District(
            new DistrictId("port"), "Port", ZoneId.of("Europe/Monaco"), "", Reality.SIMULATED);
    return new Roster(
        Catalogue.of(district, datastreams),
        datastreams.stream().map(Datastream::id).toList(),
        /* version= */ 1);
  }

  private void add(String id, String gateway) {
    datastreams.add(
        datastream(
            id, new Thing("t-" + id, id, "gauge", 7, 43, Optional.of(gateway), Optional.empty())));
  }

  private static Datastream datastream(String id, Thing thing) {
    return new Datastream(
        id,
        id,
        "water-level",
        "cm",
        Role.VALUE,
        PERIOD,
        Criticality.HIGH,
        thing,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Long.MIN_VALUE);
  }
}
