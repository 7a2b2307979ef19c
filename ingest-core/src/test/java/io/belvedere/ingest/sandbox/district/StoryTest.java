package io.belvedere.ingest.sandbox.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.city.Lines;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.sandbox.district.ReceivedLog.Column;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.Liveness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// The story of the simulated emergency, told by what was sent and by nothing else.
@TestInstance(Lifecycle.PER_CLASS)
class StoryTest {
  private static final long ANCHOR = Micros.of(Instant.parse("2026-01-10T13:40:00Z"));
  private static final ScriptClock CLOCK = new ScriptClock(ANCHOR);
  private static final Set<String> KNOWN = Set.of("Rond-Point Sainte-Dévote");
  private static final Set<String> LEARNT_LATE =
      Set.of(
          "Rue Suffren Reymond",
          "Rue de Millo",
          "Rue Grimaldi",
          "Rue Princesse Florestine",
          "Rue Imberty");

  private final SimulatedDistrict district =
      new SimulatedDistrict(CityMaps.bundled("monaco"), 20_260_110, 1, ANCHOR);
  private final ReceivedLog log = new ReceivedLog(district.datastreams());

  @BeforeAll
  void sendTwoHours() {
    district.advanceTo(ANCHOR, log);
  }

  private static long at(String time) {
    return CLOCK.at(time);
  }

  private List<Column> of(String kind) {
    return log.columns().stream().filter(c -> c.datastream().kind().equals(kind)).toList();
  }

  private Set<String> flooded(long t, long known) {
    return of("traffic").stream()
        .filter(c -> c.stateAt(t, known).equals("flooding"))
        .map(c -> c.datastream().thing().name())
        .collect(Collectors.toSet());
  }

  private List<Column> behindTheSilentGateways() {
    return log.columns().stream()
        .filter(
            c ->
                c.datastream()
                    .thing()
                    .gateway()
                    .filter(Set.of("GW-CON-2", "GW-CON-3")::contains)
                    .isPresent())
        .toList();
  }

  private static Liveness liveness(Column column, long t) {
    int i = column.at(t, t);
    return i < 0
        ? Liveness.UNKNOWN
        : Liveness.of(t, column.applied(i), column.datastream().period(), t);
  }

  @Test
  void at1403OneRoadWasKnownToBeFlooded() {
    assertThat(flooded(at("14:03"), at("14:03"))).isEqualTo(KNOWN);
  }

  @Test
  void at1403SixRoadsWereFlooded() {
    Set<String> six = new TreeSet<>(KNOWN);
    six.addAll(LEARNT_LATE);
    assertThat(flooded(at("14:03"), ANCHOR)).isEqualTo(six);
  }

  @Test
  void at1403TheWaterStood22CentimetresDeepInRueSuffrenReymondAndNobodyKnew() {
    Column level = log.named("Water level Rue Suffren Reymond 1");
    assertThat(level.valueAt(at("14:03"), ANCHOR)).isCloseTo(22, within(0.7));
    assertThat(level.valueAt(at("14:03"), at("14:03"))).isLessThan(5);
  }

  @Test
  void theOtherFiveWereLearntWhenTheGatewaysReturned() {
    Map<String, Long> learnt = new TreeMap<>();
    for (Column column : of("traffic")) {
      int true1403 = column.at(at("14:03"), ANCHOR);
      int known1403 = column.at(at("14:03"), at("14:03"));
      if (column.value(true1403) != column.value(known1403)
          && column.stateAt(at("14:03"), ANCHOR).equals("flooding")) {
        learnt.put(column.datastream().thing().name(), column.received(true1403));
      }
    }
    assertThat(learnt.keySet()).isEqualTo(LEARNT_LATE);
    assertThat(learnt.values()).allMatch(t -> t > at("14:31") && t < at("14:33"));
  }

