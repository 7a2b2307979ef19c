package io.belvedere.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.ingest.decode.Formats;
import io.belvedere.ingest.decode.profile.Profile;
import io.belvedere.ingest.decode.profile.ProfileException;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Dead letters that are tried again when what they are read by has been mended: it has to be as if
/// it had been right from the start, but for what is known when.
@Timeout(120)
class RetryTest {
  private static final String WRONG =
      """
      profile: 1
      readings:
        - time: {at: /ts, as: epoch-us}
          values: [{datastream: "{/gw}", result: /mm}]
      """;

  private static final String RIGHT =
      """
      profile: 1
      readings:
        - when: {at: /ts, exists: true}
          time: {at: /ts, as: epoch-us}
          values: [{datastream: "{/gw}", result: /mm}]
        - when: {at: /stamp, exists: true}
          time: {at: /stamp, as: epoch-us}
          values: [{datastream: "{/gw}", result: /mm}]
      """;

  private static final long START =
      1_767_000_000_000_000L + RandomGenerator.getDefault().nextInt(3_600) * Micros.PER_SECOND;

  @TempDir private Path mendedFolder = Path.of("");
  @TempDir private Path rightFolder = Path.of("");
  private final DistrictState one = new DistrictState();
  private final DistrictState other = new DistrictState();
  private RestartedFeed mended = feed(Path.of(""));
  private RestartedFeed right = feed(Path.of(""));

  @BeforeEach
  void start() throws ProfileException {
    mended = feed(mendedFolder);
    right = feed(rightFolder);
    mended.isReadBy(formats(WRONG));
    right.isReadBy(formats(RIGHT));
    both(RestartedFeed::startAgain);
  }

  @AfterEach
  void end() {
    both(RestartedFeed::end);
  }

  @Test
  void whatIsReadInTheEndIsAsIfTheProfileHadBeenRightFromTheStart() throws Exception {
    List<Long> times = sendHours();
    long early = times.get(8) + Micros.PER_SECOND;
    assertThat(letters(120)).hasSize(120);
    assertThat(mended.feed().roster().number("b0")).isEmpty();
    mend();
    // Newer ones that could be read must not be overwritten by older letters.
    long newer = mended.clock.now();
    both(f -> f.send(0, "{\"gw\":\"b0\",\"stamp\":%d,\"mm\":777}".formatted(newer)));
    times.add(newer);
    both(RestartedFeed::second);

    Letters letters = mended.feed().letters();
    List<DeadLetter> all = letters.all();
    List<String> known = mended.feed().roster().uncatalogued();
    Retried dry = retry(all, true);
    assertThat(dry.read()).isEqualTo(120);
    assertThat(dry.refused()).isEmpty();
    assertThat(letters.all()).noneMatch(DeadLetter::driven);
    assertThat(mended.feed().roster().uncatalogued()).isEqualTo(known);

    Retried what = retry(all, false);
    both(RestartedFeed::second);
    assertThat(what.records()).isEqualTo(120);
    assertThat(what.read()).isEqualTo(120);
    assertThat(what.refused()).isEmpty();
    assertThat(what.fates().balances()).isTrue();
    assertThat(what.fates().received()).isEqualTo(120);
    assertThat(what.fates().outOfOrder()).isPositive();
    assertThat(letters.reading().retried()).isEqualTo(what.fates());
    assertThat(letters.all()).allMatch(DeadLetter::driven);
    assertSame(times);

    // What is known when is another matter, but for what is kept at its receive time.
    knownAt(mended, early, one);
    knownAt(right, early, other);
    int b0 = number(mended, "b0");
    assertThat(b0 >= one.size() || !one.isKnown(b0)).isTrue();
    assertThat(other.isKnown(number(right, "b0"))).isTrue();
  }

  @Test
  void whatIsTriedTwiceIsThereOnceAlsoAfterACrash() throws Exception {
    List<Long> times = sendHours();
    mend();
    List<DeadLetter> all = letters(120);
    retry(all, false);
    long size = mended.feed().history().size();

    Retried again = retry(letters(120), false);
    assertThat(again.records()).isZero();
    assertThat(again.left()).isEqualTo(Map.of("read earlier", 120));
    // Whoever has an old list drives them once more.
    Retried twice = retry(all, false);
    assertThat(twice.fates()).isEqualTo(new Fates(120, 0, 120, 0, 0, 0));
    assertThat(mended.feed().history().size()).isEqualTo(size);

    mended.crash();
    mended.startAgain();
    both(RestartedFeed::second);
    both(RestartedFeed::readAll);
    assertSame(times);
    assertThat(letters(120)).hasSize(120).allMatch(DeadLetter::driven);
    assertThat(mended.feed().history().size()).isEqualTo(right.feed().history().size());
  }

  @Test
  void whatIsStillNotReadStaysWithTheReasonTold() throws Exception {
    mended.send(0, "not json");
    mended.send(0, "{\"gw\":\"b\",\"stamp\":%d,\"mm\":5}".formatted(mended.clock.now()));
    mended.second();
    mend();
    Retried what = retry(letters(2), false);
    assertThat(what.records()).isEqualTo(2);
    assertThat(what.read()).isOne();
    assertThat(what.refused()).isEqualTo(Map.of("not JSON", 1));
    assertThat(letters(2)).extracting(DeadLetter::driven).containsExactly(true, false);
  }

