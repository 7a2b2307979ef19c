package io.belvedere.ingest.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.Liveness;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreachesTest {
  private final Street street = new Street();

  @Test
  void nothingNeedsAnybodyWhereAllIsWell() {
    int level = street.level("level-1", "Rond-Point 1", "", "");
    street.reads(level, 0, 3);
    assertThat(street.breaches(5)).isEmpty();
  }

  @Test
  void aBreachSaysWhatWhereAndSinceWhen() {
    int level = street.level("level-1", "Rond-Point Sainte-D\u00e9vote 1", "", "");
    street.reads(level, 0, 3).reads(level, 10, 12).reads(level, 20, 28.04);
    Breach breach = street.breaches(25).getFirst();
    assertThat(breach.title()).isEqualTo("Water level 28 cm, Rond-Point Sainte-D\u00e9vote 1");
    assertThat(breach.severity()).isEqualTo(Severity.P1);
    assertThat(breach.since()).hasValue(began(10));
    assertThat(breach.kind()).isEqualTo(Breach.Kind.THING);
    assertThat(breach.subject()).isEqualTo("thing-level-1");
    assertThat(breach.lon()).isEqualTo(7.42);
    assertThat(breach.lat()).isEqualTo(43.73);
    assertThat(breach.liveness()).isEqualTo(Liveness.FRESH);
  }

  @Test
  void whatWasSoWhenTheKnownTimeBeganMayHaveBegunEarlier() {
    int level = street.level("level-1", "A", "", "");
    street.reads(level, 0, 3);
    street.history().hole(new TimeRange(Street.at(5), Street.at(15)));
    street.reads(level, 20, 12).reads(level, 30, 12);
    assertThat(street.breaches(35).getFirst().since())
        .hasValue(new Onset(Street.at(20), Street.at(0)));
    street.reads(level, 40, 3).reads(level, 50, 12);
    assertThat(street.breaches(55).getFirst().since()).hasValue(began(50));
  }

  @Test
  void whatBeganTogetherWithSomethingOlderMayBeOlderToo() {
    int a = street.level("level-a", "A", "", "both");
    int b = street.level("level-b", "B", "", "both");
    street.reads(a, 0, 3).reads(b, 9, 12).reads(a, 10, 12);
    assertThat(street.breaches(15).getFirst().since()).hasValue(beganBefore(9));
  }

  @Test
  void whatBeganOutOfSightButLaterDoesNotMakeTheStartOfTheRestUncertain() {
    int a = street.level("level-a", "A", "", "both");
    int b = street.level("level-b", "B", "", "both");
    street.reads(a, 0, 3).reads(a, 10, 12).reads(b, 30, 3);
    street.history().hole(new TimeRange(Street.at(40), Street.at(50)));
    street.reads(a, 60, 12).reads(b, 60, 12);
    assertThat(street.breaches(65).getFirst().since()).hasValue(began(10));
  }

  @Test
  void theRowOfAnInstantIsNotThatOfALaterOne() {
    int level = street.level("level-1", "A", "", "");
    street.reads(level, 0, 12).reads(level, 10, 3).reads(level, 20, 25);
    assertThat(street.breaches(5))
        .singleElement()
        .extracting(Breach::severity)
        .isEqualTo(Severity.P2);
    assertThat(street.breaches(15)).isEmpty();
    assertThat(street.breaches(25))
        .singleElement()
        .extracting(Breach::severity)
        .isEqualTo(Severity.P1);
  }

  @Test
  void allBreachesOnOneRoadAreOneRowWithTheWorstOnTop() {
    int travel = street.travel("travel-1", "Rue de Millo", "way/7", "");
    int speed = street.speed("speed-1", "Rue de Millo", "way/7");
    int other = street.travel("travel-2", "Rue Grimaldi", "way/8", "");
    street.reads(speed, 0, 4).reads(travel, 10, 4).reads(other, 11, 2);
    List<Breach> breaches = street.breaches(15);
    assertThat(breaches)
        .extracting(Breach::key, Breach::title, Breach::severity, Breach::count)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "road:Rue de Millo", "Flooding, Rue de Millo", Severity.P1, 2),
            org.assertj.core.groups.Tuple.tuple(
                "road:Rue Grimaldi", "Congestion, Rue Grimaldi", Severity.P3, 1));
    assertThat(breaches.getFirst().since()).hasValue(beganBefore(0));
    assertThat(breaches.getFirst().kind()).isEqualTo(Breach.Kind.ROAD);
    assertThat(breaches.getFirst().subject()).isEqualTo("way/7");
    assertThat(breaches.getFirst().things()).containsExactly("thing-travel-1", "thing-speed-1");
  }

  @Test
  void segmentsOfOneRoadAreOneRow() {
    int first = street.travel("travel-1", "Avenue d'Ostende 1", "way/1", "");
    int second = street.travel("travel-2", "Avenue d'Ostende 12", "way/2", "");
    int worst = street.travel("travel-3", "Avenue d'Ostende 3", "way/3", "");
    street.reads(first, 0, 1).reads(second, 5, 1).reads(worst, 8, 2);
    assertThat(street.breaches(10))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.key()).isEqualTo("road:Avenue d'Ostende");
              assertThat(row.title()).isEqualTo("Congestion, Avenue d'Ostende, 3 segments");
              assertThat(row.subject()).isEqualTo("way/3");
              assertThat(row.since()).hasValue(beganBefore(0));
            });
  }

  @Test
  void redundantSensorsAreOneRow() {
    int a = street.level("level-a", "Rond-Point 1", "", "rond-point");
    int b = street.level("level-b", "Rond-Point 2", "", "rond-point");
    street.reads(a, 0, 12).reads(b, 1, 21);
    assertThat(street.breaches(5))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.title()).isEqualTo("Water level 21 cm, Rond-Point 2");
              assertThat(row.count()).isEqualTo(2);
              assertThat(row.key()).isEqualTo("group:rond-point");
            });
  }

  @Test
  void aSilentGatewayIsOneRowHoweverManyReportThroughIt() {
    street.heartbeat("GW-CON-2");
    int heartbeat = 0;
    for (int i = 0; i < 105; i++) {
      int level = street.level("level-" + i, "Place " + i, "GW-CON-2", "");
      street.reads(level, i % 10, 1);
    }
    street.reads(heartbeat, 10, 1);
    assertThat(street.breaches(69)).isEmpty();
    assertThat(street.breaches(70))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.title()).isEqualTo("Gateway GW-CON-2 silent, 106 datastreams");
              assertThat(row.severity()).isEqualTo(Severity.P2);
              assertThat(row.since()).hasValue(began(10));
              assertThat(row.count()).isEqualTo(106);
              assertThat(row.kind()).isEqualTo(Breach.Kind.SILENT_GATEWAY);
              assertThat(row.subject()).isEqualTo("GW-CON-2");
              assertThat(row.lon()).isEqualTo(7.4);
            });
  }

  @Test
  void aGatewayOfWhichOneSensorIsHeardIsNotSilent() {
    int a = street.level("level-a", "A", "GW-1", "");
    int b = street.level("level-b", "B", "GW-1", "");
    street.reads(a, 0, 1).reads(b, 0, 1).reads(b, 300, 1);
    assertThat(street.breaches(310)).isEmpty();
  }

  @Test
  void whereTheLogIsNotSeenNoGatewayIsCalledSilent() {
    int level = street.level("level-a", "A", "GW-1", "");
    street.reads(level, 0, 1);
    assertThat(Breaches.at(street.roster(), street.state(600, 10), street.history())).isEmpty();
    assertThat(Breaches.at(street.roster(), street.state(600, 599), street.history())).hasSize(1);
  }

  @Test
  void aBreachStaysWhenItsSensorFallsSilentAndSaysSo() {
    int level = street.level("level-1", "Rue Suffren Reymond 2", "GW-1", "");
    street.reads(level, 0, 22);
    List<Breach> breaches = street.breaches(300);
    assertThat(breaches)
        .extracting(Breach::title)
        .containsExactly(
            "Water level 22 cm, Rue Suffren Reymond 2; silent 5 min",
            "Gateway GW-1 silent, 1 datastream");
    assertThat(breaches.getFirst().severity()).isEqualTo(Severity.P1);
  }

  @Test
  void theWorstComesFirstThenTheNewestThenTheKey() {
    int old = street.level("level-old", "Old", "", "");
    int milder = street.level("level-milder", "Milder", "", "");
    int b = street.level("level-b", "B", "", "");
    int a = street.level("level-a", "A", "", "");
    street.reads(old, 0, 30).reads(b, 8, 40).reads(a, 8, 25).reads(milder, 9, 15);
    assertThat(street.breaches(10))
        .extracting(Breach::key)
        .containsExactly(
            "thing:thing-level-a",
            "thing:thing-level-b",
            "thing:thing-level-old",
            "thing:thing-level-milder");
    assertThat(street.breaches(10)).isEqualTo(street.breaches(10));
  }

  @Test
  void theKeyStaysWhenValueAndSeverityChange() {
    int level = street.level("level-1", "A", "", "");
    street.reads(level, 0, 12).reads(level, 10, 30);
    assertThat(street.breaches(5).getFirst().key()).isEqualTo(street.breaches(15).getFirst().key());
  }

  private static Onset began(int second) {
    return Onset.exactly(Street.at(second));
  }

  /// Of what was before that second nothing was ever known.
  private static Onset beganBefore(int second) {
    return new Onset(Street.at(second), Long.MIN_VALUE);
  }
}
