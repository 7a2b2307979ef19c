package io.belvedere.app.session;

import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.feed.Recall;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the instant that the playhead stands at, of all districts at once, into columns that are
/// used in turn. JavaFX thread only.
///
/// Now is read at once: it is a copy. The past is asked of the histories on the thread `query`: one
/// question is under way at a time, and when it is answered the next one is for where the playhead
/// stands by then, so the latest request wins and the screen never waits. The columns belong to
/// `query` while a question is under way and to the JavaFX thread otherwise. Until the first answer
/// the screen stays what it was: live, and labelled so.
///
/// A standing instant is asked anew, because what is loaded and what is late change it. Whether an
/// answer says something else than the one on screen is found out on `query`, too, and told as a
/// revision until the playhead moves.
public final class Instants {
  private static final Logger log = LoggerFactory.getLogger(Instants.class);

  /// What comes within this time after the instant is only on its way, and revises nothing;
  /// microseconds.
  private static final long ON_ITS_WAY = 10 * Micros.PER_SECOND;

  /// A standing instant is asked anew this often, nanoseconds: what is learnt late changes it.
  private static final long ASK_ANEW = 1_000_000_000L;

  private final Session session;
  private final Executor query;
  private Reading liveFront = new Reading();
  private Reading liveBack = new Reading();
  private Reading pastFront = new Reading();
  private Reading pastBack = new Reading();
  private @Nullable CompletableFuture<Reading> asked;
  private boolean pastIsShown;
  private long askedInstant = Long.MIN_VALUE;
  private long askedTicks;
  private @Nullable Revision revision;
  private String lastFailure = "";
  private @Nullable InstantOnScreen last;
  private long version;

  /// When a standing instant was last seen to change.
  private record Revision(long instant, long seen) {}

  /// @param query runs one task at a time
  public Instants(Session session, Executor query) {
    this.session = session;
    this.query = query;
  }

  /// The instant to draw now.
  public InstantOnScreen read() {
    List<LiveDistrict> districts = session.districts();
    boolean answered = takeAnswer();
    forgetRevision();
    if (session.playhead().isFollowing()) {
      pastIsShown = false;
      return now(districts);
    }
    ask(districts);
    // Where the query thread is the caller's own, the answer is there already.
    answered |= takeAnswer();
    return pastIsShown ? past(answered) : now(districts);
  }

  private InstantOnScreen now(List<LiveDistrict> districts) {
    Reading before = liveFront;
    liveFront = liveBack;
    liveBack = before;
    liveFront.fill(districts, Instants::readNow, LiveDistrict::roster);
    boolean same = liveFront.looksLike(before);
    long now = session.clock().now();
    Mode mode = Session.modeOf(true, liveFront.statuses());
    return publish(mode, now, now, 1, liveFront, OptionalLong.empty(), same);
  }

  private InstantOnScreen past(boolean answered) {
    long now = session.clock().now();
    boolean same = !answered || pastFront.looksLike(pastBack);
    Revision newest = revision;
    OptionalLong revised =
        newest == null || newest.instant() != pastFront.instant
            ? OptionalLong.empty()
            : OptionalLong.of(newest.seen());
    return publish(
        Mode.REPLAY, pastFront.instant, now, session.playhead().speed(), pastFront, revised, same);
  }

  /// Ages are written in seconds, so in LIVE a new second is a new picture; so is a new distance
  /// from now in REPLAY.
  private InstantOnScreen publish(
      Mode mode,
      long instant,
      long now,
      double speed,
      Reading reading,
      OptionalLong revised,
      boolean same) {
    InstantOnScreen before = last;
    boolean unchanged =
        same
            && before != null
            && before.mode() == mode
            && before.speed() == speed
            && before.revised().equals(revised)
            && (mode == Mode.REPLAY
                ? before.instant() == instant
                : second(before.instant()) == second(instant))
            && second(before.now()) == second(now);
    if (!unchanged) {
      version++;
    }
    InstantOnScreen onScreen =
        new InstantOnScreen(mode, instant, now, speed, reading.onScreen(), revised, version);
    last = onScreen;
    return onScreen;
  }

