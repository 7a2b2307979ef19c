package io.belvedere.ingest.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belvedere.ingest.decode.CatalogueJson;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Limits;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.sandbox.Broker;
import io.belvedere.ingest.source.DistrictTopics;
import io.belvedere.ingest.source.DistrictTopics.Timestamps;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// The topics of one district, whose datastreams are catalogued with limits and report in turn, one
/// observation of about 150 bytes a record.
final class FeedTopic {
  static final int PARTITIONS = 12;

  private static final Clock CLOCK = Clock.system();

  final int datastreams;
  private final KafkaSettings settings;
  private final TopicNames names;
  private long sent;

  private FeedTopic(Broker broker, String district, int datastreams) {
    this.settings = KafkaSettings.of(broker.bootstrapServers());
    this.names = TopicNames.of(new DistrictId(district));
    this.datastreams = datastreams;
  }

  /// Makes the topics and writes the catalogue.
  static FeedTopic create(Broker broker, String district, int datastreams) throws Exception {
    var topic = new FeedTopic(broker, district, datastreams);
    try (Admin admin = Admin.create(topic.settings.admin("bench"))) {
      new DistrictTopics(admin).create(topic.names, PARTITIONS, Timestamps.CREATE_TIME);
    }
    try (Producer<byte[], byte[]> producer = topic.producer()) {
      for (int i = 0; i < datastreams; i++) {
        Datastream datastream = datastream(i);
        var unused =
            producer.send(
                new ProducerRecord<>(
                    topic.names.catalogue(),
                    datastream.id().getBytes(UTF_8),
                    CatalogueJson.write(datastream)));
      }
    }
    return topic;
  }

  private static Datastream datastream(int i) {
    var limits =
        new Limits(85, 70, Double.NaN, Double.NaN, 1, Duration.ZERO, Duration.ZERO, false, 2, "");
    String gateway = "gateway-" + i / 50;
    return new Datastream(
        id(i),
        "Speed " + i,
        "speed",
        "km/h",
        Role.VALUE,
        10 * Micros.PER_SECOND,
        Criticality.NORMAL,
        new Thing(
            "thing-" + i,
            "Thing " + i,
            "loop",
            7.4 + i % 100 * 1e-3,
            43.7 + Math.floorDiv(i, 100) * 1e-4,
            Optional.of(gateway),
            Optional.empty()),
        Optional.of(limits),
        List.of(),
        Optional.empty(),
        Long.MIN_VALUE);
  }

  private static String id(int datastream) {
    return "speed-%05d".formatted(datastream);
  }

  DistrictId district() {
    return names.district();
  }

  String observations() {
    return names.observations();
  }

  List<TopicPartition> partitions() {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(p -> new TopicPartition(names.observations(), p))
        .toList();
  }

  KafkaSettings settings() {
    return settings;
  }

  /// How many observations are in the topic.
  long sent() {
    return sent;
  }

  /// Writes as many as asked for, evenly over twenty minutes that ended ten minutes ago, as if they
  /// had been appended then. What comes later is stamped by the broker.
  void fill(int observations) {
    long start = CLOCK.now() - 30 * Micros.PER_MINUTE;
    try (Producer<byte[], byte[]> producer = producer()) {
      for (int i = 0; i < observations; i++) {
        long time = start + i * (20L * Micros.PER_MINUTE / observations);
        long appended = time + 20_000 + (i % 97) * 3_000L;
        send(producer, time, appended / Micros.PER_MILLI);
      }
    }
    try (Admin admin = Admin.create(settings.admin("bench"))) {
      new DistrictTopics(admin).switchToAppendTime(names);
    }
  }

  Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(settings.producer("bench"));
  }

  /// Has the next datastream report.
  void send(Producer<byte[], byte[]> producer, long time) {
    send(producer, time, null);
  }

  private void send(Producer<byte[], byte[]> producer, long time, @Nullable Long appended) {
    long number = sent++;
    int datastream = (int) (number % datastreams);
    String value =
        "{\"datastream\":\"%s\",\"phenomenonTime\":\"%s\",\"result\":%d.%d,\"resultQuality\":\"good\",\"sequence\":%d,\"epoch\":1,\"vendor\":\"bench\"}"
            .formatted(
                id(datastream),
                Micros.toInstant(time),
                number % 90,
                number % 10,
                number / datastreams);
    var unused =
        producer.send(
            new ProducerRecord<>(
                names.observations(),
                null,
                appended,
                ("thing-" + datastream).getBytes(UTF_8),
                value.getBytes(UTF_8)));
  }
}
