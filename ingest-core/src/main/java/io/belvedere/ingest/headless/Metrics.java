package io.belvedere.ingest.headless;

import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.Keeping;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// What Prometheus reads: the fates of all observations, lag and delay of every district, and the
/// process itself.
final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final Set<LiveDistrict> bound = new HashSet<>();
  private final LagMetrics lag;

  Metrics(Clock clock) {
    lag = new LagMetrics(clock);
    registry.getPrometheusRegistry().register(lag);
    gc.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
  }

  /// The text that Prometheus scrapes; districts that are new since the last call are in it.
  synchronized String scrape(List<LiveDistrict> districts) {
    districts.forEach(
        district -> {
          if (bound.add(district)) {
            bind(district);
          }
        });
    lag.of(districts);
    return registry.scrape();
  }

  private void bind(LiveDistrict district) {
    counter(district, "received", Fates::received);
    counter(district, "applied", Fates::applied);
    counter(district, "duplicate", Fates::duplicate);
    counter(district, "out_of_order", Fates::outOfOrder);
    counter(district, "quarantined", Fates::quarantined);
    counter(district, "rejected", Fates::rejected);
    FunctionCounter.builder("belvedere.observations.refused", district, d -> d.counters().refused())
        .description("rejected because the district has as many datastreams as it may have")
        .tags(Tags.of("district", district.id().value()))
        .register(registry);
    gauge(
        district,
        "belvedere.feed.live",
        "1 if everything that was sent is here",
        d -> d.status().isLive() ? 1 : 0);
    gauge(district, "belvedere.datastreams", "datastreams with a number", d -> d.roster().size());
    gauge(
        district,
        "belvedere.datastreams.uncatalogued",
        "datastreams without a catalogue entry",
        d -> d.counters().uncatalogued());
    gauge(district, "belvedere.history.observations", "observations kept", d -> d.history().size());
    gauge(
        district,
        "belvedere.history.bytes",
        "memory that the past takes",
        d -> d.keeping().memory());
    gauge(
        district,
        "belvedere.history.bytes.most",
        "memory that the past may take",
        d -> d.keeping().most());
    gauge(
        district,
        "belvedere.history.disk.bytes",
        "what the past takes on disk",
        d -> d.keeping().disk().bytes());
    gauge(
        district,
        "belvedere.history.disk.bytes.most",
        "what the past may take on disk",
        d -> d.keeping().disk().most());
    gauge(
        district,
        "belvedere.history.disk.oldest.seconds",
        "the oldest instant on disk, seconds since 1970; NaN if there is none",
        d -> oldest(d.keeping().disk()));
    gauge(
        district,
        "belvedere.history.cold",
        "ranges of the past that are on disk and not in memory",
        d -> d.keeping().disk().cold());
    gauge(
        district,
        "belvedere.history.kept",
        "1 if nothing keeps the past from being kept",
        d -> d.keeping().trouble().isEmpty() ? 1 : 0);
    gauge(
        district,
        "belvedere.backfill.done",
        "how much of the past has been read that was missing, 0 to 1",
        d -> d.backfill().done());
    gauge(
        district,
        "belvedere.backfill.received",
        "observations that were read behind what is live",
        d -> d.backfill().counters().received());
    gauge(
        district,
        "belvedere.dead.letters",
        "what could not be read and is kept",
        d -> d.letters().reading().kept());
    gauge(
        district,
        "belvedere.dead.letters.gone",
        "what could not be read and had to go to make room",
        d -> d.letters().reading().gone());
    gauge(
        district,
        "belvedere.dead.letters.read.later",
        "observations that were in the history or went there when dead letters were tried again",
        d -> {
          Fates retried = d.letters().reading().retried();
          return retried.received() - retried.rejected();
        });
  }

  private void counter(LiveDistrict district, String fate, ToLongFunction<Fates> of) {
    FunctionCounter.builder(
            "belvedere.observations", district, d -> of.applyAsLong(d.counters().total()))
        .description("observations by what became of them; received is the sum of the others")
        .tags(Tags.of("district", district.id().value(), "fate", fate))
        .register(registry);
  }

  private void gauge(
      LiveDistrict district, String name, String what, ToDoubleFunction<LiveDistrict> of) {
    Gauge.builder(name, district, of)
        .description(what)
        .tags(Tags.of("district", district.id().value()))
        .register(registry);
  }

  private static double oldest(Keeping.Disk disk) {
    return disk.oldest().isPresent() ? seconds(disk.oldest().getAsLong()) : Double.NaN;
  }

  private static double seconds(long micros) {
    return micros / (double) Micros.PER_SECOND;
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