  private void ask(List<LiveDistrict> districts) {
    long instant = session.playhead().instant();
    long ticks = session.clock().ticks();
    boolean due = !pastIsShown || instant != askedInstant || ticks - askedTicks >= ASK_ANEW;
    if (asked == null && due) {
      askedInstant = instant;
      askedTicks = ticks;
      Reading into = pastBack;
      Reading before = pastFront;
      boolean standing = pastIsShown && before.instant == instant;
      List<LiveDistrict> of = List.copyOf(districts);
      asked =
          CompletableFuture.supplyAsync(
              () -> {
                into.fill(
                    of,
                    (district, state) -> Recall.at(district, instant, state),
                    district -> district.rosterAt(instant));
                into.instant = instant;
                into.revised = standing && !into.saysTheSameAs(before);
                return into;
              },
              query);
    }
  }

  /// Whether a new answer is on screen from now on.
  private boolean takeAnswer() {
    CompletableFuture<Reading> answer = asked;
    if (answer == null || !answer.isDone()) {
      return false;
    }
    asked = null;
    try {
      Reading filled = answer.join();
      pastBack = pastFront;
      pastFront = filled;
      lastFailure = "";
      // An answer that comes after the return to now is not wanted any more.
      pastIsShown = !session.playhead().isFollowing();
      long now = session.clock().now();
      if (filled.revised && now - filled.instant > ON_ITS_WAY) {
        revision = new Revision(filled.instant, now);
      }
      return pastIsShown;
    } catch (CompletionException e) {
      tell(e);
      return false;
    }
  }

  /// Who has moved the playhead looks at the past anew.
  private void forgetRevision() {
    Playhead playhead = session.playhead();
    if (revision != null && (playhead.isFollowing() || playhead.instant() != revision.instant())) {
      revision = null;
    }
  }

  private static Ground readNow(LiveDistrict district, DistrictState out) {
    district.now(out);
    // Whether it is here is told by the status.
    return Ground.LOADED;
  }

  /// Once for each new cause, not sixty times a second.
  private void tell(CompletionException e) {
    String failure = String.valueOf(e.getCause());
    if (!failure.equals(lastFailure)) {
      lastFailure = failure;
      log.error("The past could not be read; the screen keeps what it shows.", e.getCause());
    }
  }

  private static long second(long instant) {
    return Math.floorDiv(instant, Micros.PER_SECOND);
  }

  /// Fills the columns of a district.
  private interface Read {
    Ground into(LiveDistrict district, DistrictState out);
  }

  /// All districts at one instant, in columns that are filled again and again.
  private static final class Reading {
    private final Map<DistrictId, DistrictState> states = new HashMap<>();
    private List<OnScreen> onScreen = List.of();
    private long instant;

    /// Whether it says something else than what was on screen of the same instant.
    private boolean revised;

    void fill(List<LiveDistrict> districts, Read read, Function<LiveDistrict, Roster> roster) {
      List<OnScreen> parts = new ArrayList<>(districts.size());
      for (LiveDistrict district : districts) {
        var state = states.computeIfAbsent(district.id(), id -> new DistrictState());
        Ground ground = read.into(district, state);
        // The roster after the state, so that it knows every number in it.
        parts.add(new OnScreen(district, roster.apply(district), state, district.status(), ground));
      }
      onScreen = parts;
    }

    List<OnScreen> onScreen() {
      return onScreen;
    }

    List<FeedStatus> statuses() {
      return onScreen.stream().map(OnScreen::status).toList();
    }

    boolean looksLike(Reading other) {
      if (onScreen.size() != other.onScreen.size()) {
        return false;
      }
      for (int i = 0; i < onScreen.size(); i++) {
        OnScreen mine = onScreen.get(i);
        OnScreen others = other.onScreen.get(i);
        if (!mine.district().id().equals(others.district().id())
            || mine.roster().version() != others.roster().version()
            || !mine.status().equals(others.status())
            || mine.ground() != others.ground()
            || !mine.state().hasSameColumns(others.state())) {
          return false;
        }
      }
      return true;
    }

    /// Whether it tells an operator the same of each district that both know. That a datastream has
    /// a number by now of which nothing was known at the instant changes nothing.
    boolean saysTheSameAs(Reading other) {
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
}