  @Test
  void theRoadsBehindTheSilentGatewaysAreNotFreshAt1403() {
    for (Column column : of("traffic")) {
      if (LEARNT_LATE.contains(column.datastream().thing().name())) {
        assertThat(liveness(column, at("14:03"))).isNotEqualTo(Liveness.FRESH);
      }
    }
  }

  @Test
  void theGatewaysThatFallSilentCarry212Datastreams() {
    assertThat(behindTheSilentGateways()).hasSize(212);
  }

  @Test
  void aSilentGatewayShowsWithinAMinute() {
    for (String gateway : List.of("GW-CON-2", "GW-CON-3")) {
      Column heartbeat = log.named("Heartbeat " + gateway);
      assertThat(liveness(heartbeat, at("13:58:29"))).isEqualTo(Liveness.FRESH);
      assertThat(liveness(heartbeat, at("13:59:34"))).isNotEqualTo(Liveness.FRESH);
      assertThat(liveness(heartbeat, at("14:31:50"))).isEqualTo(Liveness.FRESH);
    }
  }

  @Test
  void nothingComesThroughASilentGateway() {
    for (Column column : behindTheSilentGateways()) {
      for (int i = 0; i < column.size(); i++) {
        // What left just before may still be on its way.
        assertThat(column.received(i)).matches(t -> t < at("13:58:34") || t > at("14:31:20"));
      }
    }
  }

  @Test
  void about42000ReadingsComeLateOldestFirst() {
    int late = 0;
    long last = 0;
    for (Column column : behindTheSilentGateways()) {
      long newest = Long.MIN_VALUE;
      Set<Long> seen = new HashSet<>();
      for (int i = 0; i < column.size(); i++) {
        boolean first = seen.add(column.event(i));
        if (first && column.event(i) < at("14:31:20") && column.received(i) >= at("14:31:20")) {
          late++;
          last = Math.max(last, column.received(i));
          assertThat(column.event(i)).isGreaterThanOrEqualTo(newest);
          newest = column.event(i);
        }
      }
    }
    assertThat(late).isBetween(40_500, 43_000);
    assertThat(last).isBetween(at("14:32:40"), at("14:32:56"));
  }

  @Test
  void twoDevicesStampWhenTheySendInsteadOfWhenTheyMeasured() {
    List<String> restamped = new ArrayList<>();
    for (Column column : behindTheSilentGateways()) {
      int burst = 0;
      for (int i = 0; i < column.size(); i++) {
        boolean inBurst =
            column.received(i) > at("14:31:20") && column.received(i) < at("14:32:50");
        if (inBurst && column.received(i) - column.event(i) < 4 * Micros.PER_SECOND) {
          burst++;
        }
      }
      if (burst > 100) {
        restamped.add(column.datastream().name());
      }
    }
    assertThat(restamped).hasSize(2).allMatch(name -> name.startsWith("Heat meter"));
  }

  @Test
  void theWaterPeaksAt46CentimetresAt1414() {
    Column level = log.named("Water level Rue Suffren Reymond 2");
    double peak = 0;
    long when = 0;
    for (int i = 0; i < level.size(); i++) {
      if (level.value(i) > peak) {
        peak = level.value(i);
        when = level.event(i);
      }
    }
    assertThat(peak).isCloseTo(46, within(0.5));
    assertThat(when).isBetween(at("14:13"), at("14:15"));
  }

  @Test
  void at1440TheWaterStands28CentimetresDeepAndFalls() {
    Column level = log.named("Water level Rue Suffren Reymond 1");
    assertThat(level.valueAt(ANCHOR, ANCHOR)).isCloseTo(28, within(0.6));
    assertThat(level.valueAt(at("14:36"), ANCHOR)).isGreaterThan(29);
  }

