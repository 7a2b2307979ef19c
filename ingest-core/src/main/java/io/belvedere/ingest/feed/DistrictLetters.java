package io.belvedere.ingest.feed;

import io.belvedere.ingest.decode.Decoder;
import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// The dead letters of a district whose feed runs. Any thread.
final class DistrictLetters implements Letters {
  /// So many records are with the feed at a time.
  private static final int MOST_AT_ONCE = 4_000;

  /// So many of their bytes are.
  private static final long MOST_BYTES = 8L << 20;

  private static final Comparator<DeadLetter> AS_IN_KAFKA =
      Comparator.comparing(DeadLetter::topicId)
          .thenComparing(DeadLetter::partition)
          .thenComparing(DeadLetter::offset);

  private final TopicNames names;
  private final DeadLetters letters;
  private final Retry retry;
  private final Supplier<Roster> roster;
  private final Function<Names, Decoder> decoders;
  private final Duration window;
  private final Clock clock;

  /// @param roster the newest
  /// @param window what was older when it came is rejected
  DistrictLetters(
      TopicNames names,
      DeadLetters letters,
      Retry retry,
      Supplier<Roster> roster,
      Function<Names, Decoder> decoders,
      Duration window,
      Clock clock) {
    this.names = names;
    this.letters = letters;
    this.retry = retry;
    this.roster = roster;
    this.decoders = decoders;
    this.window = window;
    this.clock = clock;
  }

  @Override
  public Reading reading() {
    return letters.shelf().reading(letters.leftOut(), retry.fates());
  }

  @Override
  public List<DeadLetter> all() {
    return letters.shelf().all();
  }

  @Override
  public List<DeadLetter> find(LetterFilter filter) {
    return letters.shelf().find(filter);
  }

  @Override
  public Optional<LetterBody> body(DeadLetter letter) {
    return letters.shelf().body(letter);
  }

  @Override
  public Retried tryAgain(Collection<DeadLetter> which, boolean dryRun, IntConsumer done)
      throws InterruptedException {
    var dry = new DryRun(roster.get().catalogue(), Micros.of(window), clock.now(), decoders);
    Retried all = Retried.NOTHING;
    Map<String, Integer> left = new TreeMap<>();
    List<KeptLetter> batch = new ArrayList<>();
    long bytes = 0;
    int tried = 0;
    for (DeadLetter each : inOrder(which)) {
      Optional<KeptLetter> kept = whole(each, left);
      if (kept.isPresent()) {
        tried++;
        batch.add(kept.get());
        bytes += kept.get().body().bytes();
      }
      if (batch.size() >= MOST_AT_ONCE || bytes >= MOST_BYTES) {
        all = all.plus(tryBatch(batch, dryRun, dry));
        batch.clear();
        bytes = 0;
        done.accept(tried);
      }
    }
    if (!batch.isEmpty()) {
      all = all.plus(tryBatch(batch, dryRun, dry));
      done.accept(tried);
    }
    all = dryRun ? dry.result() : all;
    return all.plus(
        new Retried(0, 0, CounterReading.Fates.NONE, new TreeMap<>(), new TreeMap<>(left)));
  }

  /// Each record once, as it stands in Kafka.
  private static Collection<DeadLetter> inOrder(Collection<DeadLetter> which) {
    Map<DeadLetter.Place, DeadLetter> records = new LinkedHashMap<>();
    which.stream().sorted(AS_IN_KAFKA).forEach(each -> records.putIfAbsent(each.place(), each));
    return records.values();
  }

  /// What of it can be tried; otherwise it is counted why not.
  private Optional<KeptLetter> whole(DeadLetter letter, Map<String, Integer> left) {
    String why = "";
    Optional<LetterBody> body = Optional.empty();
    if (letter.driven()) {
      why = "read earlier";
    } else if (!letter.topic().equals(names.observations())) {
      why = "not of the observations: a newer entry of the catalogue mends it";
    } else {
      body = letters.shelf().body(letter);
      if (body.isEmpty()) {
        why = "not there any more";
      } else if (!body.get().whole()) {
        why = "kept in its beginning only";
      }
    }
    if (!why.isEmpty()) {
      left.merge(why, 1, Integer::sum);
      return Optional.empty();
    }
    return body.map(b -> new KeptLetter(letter, b));
  }

  private Retried tryBatch(List<KeptLetter> batch, boolean dryRun, DryRun dry)
      throws InterruptedException {
    if (dryRun) {
      batch.forEach(dry::take);
      return Retried.NOTHING;
    }
    try {
      Retry.Answer answer = retry.ask(List.copyOf(batch)).get();
      letters.driven(answer.read(), answer.forGood());
      return answer.what();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Not all could be tried again: the feed has ended meanwhile.", e);
    }
  }
}
