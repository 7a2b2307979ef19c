package io.belvedere.app.session;

import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.trust.TrustReading;
import io.belvedere.ingest.twin.DistrictState;
import java.util.List;
import java.util.OptionalLong;

/// Everything that one frame shows, read once: all panes draw from the same instant. It is only
/// valid until the next pulse, because the columns within are used again.
///
/// @param instant the instant on screen, microseconds UTC
/// @param now wall clock, microseconds UTC; in LIVE equal to `instant`
/// @param speed of play: 1 in LIVE, 0 standing, negative backward
/// @param revised when the state at `instant` was last seen to change while it stood on screen,
///     microseconds UTC; empty if it is as it was when it came on screen
/// @param version differs from the last frame's if and only if something to be seen has changed
public record InstantOnScreen(
    Mode mode,
    long instant,
    long now,
    double speed,
    List<OnScreen> districts,
    OptionalLong revised,
    long version) {

  public InstantOnScreen {
    districts = List.copyOf(districts);
  }

  /// What is known of the instant, of all districts together.
  public Ground ground() {
    return Ground.together(districts.stream().map(OnScreen::ground).toList());
  }

  /// What has to be known of the instant beside its time: `not loaded`, `lost, revised 14:41:07`;
  /// empty if nothing.
  public String remark(TimeText text) {
    return revised.isEmpty()
        ? ground().words()
        : remark("revised " + text.clockNear(revised.getAsLong(), now));
  }

  /// The same without the time of the revision.
  public String shortRemark() {
    return revised.isEmpty() ? ground().words() : remark("revised");
  }

  private String remark(String revision) {
    String of = ground().words();
    return of.isEmpty() ? revision : of + ", " + revision;
  }

  /// One district's part. The roster, state and status belong together: in REPLAY the roster is the
  /// one of the instant, so that what was renamed or retired since is shown as it was.
  ///
  /// @param ground what is known of the instant; where it is not loaded, the state is that of
  ///     before, and no datastream is any better than UNKNOWN
  /// @param trust what of the state is fresh and not to be believed, as of a moment ago;
  ///     [TrustReading#NONE] until it is judged
  public record OnScreen(
      LiveDistrict district,
      Roster roster,
      DistrictState state,
      FeedStatus status,
      Ground ground,
      TrustReading trust) {

    /// A part of which nothing is judged yet.
    public OnScreen(
        LiveDistrict district,
        Roster roster,
        DistrictState state,
        FeedStatus status,
        Ground ground) {
      this(district, roster, state, status, ground, TrustReading.NONE);
    }

    OnScreen with(TrustReading newer) {
      return new OnScreen(district, roster, state, status, ground, newer);
    }
  }
}