  @Test
  void theBurstIsAlarmingWithinSeconds() {
    Column pressure = log.named("Pressure Pont Sainte-Dévote");
    long first = Long.MAX_VALUE;
    for (int i = 0; i < pressure.size(); i++) {
      if (pressure.datastream().severityOf(pressure.value(i)) == Severity.P2) {
        first = Math.min(first, pressure.received(i));
      }
    }
    assertThat(first).isBetween(at("13:52:10"), at("13:52:28"));
    assertThat(pressure.valueAt(at("13:52:58"), ANCHOR)).isCloseTo(3.4, within(0.1));
    assertThat(log.named("Flow Pont Sainte-Dévote").valueAt(at("13:53"), ANCHOR))
        .isCloseTo(120 * 2.8, within(8.0));
  }

  @Test
  void theMainPulsatesBeforeItBursts() {
    Column pressure = log.named("Pressure Pont Sainte-Dévote");
    double lowest = Double.MAX_VALUE;
    double highest = 0;
    for (int i = 0; i < pressure.size(); i++) {
      if (pressure.event(i) > at("13:46:10") && pressure.event(i) < at("13:52:05")) {
        lowest = Math.min(lowest, pressure.value(i));
        highest = Math.max(highest, pressure.value(i));
      }
    }
    assertThat(lowest).isCloseTo(7.1, within(0.06));
    assertThat(highest).isCloseTo(7.8, within(0.06));
    assertThat(pressure.valueAt(at("13:40"), ANCHOR)).isCloseTo(7.8, within(0.05));
  }

  @Test
  void theRedundantGaugesAtTheRoundaboutNearlyAgreeAndOneRepeatsItself() {
    Column one = log.named("Water level Rond-Point Sainte-Dévote 1");
    Column two = log.named("Water level Rond-Point Sainte-Dévote 2");
    assertThat(one.datastream().group()).isPresent().isEqualTo(two.datastream().group());
    assertThat(one.valueAt(at("13:56"), ANCHOR)).isCloseTo(11, within(0.5));
    assertThat(two.valueAt(at("13:56"), ANCHOR))
        .isCloseTo(one.valueAt(at("13:56"), ANCHOR), within(0.6));
    assertThat(one.datastream().severityOf(one.valueAt(at("13:56:05"), ANCHOR)))
        .isEqualTo(Severity.P1);
    assertThat(repetitions(two)).isGreaterThan(two.size() * 9 / 20);
    assertThat(repetitions(one)).isLessThan(one.size() / 50);
  }

  private static int repetitions(Column column) {
    int repeated = 0;
    for (int i = 1; i < column.size(); i++) {
      if (column.event(i) == column.event(i - 1)) {
        repeated++;
      }
    }
    return repeated;
  }

  @Test
  void theBusOnAvenuePrincesseGraceIsRaisedAndCleared() {
    List<Column> avenue =
        of("traffic").stream()
            .filter(c -> c.datastream().thing().name().startsWith("Avenue Princesse Grace"))
            .toList();
    assertThat(avenue).noneMatch(c -> c.stateAt(at("13:19"), ANCHOR).equals("congestion"));
    assertThat(avenue).anyMatch(c -> c.stateAt(at("13:25"), ANCHOR).equals("congestion"));
    assertThat(avenue).noneMatch(c -> c.stateAt(at("13:36"), ANCHOR).equals("congestion"));
  }

  @Test
  void theCrashStopsTheTunnelAndJamsTheRoadsAround() {
    Set<String> accidents =
        of("traffic").stream()
            .filter(c -> c.stateAt(at("14:18"), ANCHOR).equals("accident"))
            .map(c -> c.datastream().thing().name())
            .collect(Collectors.toSet());
    assertThat(accidents).isNotEmpty().allMatch(n -> n.startsWith("Boulevard du Larvotto"));
    Column speed = log.named("Speed " + accidents.iterator().next());
    assertThat(speed.valueAt(at("14:15:55"), ANCHOR)).isGreaterThan(38);
    assertThat(speed.valueAt(at("14:16:40"), ANCHOR)).isLessThan(2);
    Set<String> jammed =
        of("traffic").stream()
            .filter(c -> c.stateAt(at("14:24"), ANCHOR).equals("congestion"))
            .map(c -> c.datastream().thing().name().replaceAll(" \\d+$", ""))
            .collect(Collectors.toSet());
    assertThat(jammed).contains("Boulevard Louis II", "Avenue Princesse Grace");
  }

