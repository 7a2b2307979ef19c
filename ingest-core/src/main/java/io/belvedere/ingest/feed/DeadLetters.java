package io.belvedere.ingest.feed;

import io.belvedere.ingest.time.Micros;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what could not be read, with the reason: the newest in memory for people, all that fit on
/// a [LetterShelf], and, where we may write, on the district's dead-letter topic.
///
/// Those who read put letters in, on any thread, and never wait: a thread of its own writes them.
/// When it cannot keep up, letters are left off the shelf and the topic and counted; the
/// observations' own counter counts them all the same.
final class DeadLetters implements AutoCloseable {
  /// What becomes of a letter outside of this process.
  interface Post extends AutoCloseable {
    void send(ConsumerRecord<byte[], byte[]> record, DeadLetter letter);

    /// Why letters do not arrive, in words for an operator; empty if they do. Any thread.
    default String trouble() {
      return "";
    }

    @Override
    default void close() {}
  }

  /// For a desk, which has no right to publish any.
  static final Post NO_POST = (_, _) -> {};

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  /// How much of a key or value people get to see, bytes.
  private static final int EXCERPT = 1_000;

  /// Raw bytes that may wait for the writer: 16 MB.
  private static final long MOST_WAITING = 16L << 20;

  /// About what a letter without a value takes, bytes.
  private static final long FOR_EACH = 500;

  private final LetterShelf shelf;
  private final Post post;
  private final SequencedMap<DeadLetter.Id, DeadLetter> newest = new LinkedHashMap<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Thread writer;
  private long waitingBytes;
  private long leftOut;
  private OptionalLong since = OptionalLong.empty();
  private boolean closed;

  /// @param file where letters are appended as JSON lines; empty to keep them in memory only
  /// @param post called on the writer's thread for every letter
  DeadLetters(String name, Optional<Path> file, Post post) {
    this(name, file.map(LetterShelf::inFile).orElseGet(LetterShelf::inMemory), post);
  }

  DeadLetters(String name, LetterShelf shelf, Post post) {
    this.shelf = shelf;
    this.post = post;
    this.writer = Thread.ofPlatform().daemon().name("dead-letters-" + name).start(this::writeAll);
  }

  /// Tells from when on what is rejected comes here, if nothing has come earlier; what an earlier
  /// run has kept is looked at then.
  ///
  /// @param now microseconds UTC
  void begin(long now) {
    synchronized (waiting) {
      if (since.isEmpty()) {
        since = OptionalLong.of(now);
        waiting.notifyAll();
      }
    }
  }

  /// Takes a letter; never waits.
  ///
  /// @param topicId of the record's topic
  /// @param times how many observations of the record were rejected for that reason
  void put(
      ConsumerRecord<byte[], byte[]> record,
      Uuid topicId,
      String reason,
      String pointer,
      int times) {
    DeadLetter letter =
        new DeadLetter(
            record.topic(),
            topicId.toString(),
            record.partition(),
            record.offset(),
            Micros.ofMillis(record.timestamp()),
            reason,
            pointer,
            times,
            excerpt(record.key()),
            excerpt(record.value()),
            record.value() == null ? -1 : record.value().length,
            false);
    long size = FOR_EACH + (record.value() == null ? 0 : record.value().length);
    synchronized (waiting) {
      newest.putLast(letter.id(), letter);
      if (newest.size() > DeadLetter.MOST_KEPT) {
        newest.pollFirstEntry();
      }
      if (waitingBytes + size > MOST_WAITING) {
        leftOut++;
      } else {
        waitingBytes += size;
        begin(letter.receiveTime());
        waiting.add(new Waiting(record, letter, size));
        waiting.notifyAll();
      }
    }
  }

  /// Counts letters that are nowhere, because there were too many.
  void leaveOut(long letters) {
    synchronized (waiting) {
      leftOut += letters;
    }
  }

  /// Those of this run, the newest first.
  List<DeadLetter> newest() {
    synchronized (waiting) {
      return new ArrayList<>(newest.sequencedValues().reversed());
    }
  }

  /// How many letters are on neither shelf nor topic because they came too fast.
  long leftOut() {
    synchronized (waiting) {
      return leftOut;
    }
  }

  /// Why they are not published although they should be; empty if they are. Any thread.
  String trouble() {
    return post.trouble();
  }

  /// All that are kept. Safe for all.
  LetterShelf shelf() {
    return shelf;
  }

  /// Has the letters of these records marked as read.
  ///
  /// @param forGood whether also for the next start
  void driven(Collection<DeadLetter.Place> records, boolean forGood) {
    shelf.driven(records, forGood);
  }

  private void writeAll() {
    awaitSince().ifPresent(shelf::open);
    for (Optional<Waiting> next = take(); next.isPresent(); next = take()) {
      Waiting letter = next.get();
      if (!shelf.knows(letter.letter().id())) {
        guarded(letter, w -> post.send(w.record(), w.letter()));
        guarded(letter, w -> keep(w.record(), w.letter()));
      }
      if (isIdle()) {
        shelf.force();
      }
    }
    shelf.close();
  }

  private void keep(ConsumerRecord<byte[], byte[]> record, DeadLetter letter) {
    if (!shelf.put(letter, LetterBody.of(record))) {
      leaveOut(1);
    }
  }

  private static void guarded(Waiting letter, Consumer<Waiting> act) {
    try {
      act.accept(letter);
    } catch (RuntimeException e) {
      LOG.warn("A dead letter could not be kept: {}", letter.letter(), e);
    }
  }

  /// What is empty from the start to the end is not even opened.
  private OptionalLong awaitSince() {
    synchronized (waiting) {
      while (since.isEmpty() && !closed) {
        try {
          waiting.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return OptionalLong.empty();
        }
      }
      return since;
    }
  }

  private boolean isIdle() {
    synchronized (waiting) {
      return waiting.isEmpty();
    }
  }

  private Optional<Waiting> take() {
    synchronized (waiting) {
      while (waiting.isEmpty() && !closed) {
        try {
          waiting.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return Optional.empty();
        }
      }
      Waiting first = waiting.poll();
      if (first != null) {
        waitingBytes -= first.size();
      }
      return Optional.ofNullable(first);
    }
  }

  private static String excerpt(byte @Nullable [] bytes) {
    return bytes == null
        ? ""
        : new String(bytes, 0, Math.min(bytes.length, EXCERPT), StandardCharsets.UTF_8);
  }

  /// Writes what waits and ends the writer.
  @Override
  public void close() {
    synchronized (waiting) {
      closed = true;
      waiting.notifyAll();
    }
    try {
      if (!writer.join(Duration.ofSeconds(5))) {
        LOG.warn("Some dead letters could not be written any more.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    post.close();
  }

  private record Waiting(ConsumerRecord<byte[], byte[]> record, DeadLetter letter, long size) {}
}
