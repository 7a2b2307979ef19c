package io.belvedere.ingest.feed;

import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.FromPast.Stray;
import io.belvedere.ingest.history.RulesOfApplication;
import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Twin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the reading of the past hands over to the feed thread, which alone writes twin, history
/// and dictionary. Any thread may hand over; the feed thread takes once a round.
///
/// What is newest in a chunk goes to the twin as well, where it knows nothing newer: a sensor that
/// reports once an hour must not look silent because the feed went live a minute ago.
///
/// The strays of a chunk come first and the chunk itself last: if this ends in between, the chunk
/// is still missing at the next start, is read again, and its strays are found to be there. A chunk
/// that cannot be kept is told to whoever reads the past, and fails no round of the feed.
final class HandOver {
  /// A gateway that was cut off for hours sends them all at once; what is live must not wait for
  /// it.
  static final int MOST_STRAYS_A_ROUND = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);

  private final Queue<FromPast> messages = new ConcurrentLinkedQueue<>();
  private final Twin twin;
  private final RulesOfApplication rules;
  private final ToIntFunction<String> numbers;
  private final Consumer<TimeRange> holes;
  private final DeadLetters deadLetters;
  private final Counters counters = new Counters();
  private final Deque<Stray> untaken = new ArrayDeque<>();
  private FromPast.@Nullable Finished finished;
  private volatile Fates strays = Fates.NONE;

  /// @param numbers the number of an id, given at first sight
  /// @param holes told of what Kafka has no more
  /// @param deadLetters get those of the chunks that are kept
  HandOver(
      Twin twin,
      RulesOfApplication rules,
      ToIntFunction<String> numbers,
      Consumer<TimeRange> holes,
      DeadLetters deadLetters) {
    this.twin = twin;
    this.rules = rules;
    this.numbers = numbers;
    this.holes = holes;
    this.deadLetters = deadLetters;
  }

  /// Hands over a chunk; not before the one before it is kept or cannot be.
  void finished(FromPast.Finished chunk) {
    messages.add(chunk);
  }

  void gone(TimeRange range) {
    messages.add(new FromPast.Gone(range));
  }

  /// Asks for the numbers of ids, in their order.
  CompletableFuture<List<Integer>> number(List<String> ids) {
    CompletableFuture<List<Integer>> answer = new CompletableFuture<>();
    messages.add(new FromPast.Unnumbered(ids, answer));
    return answer;
  }

  /// What became of the strays.
  Fates strays() {
    return strays;
  }

  /// Takes what was handed over, of strays a part. Feed thread.
  void take() {
    for (FromPast next = messages.poll(); next != null; next = messages.poll()) {
      switch (next) {
        case FromPast.Unnumbered(List<String> ids, CompletableFuture<List<Integer>> answer) ->
            answer.complete(ids.stream().map(numbers::applyAsInt).toList());
        case FromPast.Gone(TimeRange range) -> holes.accept(range);
        case FromPast.Finished chunk -> {
          finished = chunk;
          untaken.addAll(chunk.strays());
          renew(chunk.chunk().newest());
        }
      }
    }
    FromPast.Finished chunk = finished;
    if (chunk != null) {
      takeStrays();
      if (untaken.isEmpty()) {
        finished = null;
        keep(chunk);
      }
    }
  }

  private void takeStrays() {
    for (int i = 0; i < MOST_STRAYS_A_ROUND && !untaken.isEmpty(); i++) {
      take(untaken.remove());
    }
    strays = counters.read(0, 0).total();
  }

  private void keep(FromPast.Finished chunk) {
    try {
      chunk.chunk().insert();
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.warn("A part of the past cannot be kept.", e);
      chunk.kept().completeExceptionally(e);
      return;
    }
    chunk.lost().forEach(holes);
    chunk.letters().putInto(deadLetters);
    chunk.kept().complete(null);
  }

  private void renew(DistrictState newest) {
    for (int d = 0; d < newest.size(); d++) {
      if (newest.isKnown(d) && newest.eventTime(d) > twin.newest(d)) {
        twin.apply(
            d,
            newest.partition(d),
            newest.eventTime(d),
            newest.receiveTime(d),
            newest.value(d),
            newest.flags(d),
            Observation.NOT_SENT,
            Observation.NOT_SENT);
      }
    }
  }

  private void take(Stray stray) {
    Observed o = stray.observation();
    counters.receive(o.partition());
    counters.conclude(
        o.partition(),
        rules.take(
            stray.datastream(),
            o.partition(),
            o.sentTime(),
            o.receiveTime(),
            o.value(),
            o.quality(),
            stray.severity(),
            o.epoch(),
            o.sequence()));
  }
}
