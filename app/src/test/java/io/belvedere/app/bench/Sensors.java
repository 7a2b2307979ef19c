package io.belvedere.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belvedere.app.map.CrowdedMonaco;
import io.belvedere.ingest.decode.CatalogueJson;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Limits;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.source.DistrictTopics;
import io.belvedere.ingest.source.DistrictTopics.Timestamps;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// What stands in a city and sends to its Kafka: a crowd of sensors that report in turn, and as
/// many canaries as there are partitions, gauges in the sea that nothing else stands beside.
final class Sensors implements AutoCloseable {
  static final int CANARIES = DistrictTopics.DEFAULT_PARTITIONS;
  static final DistrictId DISTRICT = new DistrictId("monaco");

  private static final int DATASTREAMS = 5_000;
  private static final int PER_ROW = 6;
  private static final double SEA_LON = 7.442;
  private static final double SEA_LAT = 43.727;

  /// So far apart that they are not gathered, degrees.
  private static final double APART = 0.003;

  private static final Clock CLOCK = Clock.system();

  private final TopicNames names = TopicNames.of(DISTRICT);
  private final KafkaSettings settings;
  private final List<Datastream> crowd = new CrowdedMonaco(DATASTREAMS - CANARIES).datastreams();
  private final Producer<byte[], byte[]> producer;
  private final Random random = new Random(3);
  private long sent;

  /// Makes the topics and writes the catalogue.
  Sensors(String bootstrapServers) {
    settings = KafkaSettings.of(bootstrapServers);
    try (Admin admin = Admin.create(settings.admin("bench"))) {
      new DistrictTopics(admin).create(names, CANARIES, Timestamps.APPEND_TIME);
    }
    producer = new KafkaProducer<>(settings.producer("bench"));
    List<Datastream> all = new ArrayList<>(crowd);
    for (int canary = 0; canary < CANARIES; canary++) {
      all.add(canary(canary));
    }
    for (Datastream datastream : all) {
      send(producer, names.catalogue(), null, datastream.id(), CatalogueJson.write(datastream));
    }
    producer.flush();
  }

  static double lon(int canary) {
    return SEA_LON + canary % PER_ROW * APART;
  }

  static double lat(int canary) {
    return SEA_LAT + Math.floorDiv(canary, PER_ROW) * APART;
  }

  private static Datastream canary(int number) {
    Thing thing =
        new Thing(
            "canary-" + number,
            "Canary " + number,
            "gauge",
            lon(number),
            lat(number),
            Optional.empty(),
            Optional.empty());
    var limits =
        new Limits(
            Double.NaN, 10, Double.NaN, Double.NaN, 0, Duration.ZERO, Duration.ZERO, false, 1, "");
    return new Datastream(
        thing.id(),
        "Level",
        "water-level",
        "cm",
        Role.VALUE,
        Micros.PER_MINUTE,
        Criticality.NORMAL,
        thing,
        Optional.of(limits),
        List.of(),
        Optional.empty(),
        Long.MIN_VALUE);
  }

  /// How many observations were sent.
  long sent() {
    return sent;
  }

  /// Has so many of the crowd report.
  void report(long count) {
    report(producer, count);
  }

  /// Has a canary report something that needs somebody, or that all is well.
  ///
  /// @return by its clock, microseconds UTC
  long report(int canary, boolean needsSomebody) {
    long now = CLOCK.now();
    byte[] value = value("canary-" + canary, now, needsSomebody ? 11 : 1);
    send(producer, names.observations(), canary, "canary-" + canary, value);
    sent++;
    return now;
  }

  /// Has so many of the crowd report, of which nothing is seen before all of it is.
  ///
  /// @return what lets it be seen
  Runnable hold(int count) {
    Map<String, Object> transactional = new HashMap<>(settings.producer("burst"));
    transactional.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "burst-" + sent);
    var held = new KafkaProducer<byte[], byte[]>(transactional);
    held.initTransactions();
    held.beginTransaction();
    report(held, count);
    held.flush();
    return () -> {
      held.commitTransaction();
      held.close();
    };
  }

  private void report(Producer<byte[], byte[]> by, long count) {
    for (long i = 0; i < count; i++) {
      Datastream datastream = crowd.get((int) (sent % crowd.size()));
      byte[] value = value(datastream.id(), CLOCK.now(), StoredDistrict.value(datastream, random));
      send(by, names.observations(), null, datastream.thing().id(), value);
      sent++;
    }
  }

  private byte[] value(String id, long time, double result) {
    return ("{\"datastream\":\""
            + id
            + "\",\"phenomenonTime\":\""
            + Micros.toInstant(time)
            + "\",\"result\":"
            + result
            + ",\"resultQuality\":\"good\",\"sequence\":"
            + sent
            + ",\"epoch\":1,\"vendor\":\"bench\"}")
        .getBytes(UTF_8);
  }

  private static void send(
      Producer<byte[], byte[]> by,
      String topic,
      @Nullable Integer partition,
      String key,
      byte[] value) {
    var unused = by.send(new ProducerRecord<>(topic, partition, key.getBytes(UTF_8), value));
  }

  @Override
  public void close() {
    producer.close();
  }
}
