package io.belvedere.app.bench;

import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Mode;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.twin.DistrictState;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// What an operator who follows one district has on screen; each time it is asked something has
/// happened. What was given before changes with it.
public final class NewestInstant implements Supplier<InstantOnScreen> {
  private final Clock clock;
  private final LiveDistrict district;
  private final DistrictState state = new DistrictState();
  private long version;

  public NewestInstant(Clock clock, LiveDistrict district) {
    this.clock = clock;
    this.district = district;
  }

  @Override
  public InstantOnScreen get() {
    district.now(state);
    return new InstantOnScreen(
        Mode.LIVE,
        clock.now(),
        clock.now(),
        1,
        List.of(new OnScreen(district, district.roster(), state, district.status(), Ground.LOADED)),
        OptionalLong.empty(),
        ++version);
  }
}