  @Test
  void theFirstUnitComesFromFontvieilleAndTheAmbulanceIsStuck() {
    double[] before = place("Fire engine 1", "14:11");
    double[] after = place("Fire engine 1", "14:20");
    assertThat(Lines.metres(before[0], before[1], 7.41778, 43.72793)).isLessThan(120);
    assertThat(Lines.metres(after[0], after[1], 7.42080, 43.73420)).isLessThan(150);
    assertThat(log.named("Speed Ambulance 1").valueAt(at("14:23"), ANCHOR)).isGreaterThan(4);
    assertThat(log.named("Speed Ambulance 1").valueAt(at("14:30"), ANCHOR)).isLessThan(2);
    assertThat(log.named("Access Centre Hospitalier Princesse Grace").stateAt(at("14:30"), ANCHOR))
        .isEqualTo("impaired");
  }

  private double[] place(String vehicle, String time) {
    return new double[] {
      log.named("Longitude " + vehicle).valueAt(at(time), ANCHOR),
      log.named("Latitude " + vehicle).valueAt(at(time), ANCHOR)
    };
  }

  @Test
  void aGatewayInFontvieilleRunsAhead47SecondsAndOneReadingBehindItIsOverItsLimit() {
    Column hot = log.named("Transformer Fontvieille");
    assertThat(hot.datastream().thing().gateway()).contains("GW-FON-2");
    boolean alarm = false;
    int ahead = 0;
    for (Column column : log.columns()) {
      for (int i = 0; i < column.size(); i++) {
        if (column.isQuarantined(i)) {
          assertThat(column.key()).isEqualTo("GW-FON-2");
          assertThat((column.event(i) - column.received(i)) / 1e6).isBetween(42.0, 47.1);
          assertThat(column.received(i)).isBetween(at("14:12"), at("14:19:40"));
          ahead++;
          alarm |=
              column == hot
                  && hot.datastream().severityOf(hot.value(i)).compareTo(Severity.P3) >= 0;
        }
      }
    }
    assertThat(ahead).isGreaterThan(1_000);
    assertThat(alarm).isTrue();
  }

  @Test
  void theStadeNautiqueHintsAtTheWaterWithoutAnAlarm() {
    Column level = log.named("Water level Stade Nautique");
    assertThat(level.valueAt(at("14:06"), at("14:06"))).isCloseTo(3, within(0.6));
    assertThat(level.datastream().severityOf(level.valueAt(at("14:20"), ANCHOR)))
        .isEqualTo(Severity.NORMAL);
  }

  @Test
  void thePumpTheLiftsAndTheCameraOfTheGalleryFailAt1408() {
    assertThat(log.named("Pump Galerie Sainte-Dévote 2").stateAt(at("14:08:10"), ANCHOR))
        .isEqualTo("failed");
    for (int i = 1; i <= 2; i++) {
      Column lift = log.named("Lift Monaco station " + i);
      assertThat(lift.stateAt(at("14:07:55"), ANCHOR)).isEqualTo("running");
      assertThat(lift.stateAt(at("14:08:10"), ANCHOR)).isEqualTo("stopped");
    }
    Column camera = log.named("Vehicles, Camera Galerie Sainte-Dévote");
    assertThat(distinct(camera, "14:08:10", "14:40")).isEqualTo(1);
    assertThat(distinct(camera, "13:30", "14:00")).isGreaterThan(3);
  }

  private static long distinct(Column column, String from, String to) {
    Set<Double> values = new TreeSet<>();
    for (int i = 0; i < column.size(); i++) {
      if (column.event(i) >= at(from) && column.event(i) < at(to)) {
        values.add(column.value(i));
      }
    }
    return values.size();
  }

