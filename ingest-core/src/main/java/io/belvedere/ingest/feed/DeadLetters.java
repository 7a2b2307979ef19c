package io.belvedere.ingest.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.belvedere.ingest.time.Micros;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what could not be read, with the reason: the newest in memory for people, all that fit
/// into a bounded local file, and, where we may write, on the district's dead-letter topic.
///
/// Those who read put letters in, on any thread, and never wait: a thread of its own writes them.
/// When it cannot keep up, letters are left out of the file and the topic and counted; the
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
  private static final JsonFactory JSON = new JsonFactory();

  /// How much of a key or value people get to see, bytes.
  private static final int EXCERPT = 1_000;

  /// Raw bytes that may wait for the writer: 16 MB.
  private static final long MOST_WAITING = 16L << 20;

  /// The file is closed and put aside at this size; one older file is kept: 16 MB.
  private static final long MOST_IN_FILE = 16L << 20;

  private final Optional<Path> file;
  private final Post post;
  private final Deque<DeadLetter> newest = new ArrayDeque<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Thread writer;
  private long waitingBytes;
  private long leftOut;
  private boolean closed;

  /// @param file where letters are appended as JSON lines; empty to keep them in memory only
  /// @param post called on the writer's thread for every letter
  DeadLetters(String name, Optional<Path> file, Post post) {
    this.file = file;
    this.post = post;
    this.writer = Thread.ofPlatform().daemon().name("dead-letters-" + name).start(this::writeAll);
  }

  /// Takes a letter; never waits.
  void put(ConsumerRecord<byte[], byte[]> record, String reason, String pointer) {
    DeadLetter letter =
        new DeadLetter(
            record.topic(),
            record.partition(),
            record.offset(),
            Micros.ofMillis(record.timestamp()),
            reason,
            pointer,
            excerpt(record.key()),
            excerpt(record.value()));
    long size = record.value() == null ? 0 : record.value().length;
    synchronized (waiting) {
      newest.addFirst(letter);
      if (newest.size() > DeadLetter.MOST_KEPT) {
        newest.removeLast();
      }
      if (waitingBytes + size > MOST_WAITING) {
        leftOut++;
      } else {
        waitingBytes += size;
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

  /// The newest first.
  List<DeadLetter> newest() {
    synchronized (waiting) {
      return new ArrayList<>(newest);
    }
  }

  /// How many letters are in neither file nor topic because they came too fast.
  long leftOut() {
    synchronized (waiting) {
      return leftOut;
    }
  }

  /// Why they are not published although they should be; empty if they are. Any thread.
  String trouble() {
    return post.trouble();
  }

  private void writeAll() {
    for (Optional<Waiting> next = take(); next.isPresent(); next = take()) {
      Waiting letter = next.get();
      guarded(letter, w -> post.send(w.record(), w.letter()));
      file.ifPresent(path -> guarded(letter, w -> append(path, w.letter())));
    }
  }

  private static void guarded(Waiting letter, Consumer<Waiting> act) {
    try {
      act.accept(letter);
    } catch (RuntimeException e) {
      LOG.warn("A dead letter could not be kept: {}", letter.letter(), e);
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

  private static void append(Path path, DeadLetter letter) {
    try {
      if (Files.exists(path) && Files.size(path) > MOST_IN_FILE) {
        Files.move(
            path,
            path.resolveSibling(path.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      try (BufferedWriter out =
          Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        out.write(line(letter));
        out.newLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot append to " + path, e);
    }
  }

  private static String line(DeadLetter letter) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("topic", letter.topic());
      json.writeNumberField("partition", letter.partition());
      json.writeNumberField("offset", letter.offset());
      json.writeStringField("receiveTime", Micros.toInstant(letter.receiveTime()).toString());
      json.writeStringField("reason", letter.reason());
      json.writeStringField("pointer", letter.pointer());
      json.writeStringField("key", letter.key());
      json.writeStringField("value", letter.value());
      json.writeEndObject();
    }
    return text.toString();
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
