package io.belvedere.ingest.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.alarm.RoadState.Condition;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoadStateTest {
  private final Street street = new Street();
  private final int travel = street.travel("travel-1", "Rue de Millo", "way/7", "");
  private final int speed = street.speed("speed-1", "Rue de Millo", "way/7");
  private final int level = street.level("level-1", "Rue de Millo", "", "");

  private RoadState at(long second) {
    return RoadState.of(new int[] {travel, speed, level}, street.roster(), street.state(second));
  }

  @ParameterizedTest
  @CsvSource({
    "0, CLEAR, NORMAL",
    "1, SLOW, P4",
    "2, JAM, P3",
    "3, CLOSED, P2",
    "4, FLOODED, P1",
    "5, CLOSED, P3"
  })
  void aCategoryTellsTheCondition(double category, Condition condition, Severity severity) {
    street.reads(travel, 0, category);
    assertThat(at(5).condition()).isEqualTo(condition);
    assertThat(at(5).severity()).isEqualTo(severity);
  }

  @Test
  void aRoadOfWhichNothingWasEverHeardIsUnknown() {
    assertThat(at(5).condition()).isEqualTo(Condition.UNKNOWN);
    assertThat(RoadState.of(new int[0], street.roster(), street.state(5)).condition())
        .isEqualTo(Condition.UNKNOWN);
  }

  @Test
  void aRoadOfWhichNothingFreshIsHeardIsUnknownAndNotClear() {
    street.reads(travel, 0, 0);
    assertThat(at(30).condition()).isEqualTo(Condition.CLEAR);
    assertThat(at(90).condition()).isEqualTo(Condition.UNKNOWN);
  }

  @Test
  void whereTheLogIsNotSeenTheRoadIsUnknown() {
    street.reads(travel, 0, 4);
    assertThat(RoadState.of(new int[] {travel}, street.roster(), street.state(20, 10)).condition())
        .isEqualTo(Condition.UNKNOWN);
  }

  @Test
  void theWorstOfWhatIsBelievedDecides() {
    street.reads(travel, 0, 0).reads(speed, 0, 8).reads(level, 0, 25);
    RoadState road = at(5);
    assertThat(road.condition()).isEqualTo(Condition.FLOODED);
    assertThat(road.decisive()).isEqualTo(level);
    assertThat(road.severity()).isEqualTo(Severity.P1);
  }

  @Test
  void troubleThatFellSilentIsNotUndoneByASensorThatSeesNothing() {
    street.reads(travel, 0, 4).reads(speed, 0, 40).reads(speed, 195, 40);
    assertThat(at(200).condition()).isEqualTo(Condition.UNKNOWN);
  }

  @Test
  void aSensorThatFellSilentInPeaceLeavesTheOthersTheirSay() {
    street.reads(travel, 0, 0).reads(speed, 0, 40).reads(speed, 195, 40);
    assertThat(at(200).condition()).isEqualTo(Condition.CLEAR);
  }

  @Test
  void whatItsSenderCallsBadIsNotBelieved() {
    street.reads(travel, 0, 0, Quality.BAD);
    assertThat(at(5).condition()).isEqualTo(Condition.UNKNOWN);
  }

  @Test
  void itSaysSinceWhen() {
    street.reads(travel, 0, 0).reads(travel, 10, 1).reads(travel, 20, 4);
    assertThat(at(25).since(street.state(25), street.history())).hasValue(Street.at(10));
    assertThat(at(5).since(street.state(5), street.history())).isEmpty();
  }
}