  @Test
  void elevenSensorsAreLostAndNothingElse() {
    List<Column> lost =
        log.columns().stream().filter(c -> liveness(c, ANCHOR) != Liveness.FRESH).toList();
    assertThat(lost).hasSize(11);
    assertThat(lost).allMatch(c -> liveness(c, ANCHOR) == Liveness.OFFLINE);
    assertThat(lost).allMatch(c -> c.datastream().name().startsWith("Cellar humidity"));
  }

  @Test
  void inTheCalmEverythingIsFreshAndAlmostNothingIsAbnormal() {
    long calm = at("13:10");
    assertThat(log.columns()).allMatch(c -> liveness(c, calm) == Liveness.FRESH);
    List<String> abnormal =
        log.columns().stream()
            .filter(c -> severity(c, calm).isAbnormal())
            .map(c -> c.datastream().name())
            .toList();
    assertThat(abnormal).hasSize(2);
    assertThat(abnormal).anyMatch(n -> n.startsWith("Lift")).anyMatch(n -> n.startsWith("Noise"));
  }

  private static Severity severity(Column column, long t) {
    return column.datastream().severityOf(column.valueAt(t, t));
  }

  /// What somebody sees first: two things in red, five in orange, by road or by thing.
  @Test
  void theFirstScreenHasTwoP1AndFiveP2() {
    Map<String, Severity> worst = new TreeMap<>();
    for (Column column : log.columns()) {
      Datastream datastream = column.datastream();
      worst.merge(
          datastream.thing().road().orElse(datastream.thing().id()),
          severity(column, ANCHOR),
          (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
    assertThat(worst.values().stream().filter(s -> s == Severity.P1)).hasSize(2);
    assertThat(worst.values().stream().filter(s -> s == Severity.P2)).hasSize(5);
    assertThat(worst.values().stream().filter(s -> s == Severity.P3)).hasSizeLessThan(6);
    assertThat(worst.values().stream().filter(s -> s == Severity.P4)).hasSizeLessThan(25);
  }

  @Test
  void theRateIsCalmFirstAndRisesWithTheEmergency() {
    assertThat(perSecond("12:50", "13:50")).isBetween(190.0, 212.0);
    assertThat(perSecond("13:57", "14:30")).isBetween(1_560.0, 1_720.0);
    assertThat(perSecond("14:34", "14:40")).isBetween(1_620.0, 1_720.0);
    assertThat(log.observations()).isBetween(5_000_000L, 5_600_000L);
  }

  private double perSecond(String from, String to) {
    long begin = at(from);
    long end = at(to);
    long count = 0;
    for (Column column : log.columns()) {
      for (int i = 0; i < column.size(); i++) {
        if (column.received(i) >= begin && column.received(i) < end) {
          count++;
        }
      }
    }
    return count / ((end - begin) / 1e6);
  }

  @Test
  void everythingComesInTheOrderOfItsReceipt() {
    assertThat(log.isInOrder()).isTrue();
  }

  @Test
  void aDatastreamAlwaysHasOneKey() {
    assertThat(log.strayKey()).isEmpty();
  }

  @Test
  void retransmissionsRepeatAFewRecords() {
    long repeated = log.columns().stream().mapToLong(StoryTest::sentTwice).sum();
    assertThat(repeated).isBetween(1_000L, 60_000L);
  }

  private static long sentTwice(Column column) {
    long twice = 0;
    for (int i = 0; i < column.size(); i++) {
      for (int j = Math.max(0, i - 12); j < i; j++) {
        if (column.event(j) == column.event(i)) {
          twice++;
          break;
        }
      }
    }
    return twice;
  }

  @Test
  void mostObservationsArriveWithinASecondAndNoneTooEarly() {
    long late = 0;
    for (Column column : log.columns()) {
      for (int i = 0; i < column.size(); i++) {
        long delay = column.received(i) - column.event(i);
        late += delay > 1_500_000 ? 1 : 0;
        assertThat(delay).isGreaterThan(-48 * Micros.PER_SECOND);
      }
    }
    assertThat(late).isLessThan(log.observations() / 20);
  }
}
