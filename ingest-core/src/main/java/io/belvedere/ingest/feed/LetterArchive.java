package io.belvedere.ingest.feed;

import io.belvedere.ingest.feed.LetterBody.Header;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Dead letters of a district, read without its feed: from the folder of a desk, also while the
/// desk runs, or from the topic to which servers publish them.
public final class LetterArchive {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Set<String> OURS =
      Set.of(
          "reason", "pointer", "topic", "partition", "offset", "topic-id", "append-time", "times");

  private LetterArchive() {}

  /// The file in which the letters of a district are.
  static Path file(Path folder, DistrictId district) {
    return folder.resolve("dead-letters-" + district + ".jsonl");
  }

  /// Hands on all letters in a folder, as they came.
  ///
  /// @return what was told of them at the beginning; empty if there is none
  /// @throws IOException with a sentence for the operator
  public static Optional<Letters.Reading> readFolder(
      Path folder, DistrictId district, Consumer<KeptLetter> to) throws IOException {
    Path file = file(folder, district);
    if (!Files.exists(file)) {
      throw new IOException(
          "There are no dead letters of %s in %s: %s is missing."
              .formatted(district, folder, file.getFileName()));
    }
    Set<DeadLetter.Place> driven = new HashSet<>();
    List<LetterJson.Beginning> beginnings = new ArrayList<>();
    LetterFiles.read(
        file,
        (line, _) -> {
          switch (line) {
            case LetterJson.Driven(DeadLetter.Place place) -> driven.add(place);
            case LetterJson.Beginning beginning -> beginnings.add(beginning);
            case LetterJson.Letter _ -> {}
          }
        });
    LetterFiles.read(
        file,
        (line, _) -> {
          if (line instanceof LetterJson.Letter(DeadLetter letter, LetterBody body)) {
            boolean read = driven.contains(letter.place());
            to.accept(new KeptLetter(read ? letter.asDriven() : letter, body));
          }
        });
    return beginnings.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Letters.Reading.ofFolder(beginnings.getLast().since(), beginnings.getLast().gone()));
  }

  /// Hands on all letters that are in the district's topic now.
  ///
  /// @throws IOException with a sentence for the operator
  public static void readTopic(
      KafkaSettings settings, DistrictId district, Clock clock, Consumer<KeptLetter> to)
      throws IOException {
    String topic = TopicNames.of(district, settings).deadLetters();
    try (var consumer =
        new KafkaConsumer<byte[], byte[]>(settings.consumer("belvedere-dead-letters-reader"))) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
      consumer.seekToBeginning(partitions);
      long heard = clock.ticks();
      while (!hasReached(consumer, ends)) {
        var polled = consumer.poll(Duration.ofMillis(200));
        for (ConsumerRecord<byte[], byte[]> each : polled) {
          Long end = ends.get(new TopicPartition(topic, each.partition()));
          if (end != null && each.offset() < end) {
            letter(each).ifPresent(to);
          }
        }
        heard = polled.isEmpty() ? heard : clock.ticks();
        if (clock.ticks() - heard > PATIENCE.toNanos()) {
          throw new IOException(
              "Kafka does not answer: " + topic + " could not be read to its end.");
        }
      }
    } catch (KafkaException e) {
      throw new IOException("Cannot read " + topic + ": " + e.getMessage(), e);
    }
  }

  private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic)
      throws IOException {
    List<PartitionInfo> partitions = consumer.partitionsFor(topic, PATIENCE);
    if (partitions == null || partitions.isEmpty()) {
      throw new IOException("There is no topic " + topic + ".");
    }
    return partitions.stream().map(p -> new TopicPartition(topic, p.partition())).toList();
  }

  private static boolean hasReached(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(each -> consumer.position(each.getKey(), PATIENCE) >= each.getValue());
  }

  /// Empty if the record is none of ours.
  static Optional<KeptLetter> letter(ConsumerRecord<byte[], byte[]> record) {
    String topic = header(record, "topic");
    String partition = header(record, "partition");
    String offset = header(record, "offset");
    String reason = header(record, "reason");
    if (topic == null || partition == null || offset == null || reason == null) {
      return Optional.empty();
    }
    List<Header> headers = new ArrayList<>();
    for (var each : record.headers()) {
      if (each.key().startsWith(DeadLetterTopic.ORIGINAL)) {
        headers.add(
            new Header(each.key().substring(DeadLetterTopic.ORIGINAL.length()), each.value()));
      } else if (!OURS.contains(each.key())) {
        headers.add(new Header(each.key(), each.value()));
      }
    }
    byte[] value = record.value();
    try {
      String appended = header(record, "append-time");
      return Optional.of(
          new KeptLetter(
              new DeadLetter(
                  topic,
                  orEmpty(header(record, "topic-id")),
                  Integer.parseInt(partition),
                  Long.parseLong(offset),
                  appended == null
                      ? Micros.ofMillis(record.timestamp())
                      : Micros.of(Instant.parse(appended)),
                  reason,
                  orEmpty(header(record, "pointer")),
                  Integer.parseInt(Optional.ofNullable(header(record, "times")).orElse("1")),
                  LetterJson.glimpse(record.key()),
                  LetterJson.glimpse(value),
                  value == null ? -1 : value.length,
                  false),
              new LetterBody(record.key(), value, headers, true)));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
