package io.belvedere.app.session;

import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.feed.Recall;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.twin.DistrictState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All districts at one instant, in columns that are filled again and again.
final class Reading {
  private final Map<DistrictId, DistrictState> states = new HashMap<>();
  private List<OnScreen> onScreen = List.of();
  private long instant;

  /// Where the columns stood when they were filled last, by the order on screen.
  private long[] marks = {};

  private boolean revised;

  /// Fills the columns of a district.
  private interface Read {
    Ground into(LiveDistrict district, DistrictState out);
  }

  /// Fills in the newest of each district: what has changed since the last time, if that was the
  /// newest, too.
  ///
  /// @return whether it looks as it did the last time
  boolean fillNow(List<LiveDistrict> districts) {
    List<OnScreen> before = onScreen;
    long[] marksBefore = marks;
    fill(districts, Reading::readNow, LiveDistrict::roster);
    marks = onScreen.stream().mapToLong(part -> part.state().mark()).toArray();
    return isSetLike(before) && Arrays.equals(marks, marksBefore);
  }

  /// Fills in what was true at `instant`, as it is known now.
  ///
  /// @param standing the answer before, if it is of the same instant
  void fillPast(List<LiveDistrict> districts, long instant, @Nullable Reading standing) {
    this.instant = instant;
    fill(
        districts,
        (district, state) -> Recall.at(district, instant, state),
        district -> district.rosterAt(instant));
    revised = standing != null && !saysTheSameAs(standing);
  }

  private void fill(
      List<LiveDistrict> districts, Read read, Function<LiveDistrict, Roster> roster) {
    List<OnScreen> parts = new ArrayList<>(districts.size());
    for (LiveDistrict district : districts) {
      var state = states.computeIfAbsent(district.id(), id -> new DistrictState());
      Ground ground = read.into(district, state);
      // The roster after the state, so that it knows every number in it.
      parts.add(new OnScreen(district, roster.apply(district), state, district.status(), ground));
    }
    onScreen = parts;
  }

  private static Ground readNow(LiveDistrict district, DistrictState out) {
    district.now(out);
    // Whether it is here is told by the status.
    return Ground.LOADED;
  }

  /// Of which instant it is the past, microseconds UTC.
  long instant() {
    return instant;
  }

  /// Whether it says something else than the answer before of the same instant.
  boolean isRevised() {
    return revised;
  }

  List<OnScreen> onScreen() {
    return onScreen;
  }

  List<FeedStatus> statuses() {
    return onScreen.stream().map(OnScreen::status).toList();
  }

  /// Whether everything on screen is as in `other`, but for the instant.
  boolean looksLike(Reading other) {
    boolean alike = isSetLike(other.onScreen);
    for (int i = 0; alike && i < onScreen.size(); i++) {
      alike = onScreen.get(i).state().hasSameColumns(other.onScreen.get(i).state());
    }
    return alike;
  }

  /// Whether all but the columns is as in `others`.
  private boolean isSetLike(List<OnScreen> others) {
    boolean alike = onScreen.size() == others.size();
    for (int i = 0; alike && i < onScreen.size(); i++) {
      OnScreen mine = onScreen.get(i);
      OnScreen other = others.get(i);
      alike =
          mine.district().id().equals(other.district().id())
              && mine.roster().version() == other.roster().version()
              && mine.status().equals(other.status())
              && mine.ground() == other.ground();
    }
    return alike;
  }

  /// Whether it tells an operator the same of each district that both know. That a datastream has a
  /// number by now of which nothing was known at the instant changes nothing.
  private boolean saysTheSameAs(Reading other) {
    for (OnScreen mine : onScreen) {
      for (OnScreen others : other.onScreen) {
        if (mine.district().id().equals(others.district().id())
            && (mine.ground() != others.ground() || !sayTheSame(mine.state(), others.state()))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean sayTheSame(DistrictState a, DistrictState b) {
    if (a.hasSameColumns(b)) {
      return true;
    }
    for (int d = 0; d < Math.max(a.size(), b.size()); d++) {
      boolean same =
          a.isKnown(d)
              ? b.isKnown(d)
                  && a.eventTime(d) == b.eventTime(d)
                  && Double.compare(a.value(d), b.value(d)) == 0
                  && a.severity(d) == b.severity(d)
                  && a.quality(d) == b.quality(d)
                  && a.isQuarantined(d) == b.isQuarantined(d)
              : !b.isKnown(d);
      if (!same) {
        return false;
      }
    }
    return true;
  }
}
