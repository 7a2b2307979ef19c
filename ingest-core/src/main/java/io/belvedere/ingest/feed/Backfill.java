package io.belvedere.ingest.feed;

import io.belvedere.ingest.decode.Decoder;
import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.feed.BackfillReading.State;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.source.LeftOut;
import io.belvedere.ingest.source.Polled;
import io.belvedere.ingest.source.RangeSource;
import io.belvedere.ingest.source.TopicLayout;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.time.TimeRanges;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads from Kafka what is missing of the past, behind the back of what is live: holes of the
/// history in, finished chunks, strays and losses out, handed to the feed thread.
///
/// The newest missing chunk comes first, because that is what people look for. It reads only while
/// the feed is up to date, and goes on when the feed has kept what was finished. A chunk that is
/// not finished leaves no trace. One that was kept, or of which Kafka has nothing more, is not
/// tried again in this run; one that could not be kept is, but not for ever.
///
/// # Threads
/// [#runOnce] and what it calls belong to `backfill-<district>`, as does the consumer, which is
/// opened when there is something to read and closed when there is not. [#reading], [#read],
/// [#reachesTo] and [#givesUp] may be called by any thread.
final class Backfill implements AutoCloseable {
  /// What it has to know of the feed. Safe for its thread.
  interface Front {
    Optional<TopicLayout> layout();

    Roster roster();

    /// How many datastreams the district may have.
    int mostDatastreams();

    /// Whether what is live leaves time for the past.
    boolean isUpToDate();
  }

  private record Live(long from, Optional<LeftOut> leftOut) {}

  /// A chunk that the feed has been given.
  private record Handed(TimeRange range, Fates fates, CompletableFuture<Void> kept) {}

  /// How often in a row the chunk could not be read or kept that ends there.
  private record Failed(long to, int times) {}

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int MOST_TRIES = 3;
  private static final String LIVE_FIRST = "What is live comes first.";

  private final PastStore store;
  private final long window;
  private final Front front;
  private final Function<TopicLayout, RangeSource> sources;
  private final HandOver handOver;
  private final Clock clock;

  // Safe for all.
  private final AtomicReference<TimeRanges> unavailable = new AtomicReference<>(TimeRanges.NONE);
  private volatile boolean wanted = true;
  private volatile Live live = new Live(Long.MAX_VALUE, Optional.empty());
  private volatile BackfillReading reading = BackfillReading.NOTHING;

  // The thread's.
  private final PastNames names;
  private final Decoder decoder;
  private @Nullable RangeSource source;
  private @Nullable Gathering gathering;
  private @Nullable CompletableFuture<List<Integer>> asked;
  private @Nullable Handed handed;
  private Failed failed = new Failed(Long.MIN_VALUE, 0);
  private String failure = "";

  /// Where the chunk ends whose strays were taken last, whether it was kept or not.
  private long strayed = Long.MIN_VALUE;

  private TimeRanges missing = TimeRanges.NONE;
  private TimeRanges finished = TimeRanges.NONE;
  private TimeRanges abandoned = TimeRanges.NONE;
  private long missingAtFirst;
  private Fates fates = Fates.NONE;

  /// @param window how much of the past is kept
  /// @param sources opens what it reads with
  /// @param decoders makes what understands it
  Backfill(
      PastStore store,
      Duration window,
      Front front,
      Function<TopicLayout, RangeSource> sources,
      Function<Names, Decoder> decoders,
      HandOver handOver,
      Clock clock) {
    this.store = store;
    this.window = Micros.of(window);
    this.front = front;
    this.sources = sources;
    this.handOver = handOver;
    this.clock = clock;
    this.names = new PastNames(front.roster(), front.mostDatastreams());
    this.decoder = decoders.apply(names);
  }

  /// Goes on by one poll at most.
  ///
  /// 1. Finds the newest chunk that is missing, if it has none.
  /// 2. Reads some of it, waiting for that up to a tenth of a second.
  /// 3. Asks the feed for the numbers of datastreams that were never seen.
  /// 4. Hands the chunk over when all of it is here, and waits until it is kept.
  ///
  /// @return 0 if it has to wait or has nothing to do
  int runOnce() {
    if (handed != null && handed.kept().isDone()) {
      settle(handed);
      handed = null;
    }
    if (!wanted) {
      leave();
      tell(State.CANCELLED, "");
      return 0;
    }
    if (handed != null) {
      tell(State.READING, "");
      return 0;
    }
    if (gathering == null && nothingMissing()) {
      close();
      tell(abandoned.isEmpty() ? State.NOTHING_MISSING : State.WAITING, "");
      return 0;
    }
    Optional<TopicLayout> layout = front.layout();
    if (layout.isEmpty() || !front.isUpToDate()) {
      tell(State.WAITING, LIVE_FIRST);
      return 0;
    }
    RangeSource reads = source == null ? sources.apply(layout.get()) : source;
    source = reads;
    Gathering chunk = gathering == null ? begin(reads, layout.get()) : gathering;
    gathering = chunk;
    return goOn(chunk, reads);
  }

