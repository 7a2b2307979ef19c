package io.belvedere.ingest.feed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The dead letters that are kept: what people see of them in memory, what they hold in two files,
/// or in memory as well where there is no folder. Bounded: the oldest go, and it is told how many
/// went. A letter that comes a second time is known. Safe for all threads; one writes at a time.
final class LetterShelf {
  private static final Logger LOG = LoggerFactory.getLogger(LetterShelf.class);

  /// A file is full at this size; there are two: 32 MB.
  private static final long MOST_IN_FILE = 32L << 20;

  /// A file is full with so many letters, because something of each is in memory.
  private static final int MOST_LETTERS = 50_000;

  /// What letters hold that are in memory only: 16 MB.
  private static final long MOST_IN_MEMORY = 16L << 20;

  /// What a letter takes beside what it holds, bytes.
  private static final long FIXED = 256;

  private static final Comparator<DeadLetter> NEWEST_FIRST =
      Comparator.comparingLong(DeadLetter::receiveTime)
          .reversed()
          .thenComparing(DeadLetter::partition)
          .thenComparing(Comparator.comparingLong(DeadLetter::offset).reversed());

  /// @param spot where it stands in the files; null if it is in memory only
  private record Entry(
      DeadLetter letter, LetterFiles.@Nullable Spot spot, @Nullable LetterBody body) {}

  private final Optional<LetterFiles> files;
  private final int mostInMemory;
  private final Map<DeadLetter.Id, Entry> entries = new LinkedHashMap<>();
  private final Set<String> reasons = new HashSet<>();
  private OptionalLong since = OptionalLong.empty();
  private String trouble = "";
  private boolean begun;
  private long bytesInMemory;
  private long gone;
  private long version = 1;
  private long listed;
  private List<DeadLetter> all = List.of();

  private LetterShelf(Optional<LetterFiles> files, int mostInMemory) {
    this.files = files;
    this.mostInMemory = mostInMemory;
  }

  /// The newest thousand, until the process ends.
  static LetterShelf inMemory() {
    return new LetterShelf(Optional.empty(), DeadLetter.MOST_KEPT);
  }

  static LetterShelf inFile(Path file) {
    return inFile(file, MOST_IN_FILE, MOST_LETTERS);
  }

  /// @param mostBytes in each of the two files
  /// @param mostLetters in each of the two files
  static LetterShelf inFile(Path file, long mostBytes, int mostLetters) {
    return new LetterShelf(
        Optional.of(new LetterFiles(file, mostBytes, mostLetters)), DeadLetter.MOST_KEPT);
  }

  /// Takes what an earlier run has left.
  ///
  /// @param now from when on letters are kept if there was no earlier run, microseconds UTC
  synchronized void open(long now) {
    since = OptionalLong.of(now);
    act(f -> f.open(now, this::restore));
    version++;
  }

  private void restore(LetterJson.Line line, LetterFiles.Spot spot) {
    switch (line) {
      case LetterJson.Beginning(long from, long before) -> {
        begun = true;
        since = OptionalLong.of(from);
        gone = before;
      }
      case LetterJson.Letter(DeadLetter letter, LetterBody _) -> {
        if (!begun && letter.receiveTime() < since.orElse(Long.MAX_VALUE)) {
          // Files once had no beginning.
          since = OptionalLong.of(letter.receiveTime());
        }
        add(new Entry(letter, spot, null));
      }
      case LetterJson.Driven(DeadLetter.Place place) -> markDriven(place);
    }
  }

  private void add(Entry entry) {
    reasons.add(entry.letter().reason());
    entries.putIfAbsent(entry.letter().id(), entry);
  }

  synchronized boolean knows(DeadLetter.Id id) {
    return entries.containsKey(id);
  }

  /// @return whether it is kept
  synchronized boolean put(DeadLetter letter, LetterBody body) {
    DeadLetter listed = inList(letter, body);
    version++;
    if (files.isEmpty()) {
      add(new Entry(listed, null, body));
      bytesInMemory += body.bytes() + FIXED;
      trimMemory();
      return true;
    }
    return act(
        f -> {
          if (f.isFull()) {
            drop(f.goes());
            f.begin(new LetterJson.Beginning(since.orElse(letter.receiveTime()), gone));
          }
          add(new Entry(listed, f.append(letter, body), null));
        });
  }

  /// What is in lists is small.
  private static DeadLetter inList(DeadLetter letter, LetterBody body) {
    return new DeadLetter(
        letter.topic(),
        letter.topicId(),
        letter.partition(),
        letter.offset(),
        letter.receiveTime(),
        letter.reason(),
        letter.pointer(),
        letter.times(),
        LetterJson.glimpse(body.key()),
        LetterJson.glimpse(body.value()),
        letter.size(),
        letter.driven());
  }

