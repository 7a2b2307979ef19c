package io.belvedere.app.letters;

import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.DeadLetter;
import io.belvedere.ingest.feed.KeptLetter;
import io.belvedere.ingest.feed.LetterBody;
import io.belvedere.ingest.feed.LetterFilter;
import io.belvedere.ingest.feed.Letters;
import io.belvedere.ingest.feed.Retried;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/// Letters that a test writes; those with a reason that it has mended can be read.
public final class FakeLetters implements Letters {
  private final List<KeptLetter> kept = new ArrayList<>();
  private final Set<String> mended = new HashSet<>();
  private OptionalLong since = OptionalLong.empty();
  private long gone;
  private long version;
  private String trouble = "";

  public synchronized void since(long instant) {
    since = OptionalLong.of(instant);
    version++;
  }

  public synchronized void gone(long letters) {
    gone = letters;
    version++;
  }

  public synchronized void trouble(String words) {
    trouble = words;
    version++;
  }

  /// They had to make room.
  public synchronized void drop(String reason) {
    kept.removeIf(each -> each.letter().reason().equals(reason));
    version++;
  }

  public synchronized void mend(String reason) {
    mended.add(reason);
  }

  public synchronized void put(DeadLetter letter, LetterBody body) {
    kept.add(new KeptLetter(letter, body));
    version++;
  }

  @Override
  public synchronized Reading reading() {
    return new Reading(version, since, kept.size(), gone, 0, true, trouble, Fates.NONE);
  }

  @Override
  public synchronized List<DeadLetter> all() {
    return kept.stream()
        .map(KeptLetter::letter)
        .sorted(Comparator.comparingLong(DeadLetter::receiveTime).reversed())
        .toList();
  }

  @Override
  public synchronized List<DeadLetter> find(LetterFilter filter) {
    return kept.stream()
        .filter(each -> filter.takes(each.letter(), each.body()))
        .map(KeptLetter::letter)
        .sorted(Comparator.comparingLong(DeadLetter::receiveTime).reversed())
        .toList();
  }

  @Override
  public synchronized Optional<LetterBody> body(DeadLetter letter) {
    return kept.stream()
        .filter(each -> each.letter().id().equals(letter.id()))
        .map(KeptLetter::body)
        .findFirst();
  }

  @Override
  public synchronized Retried tryAgain(
      Collection<DeadLetter> which, boolean dryRun, IntConsumer done) {
    int read = 0;
    var refused = new TreeMap<String, Integer>();
    for (DeadLetter each : which) {
      if (mended.contains(each.reason())) {
        read++;
        if (!dryRun) {
          kept.replaceAll(
              k -> k.letter().id().equals(each.id()) ? new KeptLetter(driven(each), k.body()) : k);
        }
      } else {
        refused.merge(each.reason(), 1, Integer::sum);
      }
    }
    version++;
    long rejected = (long) which.size() - read;
    return new Retried(
        which.size(),
        read,
        new Fates(which.size(), read, 0, 0, 0, rejected),
        refused,
        new TreeMap<>());
  }

  private static DeadLetter driven(DeadLetter of) {
    return new DeadLetter(
        of.topic(),
        of.topicId(),
        of.partition(),
        of.offset(),
        of.receiveTime(),
        of.reason(),
        of.pointer(),
        of.times(),
        of.key(),
        of.value(),
        of.size(),
        true);
  }
}