  private void settle(Handed chunk) {
    if (chunk.kept().isCompletedExceptionally()) {
      failed(chunk.range(), "It cannot be kept: " + chunk.kept().exceptionNow());
    } else {
      finished = finished.plus(TimeRanges.of(chunk.range()));
      fates = fates.plus(chunk.fates());
      failure = abandoned.isEmpty() ? "" : failure;
    }
  }

  private void failed(TimeRange chunk, String cause) {
    failed = new Failed(chunk.to(), chunk.to() == failed.to() ? failed.times() + 1 : 1);
    boolean last = failed.times() == MOST_TRIES;
    if (last) {
      abandoned = abandoned.plus(TimeRanges.of(chunk));
    }
    failure =
        "A part of the past is missing until %s. %s"
            .formatted(last ? "the next start" : "it has been tried again", cause);
  }

  private boolean nothingMissing() {
    long kept = Math.ceilDiv(clock.now() - window, Micros.PER_SECOND) * Micros.PER_SECOND;
    missing =
        store
            .missing()
            .within(TimeRanges.of(new TimeRange(kept, Long.MAX_VALUE)))
            .minus(finished)
            .minus(unavailable.get())
            .minus(abandoned);
    missingAtFirst = missing.isEmpty() ? 0 : Math.max(missingAtFirst, missing.length());
    return missing.isEmpty();
  }

  private Gathering begin(RangeSource reads, TopicLayout layout) {
    TimeRange stretch = missing.all().getLast();
    Cut cut = Cut.newestOf(stretch, !finished.contains(stretch.to()));
    names.follow(front.roster());
    reads.begin(layout, cut.received());
    Live now = live;
    return new Gathering(
        cut,
        store.part(cut.chunk()),
        names,
        now.from() == stretch.to() ? now.leftOut() : Optional.empty(),
        window);
  }

  private int goOn(Gathering chunk, RangeSource reads) {
    if (!isNumbered()) {
      tell(State.READING, "");
      return 0;
    }
    chunk.settle();
    if (reads.hasEnded()) {
      return finish(chunk, reads);
    }
    Polled polled = reads.poll(POLL);
    chunk.take(polled, decoder);
    boolean goesOn = polled.trouble().isEmpty() || !polled.gaps().isEmpty();
    tell(goesOn ? State.READING : State.WAITING, goesOn ? "" : polled.trouble().orElse(""));
    return goesOn ? 1 : 0;
  }

  /// Whether all numbers are known; asks for those that are not.
  private boolean isNumbered() {
    if (asked != null) {
      if (!asked.isDone()) {
        return false;
      }
      names.learn(asked.join());
      asked = null;
    }
    List<String> unknown = names.unknown();
    if (!unknown.isEmpty()) {
      asked = handOver.number(unknown);
    }
    return unknown.isEmpty();
  }

  private int finish(Gathering chunk, RangeSource reads) {
    Cut cut = chunk.cut();
    TimeRange older = new TimeRange(cut.missingFrom(), cut.chunk().to());
    if (reads.hasDeletedAll()) {
      handOver.gone(older);
      givesUp(older);
    } else if (reads.isBeforeAll()) {
      // That stretch is complete as it is.
      handOver(older, FromPast.Finished.empty(store.part(older).finish(names.size())), Fates.NONE);
    } else {
      handOver(cut.chunk(), chunk.finish(reads.completeFrom()), chunk.fates());
    }
    gathering = null;
    return 1;
  }

  private void handOver(TimeRange range, FromPast.Finished chunk, Fates fates) {
    handOver.finished(range.to() == strayed ? chunk.withoutStrays() : chunk);
    strayed = range.to();
    handed = new Handed(range, fates, chunk.kept());
  }

  private void tell(State state, String trouble) {
    double done =
        missingAtFirst == 0 ? 1 : 1 - Math.min(1, (double) missing.length() / missingAtFirst);
    reading = new BackfillReading(state, done, fates, trouble.isEmpty() ? failure : trouble);
  }

  private void leave() {
    gathering = null;
    close();
  }

  /// Tells that a step failed. The chunk begins anew.
  void failed(Throwable cause) {
    if (gathering != null) {
      failed(gathering.cut().chunk(), "It cannot be read: " + cause);
    }
    leave();
    tell(State.WAITING, failure.isEmpty() ? "The past cannot be read: " + cause : failure);
  }

  // What others may ask and tell.

  /// How it goes on.
  BackfillReading reading() {
    BackfillReading newest = reading;
    return new BackfillReading(
        newest.state(), newest.done(), newest.counters().plus(handOver.strays()), newest.trouble());
  }

  /// Has it read, or not.
  void read(boolean isWanted) {
    wanted = isWanted;
  }

  /// Tells where the live reading begins.
  ///
  /// @param from the end of what is missing because of that, microseconds UTC
  void reachesTo(long from, LeftOut leftOut) {
    live = new Live(from, Optional.of(leftOut));
  }

  /// Tells that Kafka does not have what is missing in a range.
  void givesUp(TimeRange range) {
    unavailable.updateAndGet(ranges -> ranges.plus(TimeRanges.of(range).wholeSeconds()));
  }

  /// Ends what it reads with. Its own thread calls it, after its last step.
  @Override
  public void close() {
    if (source != null) {
      source.close();
      source = null;
    }
  }
}