  private void trimMemory() {
    Iterator<Entry> oldest = entries.values().iterator();
    while (entries.size() > mostInMemory || bytesInMemory > MOST_IN_MEMORY) {
      Entry first = oldest.next();
      LetterBody body = first.body();
      bytesInMemory -= FIXED + (body == null ? 0 : body.bytes());
      gone += first.letter().driven() ? 0 : 1;
      oldest.remove();
    }
  }

  private void drop(long file) {
    Iterator<Entry> oldest = entries.values().iterator();
    while (oldest.hasNext()) {
      Entry first = oldest.next();
      if (first.spot() == null || first.spot().file() > file) {
        return;
      }
      gone += first.letter().driven() ? 0 : 1;
      oldest.remove();
    }
  }

  /// Marks all letters of records as read.
  ///
  /// @param forGood whether also for the next start
  synchronized void driven(Collection<DeadLetter.Place> records, boolean forGood) {
    version++;
    records.forEach(this::markDriven);
    if (forGood) {
      act(
          f -> {
            for (DeadLetter.Place each : records) {
              f.mark(each);
            }
            f.force();
          });
    }
  }

  private void markDriven(DeadLetter.Place place) {
    for (String reason : reasons) {
      var id =
          new DeadLetter.Id(
              place.topic(), place.topicId(), place.partition(), place.offset(), reason);
      entries.computeIfPresent(id, (_, e) -> new Entry(e.letter().asDriven(), e.spot(), e.body()));
    }
  }

  /// The newest first; the same object until there are others.
  synchronized List<DeadLetter> all() {
    if (listed != version) {
      listed = version;
      all = entries.values().stream().map(Entry::letter).sorted(NEWEST_FIRST).toList();
    }
    return all;
  }

  /// Those that are wanted, the newest first.
  List<DeadLetter> find(LetterFilter filter) {
    Set<DeadLetter.Id> holding = filter.text().isEmpty() ? Set.of() : holding(filter);
    return all().stream()
        .filter(filter::mayTake)
        .filter(letter -> filter.hasText(letter) || holding.contains(letter.id()))
        .toList();
  }

  /// Those of which the text is found only in what they hold.
  private Set<DeadLetter.Id> holding(LetterFilter filter) {
    Set<DeadLetter.Id> holding = new HashSet<>();
    if (files.isPresent()) {
      try {
        files
            .get()
            .readAll(
                (line, _) -> {
                  if (line instanceof LetterJson.Letter(DeadLetter letter, LetterBody body)
                      && filter.takes(letter, body)) {
                    holding.add(letter.id());
                  }
                });
      } catch (IOException e) {
        LOG.warn("Dead letters cannot be searched for a text.", e);
      }
      return holding;
    }
    synchronized (this) {
      for (Entry each : entries.values()) {
        if (each.body() != null && filter.takes(each.letter(), each.body())) {
          holding.add(each.letter().id());
        }
      }
    }
    return holding;
  }

  /// What a letter holds; empty if it has gone.
  synchronized Optional<LetterBody> body(DeadLetter letter) {
    Entry entry = entries.get(letter.id());
    LetterFiles.Spot spot = entry == null ? null : entry.spot();
    if (spot == null) {
      return Optional.ofNullable(entry).map(Entry::body);
    }
    List<LetterBody> read = new ArrayList<>();
    act(f -> f.read(spot).ifPresent(kept -> read.add(kept.body())));
    return read.stream().findFirst();
  }

  synchronized Letters.Reading reading(long leftOut, CounterReading.Fates retried) {
    return new Letters.Reading(
        version, since, entries.size(), gone, leftOut, files.isPresent(), trouble, retried);
  }

  synchronized void force() {
    act(LetterFiles::force);
  }

  synchronized void close() {
    act(LetterFiles::close);
  }

  @FunctionalInterface
  private interface OnDisk {
    void act(LetterFiles files) throws IOException;
  }

  /// @return whether it went well
  private boolean act(OnDisk wanted) {
    if (files.isEmpty()) {
      return true;
    }
    try {
      wanted.act(files.get());
      trouble = "";
      return true;
    } catch (IOException e) {
      String words = "Dead letters cannot be kept on disk: " + e.getMessage();
      if (!words.equals(trouble)) {
        LOG.warn("{}", words, e);
      }
      trouble = words;
      return false;
    }
  }
}
