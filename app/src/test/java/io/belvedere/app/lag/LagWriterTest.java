package io.belvedere.app.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FakeDistrict;
import io.belvedere.app.FloodStory;
import io.belvedere.app.MadeLag;
import io.belvedere.app.lag.LagRow.Fold;
import io.belvedere.app.lag.LagRow.Waiting;
import io.belvedere.app.lag.LagWriter.Question;
import io.belvedere.ingest.feed.FeedStatus.Phase;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.lag.LagStatus;
import io.belvedere.ingest.lag.Margin;
import io.belvedere.ingest.lag.Margin.How;
import io.belvedere.ingest.lag.PartitionLag;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Reality;
import io.belvedere.ingest.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LagWriterTest {
  private final ManualClock clock = new ManualClock(FloodStory.NOW);
  private final List<LiveDistrict> districts = new ArrayList<>();

  @Test
  void theWorstComeFirstAndEqualsKeepTheirOrderHoweverMuchWaits() {
    add("a", MadeLag.of(idle(0), idle(1)));
    add("b", MadeLag.of(idle(0), of(1, LagStatus.STALL, 9)));
    FakeDistrict c = add("c", MadeLag.of(of(0, LagStatus.OK, 1)));
    add("d", MadeLag.of(of(0, LagStatus.WARN, 5_000)));
    add("e", MadeLag.of(MadeLag.unknown(0)));
    assertThat(keys(Set.of())).containsExactly("b", "e", "d", "a", "c");
    c.setLag(MadeLag.of(of(0, LagStatus.OK, 1_000_000)));
    assertThat(keys(Set.of())).containsExactly("b", "e", "d", "a", "c");
  }

  @Test
  void partitionsAreListedBelowTheDistrictsThatAreOpenTheWorstFirst() {
    add("a", MadeLag.of(idle(0), of(1, LagStatus.WARN, 9), idle(2), of(3, LagStatus.STOP, 9)));
    add("b", MadeLag.of(idle(0)));
    assertThat(keys(Set.of("a"))).containsExactly("a", "a/3", "a/1", "a/0", "a/2", "b");
    List<LagRow> rows = table(Set.of("a"), "").rows();
    assertThat(rows.getFirst().fold()).isEqualTo(Fold.OPEN);
    assertThat(rows.getFirst().status()).isEqualTo(LagStatus.STOP);
    assertThat(rows.get(1).fold()).isEqualTo(Fold.NONE);
    assertThat(rows.getLast().fold()).isEqualTo(Fold.CLOSED);
  }

  @Test
  void whatMaySoonBeDeletedComesBeforeAllElse() {
    add("a", MadeLag.of(of(0, LagStatus.STOP, 9)));
    add("b", MadeLag.of(deleted(new Margin.Left(Margin.LITTLE, How.AGE))));
    add("c", MadeLag.of(deleted(new Margin.Left(Margin.LITTLE - 1, How.AGE))));
    assertThat(keys(Set.of())).containsExactly("c", "a", "b");
    assertThat(table(Set.of(), "").rows())
        .extracting(LagRow::deletedIn)
        .containsExactly("9 min", "never", "10 min");
    assertThat(table(Set.of(), "").rows())
        .extracting(LagRow::atRisk)
        .containsExactly(true, false, false);
  }

  @Test
  void zeroAndUnknownAndOldLookDifferent() {
    add("idle", MadeLag.of(idle(0)));
    add("unknown", MadeLag.of(MadeLag.unknown(0)));
    add("empty", LagReading.none());
    List<LagRow> rows = table(Set.of(), "").rows();
    assertThat(rows).extracting(LagRow::district).containsExactly("unknown", "empty", "idle");
    assertThat(rows.get(0).waiting()).isEqualTo(new Waiting("—", "—", "—", "—"));
    assertThat(rows.get(0).deletedIn()).isEqualTo("—");
    assertThat(rows.get(1).waiting()).isEqualTo(rows.get(0).waiting());
    assertThat(rows.get(1).status()).isEqualTo(LagStatus.UNKNOWN);
    assertThat(rows.get(2).waiting()).isEqualTo(new Waiting("0", "0 s", "steady", "0 s"));
    assertThat(rows.get(2).deletedIn()).isEqualTo("nothing");
    assertThat(rows).extracting(LagRow::age).containsOnly("");

    clock.advance(Duration.ofNanos(LagWriter.FRESH));
    assertThat(table(Set.of(), "").rows()).extracting(LagRow::age).containsOnly("");
    clock.advance(Duration.ofSeconds(9));
    assertThat(table(Set.of(), "").rows())
        .extracting(LagRow::age)
        .containsExactly("", "", "12 s old");
  }

  @Test
  void aDistrictIsAsUnknownAsOneOfItsPartitions() {
    add("a", MadeLag.of(of(0, LagStatus.OK, 77), MadeLag.unknown(1)));
    assertThat(table(Set.of(), "").rows().getFirst().waiting().records()).isEqualTo("—");
  }

  @Test
  void aDistrictGrowsAsSoonAsOneOfItsPartitionsDoes() {
    add(
        "a",
        MadeLag.of(
            MadeLag.partition(
                0, LagStatus.OK, 900, MadeLag.falling(100, 9), never(), clock.ticks()),
            MadeLag.partition(
                1, LagStatus.OK, 900, MadeLag.falling(50, 18), never(), clock.ticks())));
    assertThat(table(Set.of(), "").rows().getFirst().waiting())
        .isEqualTo(new Waiting("1,800", "6.0 s", "↓ 150/s", "18 s"));
    add(
        "b",
        MadeLag.of(
            MadeLag.partition(
                0, LagStatus.OK, 900, MadeLag.falling(100, 9), never(), clock.ticks()),
            MadeLag.partition(1, LagStatus.OK, 900, MadeLag.growing(250), never(), clock.ticks())));
    assertThat(table(Set.of(), "").rows().getLast().waiting())
        .isEqualTo(new Waiting("1,800", "6.0 s", "↑ 150/s", "not yet"));
  }

  @Test
  void ofTheSelectedPartitionAllIsTold() {
    add(
        "a",
        MadeLag.of(
            idle(0),
            MadeLag.partition(
                1,
                LagStatus.STALL,
                1_204,
                MadeLag.growing(250),
                new Margin.Lost(40),
                clock.ticks())));
    clock.advance(Duration.ofMillis(1_200));
    var details = table(Set.of("a"), "a/1").details();
    assertThat(details.title()).isEqualTo("Monaco, partition 1: STALL");
    assertThat(details.reason()).isEqualTo("Because of partition 1.");
    assertThat(details.figures())
        .containsExactly(
            List.of("Offsets", "first 20,000, read to 120,000, end 121,204"),
            List.of("Trend", "growing by 250/s"),
            List.of("What waits is deleted", "40 were deleted before being read"),
            List.of("Canaries", "half within 8 ms, from their sender to here"),
            List.of("The broker's clock", "0.25 s ahead of the canaries' sender's, ± 5 ms"),
            List.of("These figures are", "1.2 s old"));
  }

  @Test
  void ofAPartitionOfWhichNothingIsKnownThatIsTold() {
    add("a", MadeLag.of(MadeLag.unknown(1)));
    assertThat(table(Set.of("a"), "a/1").details().figures())
        .containsExactly(
            List.of("Offsets", "first —, read to —, end —"),
            List.of("Trend", "— not enough readings"),
            List.of("What waits is deleted", "— How much waits is not known."),
            List.of("Canaries", "— none has come"),
            List.of("The broker's clock", "— it takes canaries to tell"),
            List.of("These figures are", "— none has come"));
  }

  @Test
  void theSelectedDistrictTellsOfItsWorstPartition() {
    add("a", MadeLag.of(idle(0), of(1, LagStatus.WARN, 9)));
    var details = table(Set.of(), "a").details();
    assertThat(details.title()).isEqualTo("Monaco: WARN");
    assertThat(details.reason()).isEqualTo("Partition 1: Because of partition 1.");
  }

  @Test
  void aDistrictThatIsNotFoundTellsWhatItsFeedSays() {
    add("a", LagReading.none()).setStatus(Phase.STARTING, "There is no topic.");
    var details = table(Set.of(), "a").details();
    assertThat(details.title()).isEqualTo("Monaco: UNKNOWN");
    assertThat(details.reason()).isEqualTo("There is no topic.");
    assertThat(details.figures())
        .containsExactly(
            List.of("Observations a second", "—"), List.of("These figures are", "— none has come"));
  }

  @Test
  void aDistrictIsNeverUnknownWithoutAReason() {
    add("a", LagReading.none());
    assertThat(table(Set.of(), "a").details().reason()).isEqualTo("No reading has come yet.");
  }

  private FakeDistrict add(String id, LagReading lag) {
    FakeDistrict district =
        new FakeDistrict(clock, new DistrictId(id), Reality.SIMULATED, List.of());
    district.setLag(lag);
    districts.add(district);
    return district;
  }

  private PartitionLag idle(int partition) {
    return MadeLag.idle(partition, clock.ticks());
  }

  private PartitionLag of(int partition, LagStatus status, long waits) {
    return MadeLag.partition(partition, status, waits, MadeLag.steady(), never(), clock.ticks());
  }

  private PartitionLag deleted(Margin margin) {
    return MadeLag.partition(0, LagStatus.OK, 9, MadeLag.steady(), margin, clock.ticks());
  }

  private static Margin never() {
    return new Margin.Unlimited();
  }

  private List<String> keys(Set<String> open) {
    return table(open, "").rows().stream().map(LagRow::key).toList();
  }

  private LagTable table(Set<String> open, String selected) {
    return LagWriter.write(new Question(districts, open, selected, clock.ticks(), clock.now()));
  }
}
