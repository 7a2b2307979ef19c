package io.belvedere.ingest.headless;

import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.lag.GatewayReading;
import io.belvedere.ingest.lag.GatewayReading.WrongClock;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.lag.LagReading.Delay;
import io.belvedere.ingest.lag.LagStatus;
import io.belvedere.ingest.lag.Margin;
import io.belvedere.ingest.lag.PartitionLag;
import io.belvedere.ingest.lag.Trend.Direction;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.trust.Agreement.Verdict;
import io.belvedere.ingest.trust.TrustReading;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Lag, delay and trust for Prometheus, of each district and each of its partitions. All of one
/// answer is of one reading, and what is not known is not in it: a 0 is a measured one.
final class LagMetrics implements MultiCollector {
  private final Clock clock;
  private volatile List<LiveDistrict> districts = List.of();

  LagMetrics(Clock clock) {
    this.clock = clock;
  }

  /// Names the districts that the next answers are about.
  void of(List<LiveDistrict> districts) {
    this.districts = List.copyOf(districts);
  }

  @Override
  public MetricSnapshots collect() {
    Families families = new Families();
    long ticks = clock.ticks();
    for (LiveDistrict district : districts) {
      LagReading lag = district.lag();
      String id = district.id().value();
      Labels labels = Labels.of("district", id);
      if (lag.isKnown()) {
        families.gauge(
            "belvedere_lag_records",
            "records that are in Kafka and not yet here",
            labels,
            number(OptionalLong.of(lag.offsetLag())));
        families.gauge(
            "belvedere_lag_seconds",
            "since the oldest record not yet here was appended",
            labels,
            seconds(OptionalLong.of(lag.timeLag())));
      }
      delay(families, id, "end_to_end", lag.endToEnd());
      delay(families, id, "to_broker", lag.toBroker());
      delay(families, id, "to_client", lag.toClient());
      delay(families, id, "to_twin", lag.toTwin());
      gateways(families, id, district.gateways());
      trust(families, id, district.trust());
      for (PartitionLag partition : lag.partitions()) {
        Labels its = Labels.of("district", id, "partition", String.valueOf(partition.partition()));
        status(families, its, partition.verdict().status());
        offsets(families, its, partition);
        waiting(families, its, partition, ticks);
        margin(families, its, partition.margin());
        canaries(families, its, partition);
      }
    }
    return families.snapshots();
  }

  private static void delay(Families families, String district, String part, Delay delay) {
    if (delay.count() == 0) {
      return;
    }
    Map.of("0.5", delay.p50(), "0.99", delay.p99(), "1", delay.max())
        .forEach(
            (quantile, micros) ->
                families.gauge(
                    "belvedere_delay_seconds",
                    "delay of observations over the last minute, by part of the way",
                    Labels.of("district", district, "part", part, "quantile", quantile),
                    seconds(OptionalLong.of(micros))));
  }

  private static void gateways(Families families, String district, GatewayReading reading) {
    if (reading.gateways() > 0) {
      families.gauge(
          "belvedere_gateways_silent",
          "gateways of which nothing comes any more",
          Labels.of("district", district),
          OptionalDouble.of(reading.silent().size()));
    }
    for (WrongClock clock : reading.wrongClocks()) {
      families.gauge(
          "belvedere_gateway_clock_ahead_seconds",
          "by how much a gateway's clock is ahead of the others'; only where it is wrong",
          Labels.of("district", district, "gateway", clock.id()),
          seconds(clock.ahead()));
    }
  }

  private static void trust(Families families, String district, TrustReading reading) {
    if (reading.instant() == TrustReading.NONE.instant()) {
      return;
    }
    families.gauge(
        "belvedere_stuck_datastreams",
        "datastreams that report one and the same value for longer than is believable",
        Labels.of("district", district),
        OptionalDouble.of(reading.stuck().size()));
    for (Verdict verdict : Verdict.values()) {
      families.gauge(
          "belvedere_groups",
          "groups of redundant sensors by how they agree",
          Labels.of("district", district, "verdict", verdict.name().toLowerCase(Locale.ROOT)),
          number(
              OptionalLong.of(
                  reading.agreements().stream().filter(a -> a.verdict() == verdict).count())));
    }
  }

  /// One series for each status, 1 for the one that it is.
  private static void status(Families families, Labels labels, LagStatus status) {
    for (LagStatus each : LagStatus.values()) {
      families.gauge(
          "belvedere_partition_status",
          "1 for the status that reading of the partition has, 0 for the others",
          labels.merge(Labels.of("status", each.name().toLowerCase(Locale.ROOT))),
          OptionalDouble.of(each == status ? 1 : 0));
    }
  }

