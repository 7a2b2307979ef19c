package io.belvedere.ingest.headless;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.feed.FeedStatus.Phase;
import io.belvedere.ingest.lag.GatewayReading;
import io.belvedere.ingest.lag.GatewayReading.Silent;
import io.belvedere.ingest.lag.GatewayReading.WrongClock;
import io.belvedere.ingest.lag.LagMeter;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.lag.ProgressClock;
import io.belvedere.ingest.source.RetentionRule;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.trust.Agreement;
import io.belvedere.ingest.trust.Agreement.Verdict;
import io.belvedere.ingest.trust.SensorGroup;
import io.belvedere.ingest.trust.Stuck;
import io.belvedere.ingest.trust.TrustReading;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What Prometheus is told of a partition: what is measured, and nothing else.
class LagMetricsTest {
  private static final String ONE = "[district=port, partition=1]";

  private final ManualClock clock = new ManualClock(1_767_000_000_000_000L);
  private final StubDistrict port = new StubDistrict("port", Phase.LIVE, "");
  private final Metrics metrics = new Metrics(clock);
  private final LagMeter meter = new LagMeter(clock, "observations", new ProgressClock());

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void ofAPartitionThatLagsEverythingIsTold() {
    meter.caughtUp();
    meter.retained(new RetentionRule(true, OptionalLong.of(Micros.PER_DAY), false));
    for (int i = 0; i < 12; i++) {
      meter.begins(1, 5);
      meter.read(1, 100 + 10 * i, clock.now() - Micros.PER_HOUR, clock.now());
      meter.probed(1, 1_000, clock.now());
      meter.canary(1, clock.now() - 8_000, clock.now() + 250_000, true, clock.now(), clock.now());
      clock.advance(Duration.ofSeconds(1));
    }
    port.lags(meter.reading());
    Map<String, Double> values = scrape().values();

    assertThat(values)
        .containsEntry("belvedere_partition_status[district=port, partition=1, status=ok]", 1.0)
        .containsEntry("belvedere_partition_status[district=port, partition=1, status=stop]", 0.0)
        .containsEntry("belvedere_partition_position" + ONE, 210.0)
        .containsEntry("belvedere_partition_start_offset" + ONE, 5.0)
        .containsEntry("belvedere_partition_end_offset" + ONE, 1000.0)
        .containsEntry("belvedere_partition_lag_records" + ONE, 790.0)
        .containsEntry("belvedere_partition_lag_seconds" + ONE, 3601.0)
        .containsEntry("belvedere_partition_lag_change_records_per_second" + ONE, -10.0)
        .containsEntry("belvedere_partition_time_to_clear_seconds" + ONE, 79.0)
        .containsEntry("belvedere_partition_sample_age_seconds" + ONE, 1.0)
        .containsEntry("belvedere_partition_retention_margin_seconds" + ONE, 86400.0 - 3601)
        .containsEntry("belvedere_partition_canaries_total" + ONE, 12.0)
        .containsEntry("belvedere_partition_canary_round_trip_seconds" + ONE, 0.008)
        .containsEntry("belvedere_partition_broker_clock_ahead_seconds" + ONE, 0.2545)
        .containsEntry("belvedere_partition_broker_clock_error_seconds" + ONE, 0.004)
        .doesNotContainKey("belvedere_partition_deleted_unread_records" + ONE);
  }

  @Test
  void whatIsNotKnownIsAbsentAndNotZero() {
    port.lags(LagOf.partitions(LagOf.unknown(1)));
    Exposition told = scrape();
    assertThat(told.values().keySet().stream().filter(name -> name.contains("partition")))
        .containsExactlyInAnyOrder(
            "belvedere_partition_status[district=port, partition=1, status=unknown]",
            "belvedere_partition_status[district=port, partition=1, status=ok]",
            "belvedere_partition_status[district=port, partition=1, status=warn]",
            "belvedere_partition_status[district=port, partition=1, status=rewind]",
            "belvedere_partition_status[district=port, partition=1, status=stall]",
            "belvedere_partition_status[district=port, partition=1, status=stop]",
            "belvedere_partition_canaries_total" + ONE);
    assertThat(told.types())
        .doesNotContainKeys(
            "belvedere_lag_records",
            "belvedere_lag_seconds",
            "belvedere_delay_seconds",
            "belvedere_partition_lag_records");
  }

