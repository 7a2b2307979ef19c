package io.belvedere.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.ingest.feed.BackfillReading;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.Feed;
import io.belvedere.ingest.feed.FeedOptions;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.DiskLimits;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/// A desk that reads one district while something is done to its Kafka.
final class Desk implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Clock CLOCK = Clock.system();
  private static final Duration WINDOW = Duration.ofDays(2);
  private static final long MOST_DELAY = 10 * Micros.PER_SECOND;

  private final Feed feed;
  private final LiveDistrict district;

  private Desk(FeedOptions options) throws IOException {
    this(Feed.open(options, CLOCK));
  }

  private Desk(Feed feed) {
    this.feed = feed;
    district = feed.districts().getFirst();
    awaitLive();
  }

  /// One that has been opened and is live soon.
  static Desk over(Feed feed) {
    return new Desk(feed);
  }

  /// One that forgets, when it is live.
  static Desk open(KafkaSettings kafka, TopicNames names) throws IOException {
    return new Desk(FeedOptions.inMemory(kafka, names.district(), WINDOW));
  }

  /// One that keeps the past, when it is live.
  static Desk open(KafkaSettings kafka, TopicNames names, Path past) throws IOException {
    return new Desk(
        new FeedOptions(
            kafka,
            List.of(names.district()),
            WINDOW,
            Optional.of(past),
            DiskLimits.USUAL,
            /* publishDeadLetters= */ false,
            () -> 1));
  }

  LiveDistrict district() {
    return district;
  }

  Fates counters() {
    return district.counters().total();
  }

  /// How old the oldest of the newest values is, microseconds.
  long delay() {
    DistrictState state = new DistrictState();
    district.now(state);
    long oldest = state.instant();
    for (int d = 0; d < state.size(); d++) {
      oldest = state.isKnown(d) ? Math.min(oldest, state.eventTime(d)) : oldest;
    }
    return state.instant() - oldest;
  }

  void awaitLive() {
    within(PATIENCE, () -> district.status().isLive());
  }

  void awaitApplied(long count) {
    within(PATIENCE, () -> counters().applied() >= count);
  }

  void awaitMore(long count) {
    awaitApplied(counters().applied() + count);
  }

  void awaitReceived(long count) {
    within(PATIENCE, () -> counters().received() >= count);
  }

  void awaitPast() {
    within(PATIENCE, () -> district.backfill().state() == BackfillReading.State.NOTHING_MISSING);
  }

  /// Waits until it is live again and nothing is old, and then for the end of the city; all that
  /// was acknowledged is there then, and nothing is told as lost.
  void assertThatAllIsWell(SteadyDistrict city, String fault) throws InterruptedException {
    long begin = CLOCK.now();
    within(PATIENCE, () -> district.status().isLive() && delay() < MOST_DELAY);
    final long back = CLOCK.now() - begin;
    awaitMore(6_000);
    city.end();
    assertThat(city.refused()).as("refused by Kafka").isZero();
    int all = city.acknowledged();
    awaitReceived(all);
    city.assertIsAllIn(district);
    assertThat(counters()).isEqualTo(new Fates(all, all, 0, 0, 0, 0));
    assertThat(district.gaps()).isEmpty();
    assertThat(district.history().holes()).isEmpty();
    tell(fault, city, "under ten seconds after " + seconds(back));
  }

  void tell(String fault, SteadyDistrict city, String more) {
    System.out.printf(
        Locale.ROOT,
        "%s: %,d acknowledged, %s; %s%n",
        fault,
        city.acknowledged(),
        counters(),
        more);
  }

  static String seconds(long micros) {
    return String.format(Locale.ROOT, "%.1f s", micros / (double) Micros.PER_SECOND);
  }

  static void awaitTime(Duration time) {
    long begin = CLOCK.now();
    within(PATIENCE, () -> CLOCK.now() - begin >= Micros.of(time));
  }

  static void within(Duration limit, Callable<Boolean> condition) {
    await().atMost(limit).until(condition);
  }

  @Override
  public void close() {
    feed.close();
  }
}
