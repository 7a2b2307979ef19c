package io.belvedere.app.session;

import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.time.Micros;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the instant that the playhead stands at, of all districts at once, into columns that are
/// used again and again: what is given changes with the next call. JavaFX thread only.
///
/// Now is read at once: what has changed of it is copied. The past is asked of the histories on the
/// thread `query`: one question is under way at a time, and when it is answered the next one is for
/// where the playhead stands by then, so the latest request wins and the screen never waits. The
/// columns belong to `query` while a question is under way and to the JavaFX thread otherwise.
/// Until the first answer the screen stays what it was: live, and labelled so.
///
/// A standing instant is asked anew, because what is loaded and what is late change it. Whether an
/// answer says something else than the one on screen is found out on `query`, too, and told as a
/// revision until the playhead moves.
///
/// What of an instant is not to be believed is judged elsewhere, see [TrustInPast], and added when
/// it is known.
public final class Instants {
  private static final Logger log = LoggerFactory.getLogger(Instants.class);

  /// What comes within this time after the instant is only on its way, and revises nothing;
  /// microseconds.
  private static final long ON_ITS_WAY = 10 * Micros.PER_SECOND;

  /// A standing instant is asked anew this often, nanoseconds: what is learnt late changes it.
  private static final long ASK_ANEW = 1_000_000_000L;

  private final Session session;
  private final Executor query;
  private final TrustInPast trust;
  private final Reading live = new Reading();
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
  /// @param judging where it is found out what is not to be believed; nobody waits for it
  public Instants(Session session, Executor query, Executor judging) {
    this.session = session;
    this.query = query;
    this.trust = new TrustInPast(session.clock(), judging);
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

  /// Whether it is known what of the instant on screen is not to be believed.
  public boolean isJudged() {
    return !pastIsShown || trust.isJudged(pastFront.instant());
  }

  private InstantOnScreen now(List<LiveDistrict> districts) {
    boolean same = live.fillNow(districts);
    long now = session.clock().now();
    Mode mode = Session.modeOf(true, live.statuses());
    List<OnScreen> parts =
        live.onScreen().stream().map(part -> part.with(part.district().trust())).toList();
    return publish(mode, now, now, 1, parts, OptionalLong.empty(), same);
  }

  private InstantOnScreen past(boolean answered) {
    long now = session.clock().now();
    boolean same = !answered || pastFront.looksLike(pastBack);
    Revision newest = revision;
    OptionalLong revised =
        newest == null || newest.instant() != pastFront.instant()
            ? OptionalLong.empty()
            : OptionalLong.of(newest.seen());
    double speed = session.playhead().speed();
    List<OnScreen> parts = trust.judge(pastFront.onScreen(), pastFront.instant(), speed);
    return publish(Mode.REPLAY, pastFront.instant(), now, speed, parts, revised, same);
  }

  /// Ages are written in seconds, so in LIVE a new second is a new picture; so is a new distance
  /// from now in REPLAY.
  private InstantOnScreen publish(
      Mode mode,
      long instant,
      long now,
      double speed,
      List<OnScreen> parts,
      OptionalLong revised,
      boolean same) {
    InstantOnScreen before = last;
    boolean unchanged =
        same
            && before != null
            && areAlikeTrusted(before.districts(), parts)
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
        new InstantOnScreen(mode, instant, now, speed, parts, revised, version);
    last = onScreen;
    return onScreen;
  }

  private static boolean areAlikeTrusted(List<OnScreen> some, List<OnScreen> others) {
    boolean alike = some.size() == others.size();
    for (int i = 0; alike && i < some.size(); i++) {
      alike = some.get(i).trust().equals(others.get(i).trust());
    }
    return alike;
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
      boolean standing = pastIsShown && before.instant() == instant;
      List<LiveDistrict> of = List.copyOf(districts);
      asked =
          CompletableFuture.supplyAsync(
              () -> {
                into.fillPast(of, instant, standing ? before : null);
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
      if (filled.isRevised() && now - filled.instant() > ON_ITS_WAY) {
        revision = new Revision(filled.instant(), now);
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
}
