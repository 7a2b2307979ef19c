package io.belvedere.app;

import io.belvedere.ingest.feed.BackfillReading;
import io.belvedere.ingest.feed.CounterReading;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.DeadLetter;
import io.belvedere.ingest.feed.Keeping;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.Pin;
import io.belvedere.ingest.lag.GatewayReading;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.trust.TrustReading;
import java.util.List;
import java.util.TreeMap;

/// A district of which nothing is kept, read or pinned, and that has no trouble.
public abstract class DistrictWithoutFeed implements LiveDistrict {
  @Override
  public Keeping keeping() {
    return Keeping.NOTHING;
  }

  @Override
  public void want(TimeRange range) {}

  @Override
  public boolean pin(TimeRange range, String name) {
    return false;
  }

  @Override
  public boolean unpin(Pin pin) {
    return false;
  }

  @Override
  public List<Pin> pins() {
    return List.of();
  }

  @Override
  public BackfillReading backfill() {
    return BackfillReading.NOTHING;
  }

  @Override
  public void readPast(boolean wanted) {}

  @Override
  public CounterReading counters() {
    long n = history().size();
    return new CounterReading(new Fates(n, n, 0, 0, 0, 0), new TreeMap<>(), 0, 0, 0, 0);
  }

  @Override
  public TrustReading trust() {
    return TrustReading.NONE;
  }

  @Override
  public GatewayReading gateways() {
    return GatewayReading.NONE;
  }

  @Override
  public LagReading lag() {
    return LagReading.none();
  }

  @Override
  public List<DeadLetter> deadLetters() {
    return List.of();
  }

  @Override
  public List<String> gaps() {
    return List.of();
  }
}
