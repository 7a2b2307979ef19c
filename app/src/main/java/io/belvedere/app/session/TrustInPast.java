package io.belvedere.app.session;

import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.feed.Recall;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.trust.TrustReading;
import io.belvedere.ingest.twin.DistrictState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/// What of an instant of the past is not to be believed. For how long a value has stood is looked
/// up in the courses of many, too slowly for each frame; so it is asked a few times a second, and
/// what was found of an instant nearby stands meanwhile. JavaFX thread only.
final class TrustInPast {
  /// While the playhead stands, nanoseconds: what is learnt late changes it.
  private static final long ASK_ANEW = 1_000_000_000L;

  private static final long ASK_MOVING = 250_000_000L;

  /// What is judged of an instant holds as far as this from it.
  private static final long HOLDS = 30 * Micros.PER_SECOND;

  /// And in play at least so long until the next answer is there, microseconds of the wall clock.
  private static final long HOLDS_IN_PLAY = Micros.PER_SECOND / 2;

  private final Clock clock;
  private final Inquiry<Question, Answer> inquiry;
  private long askedInstant = Long.MIN_VALUE;
  private long askedTicks;

  private record Question(List<LiveDistrict> districts, long instant) {}

  private record Answer(long instant, Map<DistrictId, TrustReading> readings) {}

  TrustInPast(Clock clock, Executor judging) {
    this.clock = clock;
    this.inquiry = new Inquiry<>(judging, TrustInPast::answer);
  }

  /// The same parts with what is known of them.
  ///
  /// @param speed of play
  List<OnScreen> judge(List<OnScreen> parts, long instant, double speed) {
    long waited = clock.ticks() - askedTicks;
    boolean due = waited >= (instant == askedInstant ? ASK_ANEW : ASK_MOVING);
    boolean asked = askedInstant != Long.MIN_VALUE;
    if ((!asked || due)
        && inquiry.ask(new Question(parts.stream().map(OnScreen::district).toList(), instant))) {
      askedInstant = instant;
      askedTicks = clock.ticks();
    }
    Optional<Answer> near =
        inquiry.answer().filter(a -> Math.abs(a.instant() - instant) <= holds(speed));
    return near.isEmpty()
        ? parts
        : parts.stream()
            .map(
                part ->
                    part.with(
                        near.get()
                            .readings()
                            .getOrDefault(part.district().id(), TrustReading.NONE)))
            .toList();
  }

  boolean isJudged(long instant) {
    return inquiry.answer().filter(a -> a.instant() == instant).isPresent();
  }

  /// In fast play it holds until the next answer can be there.
  private static double holds(double speed) {
    return Math.max(HOLDS, Math.abs(speed) * HOLDS_IN_PLAY);
  }

  private static Answer answer(Question question) {
    Map<DistrictId, TrustReading> readings = new HashMap<>();
    for (LiveDistrict district : question.districts()) {
      DistrictState state = new DistrictState();
      Ground ground = Recall.at(district, question.instant(), state);
      if (ground.isLoaded()) {
        readings.put(
            district.id(),
            TrustReading.at(district.history(), district.rosterAt(question.instant()), state));
      }
    }
    return new Answer(question.instant(), readings);
  }
}
