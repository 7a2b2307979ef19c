package io.belvedere.app.session;

import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.Grounds;
import io.belvedere.ingest.model.Reality;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.TimeRange;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/// One operator's session: the clock, the playhead, what is selected, and which districts are
/// looked at. JavaFX thread only.
public final class Session {
  private final Clock clock;
  private final Playhead playhead;
  private final Selection selection = new Selection();
  private final Marks marks = new Marks();
  private final Undo undo;
  private final Supplier<List<LiveDistrict>> districts;

  /// @param districts asked anew each pulse, because districts come without a restart; may be
  ///     called by the JavaFX thread at any time and must not wait
  public Session(Clock clock, Supplier<List<LiveDistrict>> districts) {
    this.clock = clock;
    this.playhead = new Playhead(clock);
    this.undo = new Undo(clock);
    this.districts = districts;
  }

  public Clock clock() {
    return clock;
  }

  public Playhead playhead() {
    return playhead;
  }

  public Selection selection() {
    return selection;
  }

  public Marks marks() {
    return marks;
  }

  public Undo undo() {
    return undo;
  }

  public List<LiveDistrict> districts() {
    return districts.get();
  }

  /// The zone in which times are read: that of the first district whose catalogue is known.
  public ZoneId zone() {
    for (LiveDistrict district : districts()) {
      if (isDescribed(district)) {
        return district.roster().district().timeZone();
      }
    }
    return ZoneOffset.UTC;
  }

  /// What the districts on screen claim to be; empty until the first catalogue is read.
  public Set<Reality> realities() {
    EnumSet<Reality> realities = EnumSet.noneOf(Reality.class);
    for (LiveDistrict district : districts()) {
      if (isDescribed(district)) {
        realities.add(district.roster().district().reality());
      }
    }
    return realities;
  }

  /// The oldest instant that any district remembers, microseconds UTC; empty if none does.
  public OptionalLong earliest() {
    return districts().stream()
        .flatMap(district -> district.history().covered().stream())
        .mapToLong(TimeRange::from)
        .min();
  }

  /// The oldest instant that any district remembers or may still load, microseconds UTC; empty if
  /// there is none.
  public OptionalLong reach() {
    return districts().stream()
        .map(district -> Grounds.of(district.history()).reach())
        .flatMapToLong(OptionalLong::stream)
        .min();
  }

  /// The mode of a playhead over feeds in these phases. With no district at all nothing is live.
  static Mode modeOf(boolean following, List<FeedStatus> feeds) {
    if (!following) {
      return Mode.REPLAY;
    }
    return !feeds.isEmpty() && feeds.stream().allMatch(FeedStatus::isLive)
        ? Mode.LIVE
        : Mode.NOT_LIVE;
  }

  private static boolean isDescribed(LiveDistrict district) {
    return district.roster().version() > 0;
  }
}
