package io.belvedere.ingest.feed;

import io.belvedere.ingest.decode.Decoder;
import io.belvedere.ingest.decode.Sink;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.history.Journal;
import io.belvedere.ingest.history.RulesOfApplication;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.twin.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Where dead letters come to the feed thread a second time. Any thread may ask; the feed thread
/// takes a part each round, so that what is live does not wait for it.
///
/// It is the same decoder and the same rules as for what is live, with two differences. What is
/// applied counts as received now, because nobody could know it before. And it has counters of its
/// own: what was rejected when it came stays rejected there, since a count of what has happened
/// never goes back.
///
/// An answer is given when what was applied is safe on disk, where there is one: a letter that is
/// marked as read is in the history also after a crash.
final class Retry {
  /// Records of a round.
  static final int MOST_A_ROUND = 2_000;

  /// What came of some letters.
  ///
  /// @param read the records of which all was read
  /// @param forGood whether it stays after a restart
  record Answer(Retried what, List<DeadLetter.Place> read, boolean forGood) {
    Answer {
      read = List.copyOf(read);
    }
  }

  private record Asked(List<KeptLetter> letters, CompletableFuture<Answer> answer) {}

  /// @param due how often the disk must have been written for it to be safe
  private record Unsafe(Asked asked, Answer answer, long due) {}

  private final DistrictCatalogue catalogue;
  private final RulesOfApplication rules;
  private final Decoder decoder;
  private final Memory memory;
  private final Clock clock;
  private final Queue<Asked> messages = new ConcurrentLinkedQueue<>();
  private final Deque<Unsafe> unsafe = new ArrayDeque<>();
  private final Counters counters = new Counters();
  private final Judging sink = new Judging();
  private @Nullable Asked current;
  private int next;
  private Counters ofCurrent = new Counters();
  private List<DeadLetter.Place> read = new ArrayList<>();
  private SortedMap<String, Integer> refused = new TreeMap<>();
  private long leftOutBefore;
  private volatile Fates fates = Fates.NONE;
  private volatile boolean closed;

  Retry(
      DistrictCatalogue catalogue,
      RulesOfApplication rules,
      Decoder decoder,
      Memory memory,
      Clock clock) {
    this.catalogue = catalogue;
    this.rules = rules;
    this.decoder = decoder;
    this.memory = memory;
    this.clock = clock;
  }

  /// Has letters tried again, in their order.
  CompletableFuture<Answer> ask(List<KeptLetter> letters) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    messages.add(new Asked(letters, answer));
    if (closed) {
      refuseAll();
    }
    return answer;
  }

  /// What became of all that was tried so far.
  Fates fates() {
    return fates;
  }

  /// Takes a part of what was asked for. Feed thread.
  void take() {
    answerWhatIsSafe();
    if (current == null) {
      current = messages.poll();
      if (current == null) {
        return;
      }
      next = 0;
      ofCurrent = new Counters();
      read = new ArrayList<>();
      refused = new TreeMap<>();
      leftOutBefore = journal().leftOut();
    }
    Asked asked = current;
    for (int i = 0; i < MOST_A_ROUND && next < asked.letters().size(); i++) {
      take(asked.letters().get(next++));
    }
    fates = counters.read(0, 0).total();
    if (next == asked.letters().size()) {
      current = null;
      conclude(asked);
    }
  }

  private void take(KeptLetter kept) {
    DeadLetter letter = kept.letter();
    sink.begin(letter, clock.now());
    try {
      decoder.decode(kept.body().record(letter), sink);
    } catch (RuntimeException e) {
      sink.rejected("internal error: " + e, "");
    }
    if (!sink.rejectedAny) {
      read.add(letter.place());
    }
  }

  private void conclude(Asked asked) {
    Retried what =
        new Retried(
            asked.letters().size(),
            read.size(),
            ofCurrent.read(0, 0).total(),
            refused,
            new TreeMap<>());
    journal().endRound(catalogue.ids(), clock.ticks());
    journal().handOver();
    boolean onDisk = memory.written().isPresent() && journal().leftOut() == leftOutBefore;
    var answer = new Answer(what, read, onDisk);
    if (onDisk) {
      unsafe.add(new Unsafe(asked, answer, memory.written().getAsLong() + 2));
    } else {
      asked.answer().complete(answer);
    }
  }

  private Journal journal() {
    return memory.journal();
  }

  private void answerWhatIsSafe() {
    if (unsafe.isEmpty()) {
      return;
    }
    long written = memory.written().orElse(Long.MAX_VALUE);
    // A disk that fails keeps nobody waiting, nor is anything marked for good then.
    boolean fails = !memory.trouble().isEmpty();
    while (!unsafe.isEmpty() && (fails || written >= unsafe.getFirst().due())) {
      Unsafe first = unsafe.removeFirst();
      Answer answer = first.answer();
      first
          .asked()
          .answer()
          .complete(fails ? new Answer(answer.what(), answer.read(), false) : answer);
    }
  }

  /// Nothing is tried any more. Feed thread.
  void close() {
    closed = true;
    unsafe.forEach(each -> refuse(each.asked()));
    Optional.ofNullable(current).ifPresent(Retry::refuse);
    refuseAll();
  }

  private void refuseAll() {
    for (Asked each = messages.poll(); each != null; each = messages.poll()) {
      refuse(each);
    }
  }

  private static void refuse(Asked asked) {
    asked
        .answer()
        .completeExceptionally(new IllegalStateException("The feed has ended meanwhile."));
  }

  /// Applies what the decoder finds, and counts.
  private final class Judging implements Sink {
    private int partition;
    private long appendTime;
    private long now;
    private boolean rejectedAny;

    void begin(DeadLetter letter, long now) {
      partition = letter.partition();
      appendTime = letter.receiveTime();
      this.now = now;
      rejectedAny = false;
    }

    @Override
    public void observation(
        int datastream, long eventTime, double value, Quality quality, long epoch, long sequence) {
      receive();
      Verdict verdict =
          rules.takeLate(
              datastream,
              partition,
              eventTime,
              appendTime,
              now,
              value,
              quality,
              catalogue.severity(datastream, value),
              epoch,
              sequence);
      conclude(verdict);
      if (verdict == Verdict.REJECTED) {
        refuse("older than what is kept");
      }
    }

    @Override
    public void rejected(String reason, String pointer) {
      receive();
      conclude(Verdict.REJECTED);
      refuse(reason);
    }

    private void refuse(String reason) {
      rejectedAny = true;
      refused.merge(reason, 1, Integer::sum);
    }

    private void receive() {
      counters.receive(partition);
      ofCurrent.receive(partition);
    }

    private void conclude(Verdict verdict) {
      counters.conclude(partition, verdict);
      ofCurrent.conclude(partition, verdict);
    }
  }
}
