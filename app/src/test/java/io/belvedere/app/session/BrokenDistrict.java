package io.belvedere.app.session;

import io.belvedere.ingest.feed.BackfillReading;
import io.belvedere.ingest.feed.CounterReading;
import io.belvedere.ingest.feed.DeadLetter;
import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.feed.Keeping;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.History;
import io.belvedere.ingest.history.Pin;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import java.util.List;

/// A district whose past cannot be read until it is repaired.
final class BrokenDistrict implements LiveDistrict {
  private final LiveDistrict origin;
  private volatile boolean broken = true;

  BrokenDistrict(LiveDistrict origin) {
    this.origin = origin;
  }

  void repair() {
    broken = false;
  }

  @Override
  public DistrictId id() {
    return origin.id();
  }

  @Override
  public Roster roster() {
    return origin.roster();
  }

  @Override
  public Roster rosterAt(long t) {
    return origin.rosterAt(t);
  }

  @Override
  public Roster rosterKnown(long t, long known) {
    return origin.rosterKnown(t, known);
  }

  @Override
  public FeedStatus status() {
    return origin.status();
  }

  @Override
  public void now(DistrictState out) {
    origin.now(out);
  }

  @Override
  public void at(long t, DistrictState out) {
    if (broken) {
      throw new IllegalStateException("The history is damaged.");
    }
    origin.at(t, out);
  }

  @Override
  public void asKnown(long t, long known, DistrictState out) {
    at(t, out);
  }

  @Override
  public History history() {
    return origin.history();
  }

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
    return origin.counters();
  }

  @Override
  public LagReading lag() {
    return origin.lag();
  }

  @Override
  public List<DeadLetter> deadLetters() {
    return origin.deadLetters();
  }

  @Override
  public List<String> gaps() {
    return origin.gaps();
  }
}