  @Test
  void aMeasuredZeroIsTold() {
    port.lags(LagOf.partitions(LagOf.waiting(1, 90, 90, 0)));
    assertThat(scrape().values())
        .containsEntry("belvedere_lag_records[district=port]", 0.0)
        .containsEntry("belvedere_lag_seconds[district=port]", 0.0)
        .containsEntry("belvedere_partition_lag_records" + ONE, 0.0)
        .doesNotContainKey("belvedere_partition_retention_margin_seconds" + ONE);
  }

  @Test
  void aDistrictIsAsUnknownAsOneOfItsPartitions() {
    port.lags(LagOf.partitions(LagOf.waiting(0, 90, 95, 1), LagOf.unknown(1)));
    assertThat(scrape().values())
        .doesNotContainKey("belvedere_lag_records[district=port]")
        .containsEntry("belvedere_partition_lag_records[district=port, partition=0]", 5.0);
  }

  @Test
  void recordsThatWereDeletedUnreadLeaveNoMargin() {
    meter.positioned(1, 10);
    meter.begins(1, 50);
    meter.probed(1, 100, clock.now());
    port.lags(meter.reading());
    assertThat(scrape().values())
        .containsEntry("belvedere_partition_deleted_unread_records" + ONE, 40.0)
        .containsEntry("belvedere_partition_retention_margin_seconds" + ONE, 0.0);
  }

  @Test
  void whatIsNotToBeBelievedIsCountedOnceItIsJudged() {
    assertThat(scrape().types()).doesNotContainKey("belvedere_stuck_datastreams");
    SensorGroup group = new SensorGroup("pair", List.of(0, 1), Optional.empty(), "");
    port.isTrusted(
        new TrustReading(
            clock.now(),
            Map.of(7, new Stuck(7, 12, clock.now() - 1)),
            List.of(new Agreement(group, Verdict.DISAGREE, List.of(), 1, 2))));
    assertThat(scrape().values())
        .containsEntry("belvedere_stuck_datastreams[district=port]", 1.0)
        .containsEntry("belvedere_groups[district=port, verdict=disagree]", 1.0)
        .containsEntry("belvedere_groups[district=port, verdict=agree]", 0.0)
        .containsEntry("belvedere_observations_refused_total[district=port]", 0.0);
  }

  @Test
  void silentGatewaysAreCountedAndWrongClocksNamed() {
    assertThat(scrape().types()).doesNotContainKey("belvedere_gateways_silent");
    port.hasGateways(
        new GatewayReading(
            7,
            List.of(new Silent("gw-1", "Gateway 1", clock.now(), 12)),
            List.of(
                new WrongClock("gw-2", "Gateway 2", OptionalLong.of(-3_200_000)),
                new WrongClock("gw-3", "Gateway 3", OptionalLong.empty()))));
    Map<String, Double> values = scrape().values();
    assertThat(values)
        .containsEntry("belvedere_gateways_silent[district=port]", 1.0)
        .containsEntry("belvedere_gateway_clock_ahead_seconds[district=port, gateway=gw-2]", -3.2)
        .doesNotContainKey("belvedere_gateway_clock_ahead_seconds[district=port, gateway=gw-3]");
    port.hasGateways(new GatewayReading(7, List.of(), List.of()));
    assertThat(scrape().values()).containsEntry("belvedere_gateways_silent[district=port]", 0.0);
  }

  @Test
  void aDistrictThatIsGoneIsNotToldOn() {
    port.lags(LagOf.partitions(LagOf.waiting(1, 90, 90, 0)));
    assertThat(scrape().values()).containsKey("belvedere_partition_lag_records" + ONE);
    Exposition later = Exposition.parse(metrics.scrape(List.of()));
    assertThat(later.values()).doesNotContainKey("belvedere_partition_lag_records" + ONE);
  }

  @Test
  void tenDistrictsOfTwelvePartitionsAreEachTheirOwnSeries() {
    List<StubDistrict> districts =
        IntStream.range(0, 10).mapToObj(i -> new StubDistrict("d" + i, Phase.LIVE, "")).toList();
    for (int partition = 0; partition < 12; partition++) {
      meter.positioned(partition, 5);
      meter.probed(partition, 5, clock.now());
    }
    LagReading reading = meter.reading();
    districts.forEach(d -> d.lags(reading));
    Exposition told = Exposition.parse(metrics.scrape(List.copyOf(districts)));
    assertThat(
            told.values().keySet().stream()
                .filter(name -> name.startsWith("belvedere_partition_lag_records[")))
        .hasSize(120);
    assertThat(told.types())
        .containsEntry("belvedere_partition_lag_records", "gauge")
        .containsEntry("belvedere_partition_canaries_total", "counter");
  }

  private Exposition scrape() {
    return Exposition.parse(metrics.scrape(List.of(port)));
  }
}