  private static void offsets(Families families, Labels labels, PartitionLag partition) {
    families.gauge(
        "belvedere_partition_position",
        "the next offset that will be read",
        labels,
        number(partition.position()));
    families.gauge(
        "belvedere_partition_start_offset",
        "the first offset that Kafka still has",
        labels,
        number(partition.start()));
    families.gauge(
        "belvedere_partition_end_offset",
        "the offset behind the last record in Kafka",
        labels,
        number(partition.end()));
  }

  private static void waiting(
      Families families, Labels labels, PartitionLag partition, long ticks) {
    families.gauge(
        "belvedere_partition_lag_records",
        "records that are in Kafka and not yet here",
        labels,
        number(partition.offsetLag()));
    families.gauge(
        "belvedere_partition_lag_seconds",
        "since the oldest record not yet here was appended",
        labels,
        seconds(partition.timeLag()));
    families.gauge(
        "belvedere_partition_lag_change_records_per_second",
        "by how many records the lag grows a second; negative if it falls",
        labels,
        partition.trend().direction() == Direction.UNKNOWN
            ? OptionalDouble.empty()
            : OptionalDouble.of(partition.trend().perSecond()));
    families.gauge(
        "belvedere_partition_time_to_clear_seconds",
        "until the lag is gone at its present rate; only while it falls",
        labels,
        seconds(partition.trend().timeToClear()));
    OptionalLong age = partition.age(ticks);
    families.gauge(
        "belvedere_partition_sample_age_seconds",
        "since Kafka last told where the partition ends and we where we stand",
        labels,
        age.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(age.getAsLong() / 1e9));
  }

  private static void margin(Families families, Labels labels, Margin margin) {
    OptionalLong left =
        switch (margin) {
          case Margin.Left(long micros, Margin.How _) -> OptionalLong.of(micros);
          case Margin.Lost _ -> OptionalLong.of(0);
          case Margin.NothingWaits _, Margin.Unlimited _, Margin.Unknown _ -> OptionalLong.empty();
        };
    families.gauge(
        "belvedere_partition_retention_margin_seconds",
        "until Kafka deletes records that were not read; only while some wait",
        labels,
        seconds(left));
    if (margin instanceof Margin.Lost(long records)) {
      families.gauge(
          "belvedere_partition_deleted_unread_records",
          "records between where we stand and the first that Kafka still has",
          labels,
          number(OptionalLong.of(records)));
    }
  }

  private static void canaries(Families families, Labels labels, PartitionLag partition) {
    families.counter(
        "belvedere_partition_canaries",
        "canaries that were measured",
        labels,
        partition.canaries().count());
    families.gauge(
        "belvedere_partition_canary_round_trip_seconds",
        "of canaries from their sender by way of the broker to us, the last minute's median",
        labels,
        seconds(partition.canaries().roundTrip()));
    families.gauge(
        "belvedere_partition_broker_clock_ahead_seconds",
        "by how much the broker's clock is ahead of that of the canaries' sender",
        labels,
        seconds(partition.canaries().brokerAhead()));
    families.gauge(
        "belvedere_partition_broker_clock_error_seconds",
        "how far belvedere_partition_broker_clock_ahead_seconds may be off",
        labels,
        seconds(
            partition.canaries().brokerAhead().isEmpty()
                ? OptionalLong.empty()
                : partition.canaries().error()));
  }

  private static OptionalDouble number(OptionalLong value) {
    return value.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of((double) value.getAsLong());
  }

  private static OptionalDouble seconds(OptionalLong micros) {
    return micros.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(micros.getAsLong() / (double) Micros.PER_SECOND);
  }

  /// Gathers points by the name of their metric.
  private static final class Families {
    private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();
    private final Map<String, CounterSnapshot.Builder> counters = new LinkedHashMap<>();

    void gauge(String name, String help, Labels labels, OptionalDouble value) {
      if (value.isPresent()) {
        gauges
            .computeIfAbsent(name, _ -> GaugeSnapshot.builder().name(name).help(help))
            .dataPoint(
                GaugeDataPointSnapshot.builder().value(value.getAsDouble()).labels(labels).build());
      }
    }

    void counter(String name, String help, Labels labels, long value) {
      counters
          .computeIfAbsent(name, _ -> CounterSnapshot.builder().name(name).help(help))
          .dataPoint(
              CounterDataPointSnapshot.builder().value((double) value).labels(labels).build());
    }

    MetricSnapshots snapshots() {
      List<MetricSnapshot> all = new ArrayList<>();
      gauges.values().forEach(family -> all.add(family.build()));
      counters.values().forEach(family -> all.add(family.build()));
      return new MetricSnapshots(all);
    }
  }
}
