package io.belvedere.ingest.bench;

import io.belvedere.ingest.history.History;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.sandbox.Broker;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/// No history at all: for an instant, the log of the ten minutes before it is read again. So it
/// tells what was known at that instant, and only of datastreams that were heard of in that time.
final class KafkaBaseline implements Baseline {
  static final long REREAD = 10 * Micros.PER_MINUTE;

  private static final int PARTITIONS = 12;
  private static final String FOR_EVER = "-1";

  private final Broker broker = Broker.startTemporary();
  private final String topic = TopicNames.of(new DistrictId("bench")).observations();
  private final int datastreams;
  private final LogWriter writer;
  private final LogReader reader;
  private long untold;
  private long asked;

  KafkaBaseline(List<String> datastreams) throws Exception {
    this.datastreams = datastreams.size();
    KafkaSettings settings = KafkaSettings.of(broker.bootstrapServers());
    createTopic(settings);
    writer = new LogWriter(settings, topic, datastreams);
    reader = new LogReader(settings, topic, PARTITIONS, datastreams);
  }

  /// The broker believes our timestamps, whenever they are, and keeps what is old.
  private void createTopic(KafkaSettings settings) throws ExecutionException, InterruptedException {
    NewTopic wanted =
        new NewTopic(topic, PARTITIONS, (short) 1)
            .configs(
                Map.of(
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    "CreateTime",
                    TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                    Long.toString(Long.MAX_VALUE),
                    TopicConfig.RETENTION_MS_CONFIG,
                    FOR_EVER));
    try (Admin admin = Admin.create(settings.admin("bench"))) {
      admin.createTopics(List.of(wanted)).all().get();
    }
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public int most() {
    return 2_000_000;
  }

  @Override
  public int instants() {
    return 20;
  }

  @Override
  public void take(Arrivals batch) {
    writer.write(batch);
  }

  @Override
  public void finish() {
    writer.close();
  }

  @Override
  public long bytes() throws IOException {
    try (Stream<Path> files = Files.walk(broker.folder())) {
      return files
          .filter(f -> f.toString().endsWith(".log") && f.toString().contains(topic))
          .mapToLong(f -> f.toFile().length())
          .sum();
    }
  }

  @Override
  public List<String> ways() {
    return List.of("10 min again");
  }

  @Override
  public void latestAt(int way, long t, DistrictState out) {
    out.reset(t, datastreams);
    reader.read(t - REREAD, t, out);
  }

  @Override
  public void check(History ours, long t, DistrictState theirs) {
    DistrictState expected = new DistrictState();
    ours.asKnown(t, t, expected);
    for (int d = 0; d < expected.size(); d++) {
      asked++;
      boolean heard = expected.isKnown(d) && expected.receiveTime(d) >= t - REREAD;
      // What was received earlier may stand behind what came later, but older, and was read.
      boolean older = !theirs.isKnown(d) || theirs.eventTime(d) < expected.eventTime(d);
      if (heard ? !Baseline.isSame(expected, theirs, d) : !older) {
        throw differs(expected, theirs, d);
      }
      untold += heard ? 0 : 1;
    }
  }

  @Override
  public String remark() {
    return "of %.1f %% of the datastreams it cannot tell".formatted(100.0 * untold / asked);
  }

  @Override
  public void close() {
    writer.close();
    reader.close();
    broker.close();
  }
}