  @Test
  void ofARecordThatWasReadInPartTheRestIsAppliedAndWhatWasThereIsADuplicate() throws Exception {
    mended.end();
    mended.isReadBy(Formats.found());
    mended.startAgain();
    mended.second();
    String item = "{\"datastream\":\"%s\",\"phenomenonTime\":%d,\"result\":%s}";
    long now = mended.clock.now() / 1_000;
    mended.send(
        0,
        "[%s,%s,%s]"
            .formatted(
                item.formatted("x", now, "1"),
                item.formatted("gate", now, "\"open\""),
                item.formatted("gate", now - 1, "\"open\"")));
    mended.second();
    assertThat(mended.feed().counters().total()).isEqualTo(new Fates(3, 1, 0, 0, 0, 2));
    DeadLetter letter = letters(1).getFirst();
    assertThat(letter.times()).isEqualTo(2);
    assertThat(letter.pointer()).isEqualTo("/1/result");
    assertThat(retry(List.of(letter), true).read()).isZero();

    mended.describeCategories("gate", "{\"value\":2,\"name\":\"open\",\"severity\":\"P2\"}");
    mended.second();
    assertThat(retry(List.of(letter), true).read()).isOne();
    Retried what = retry(List.of(letter), false);
    assertThat(what.fates()).isEqualTo(new Fates(3, 1, 1, 1, 0, 0));
    assertThat(mended.feed().counters().total()).isEqualTo(new Fates(3, 1, 0, 0, 0, 2));
    mended.second();
    mended.feed().now(one);
    assertThat(one.value(number(mended, "gate"))).isEqualTo(2);
  }

  @Test
  void anEntryOfTheCatalogueIsNotTriedAsIfItWereAnObservation() throws Exception {
    mended.describeBadly("gate");
    mended.second();
    Retried what = retry(letters(1), false);
    assertThat(what.records()).isZero();
    assertThat(what.left())
        .isEqualTo(Map.of("not of the observations: a newer entry of the catalogue mends it", 1));
  }

  @Test
  void whatWaitsWhenTheFeedEndsIsToldSo() {
    mended.send(0, "not json");
    mended.second();
    CompletableFuture<Retried> answer = asked(letters(1), false);
    mended.end();
    assertThat(answer)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .havingCause()
        .withMessage("Not all could be tried again: the feed has ended meanwhile.");
  }

  private RestartedFeed feed(Path folder) {
    return new RestartedFeed(folder, new ManualClock(START), 2, Long.MAX_VALUE);
  }

  private static Formats formats(String profile) throws ProfileException {
    return Formats.by(Profile.parse("profile", profile));
  }

  private void both(java.util.function.Consumer<RestartedFeed> act) {
    act.accept(mended);
    act.accept(right);
  }

  /// Two hours of four senders in two partitions, of which two cannot be read at first; some come
  /// late, some are ahead.
  ///
  /// @return event times
  private List<Long> sendHours() {
    List<Long> times = new ArrayList<>();
    both(RestartedFeed::second);
    for (int minute = 0; minute < 60; minute++) {
      long now = mended.clock.now();
      long late = minute % 7 == 3 ? 5 * Micros.PER_MINUTE : 0;
      long ahead = minute % 11 == 5 ? Micros.PER_MINUTE : 0;
      long time = now - late + ahead;
      times.add(time);
      times.add(now);
      int value = minute;
      both(
          f -> {
            for (int partition = 0; partition < 2; partition++) {
              f.send(
                  partition,
                  "{\"gw\":\"a%d\",\"ts\":%d,\"mm\":%d}".formatted(partition, time, value));
              f.send(
                  partition,
                  "{\"gw\":\"b%d\",\"stamp\":%d,\"mm\":%d}".formatted(partition, time, value));
            }
            f.second();
            f.clock.advance(Duration.ofMinutes(2).minusSeconds(1).minusMillis(1));
          });
    }
    both(RestartedFeed::second);
    assertThat(right.feed().counters().total().rejected()).isZero();
    assertThat(mended.feed().counters().total().rejected()).isEqualTo(120);
    return times;
  }

  private void mend() throws ProfileException {
    mended.isReadBy(formats(RIGHT));
    both(RestartedFeed::restart);
    both(RestartedFeed::second);
    both(RestartedFeed::readAll);
  }

  private void assertSame(List<Long> times) {
    for (String id : List.of("a0", "a1", "b0", "b1")) {
      mended.feed().now(one);
      right.feed().now(other);
      assertSame(id);
      for (long time : times) {
        mended.feed().at(time, one);
        right.feed().at(time, other);
        assertSame(id);
      }
    }
  }

  private void assertSame(String id) {
    int here = number(mended, id);
    int there = number(right, id);
    assertThat(one.isKnown(here)).as(id).isEqualTo(other.isKnown(there));
    if (one.isKnown(here)) {
      assertThat(one.value(here)).as(id).isEqualTo(other.value(there));
      assertThat(one.eventTime(here)).as(id).isEqualTo(other.eventTime(there));
      assertThat(one.severity(here)).as(id).isEqualTo(other.severity(there));
    }
  }

  private static void knownAt(RestartedFeed of, long known, DistrictState out) {
    of.feed().asKnown(known, known, out);
  }

  private static int number(RestartedFeed of, String id) {
    return of.feed().roster().number(id).orElseThrow();
  }

  /// So many of them, which a thread of its own has to keep first.
  private List<DeadLetter> letters(int count) {
    Letters letters = mended.feed().letters();
    await().until(() -> letters.all().size() >= count);
    return letters.all();
  }

  private Retried retry(List<DeadLetter> which, boolean dryRun) {
    CompletableFuture<Retried> answer = asked(which, dryRun);
    while (!answer.isDone()) {
      mended.round();
      Thread.onSpinWait();
    }
    return answer.join();
  }

  private CompletableFuture<Retried> asked(List<DeadLetter> which, boolean dryRun) {
    CompletableFuture<Retried> answer = new CompletableFuture<>();
    Letters letters = mended.feed().letters();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                answer.complete(letters.tryAgain(which, dryRun, _ -> {}));
              } catch (InterruptedException | RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    return answer;
  }
}
