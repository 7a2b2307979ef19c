package io.belvedere.ingest.source;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the topics of a district, for the sandbox and for an administrator who sets a district up.
/// A desk never does.
public final class DistrictTopics {
  private static final Logger LOG = LoggerFactory.getLogger(DistrictTopics.class);

  /// Whose clock the timestamp of an observation's record is.
  public enum Timestamps {
    /// The sender's: only for writing a past that is made up.
    CREATE_TIME("CreateTime"),
    /// The broker's, which all desks agree on.
    APPEND_TIME("LogAppendTime");

    private final String setting;

    Timestamps(String setting) {
      this.setting = setting;
    }
  }

  public static final int DEFAULT_PARTITIONS = 12;

  private static final String SEVEN_DAYS_MS = Long.toString(Duration.ofDays(7).toMillis());
  private static final int LIMIT_MS = 30_000;
  private static final String FOR_EVER = "-1";

  /// How often a broker is asked whether it has heard, each time as long as an answer takes.
  private static final int MOST_QUESTIONS = 2_000;

  private final Admin admin;

  /// @param admin stays the caller's
  public DistrictTopics(Admin admin) {
    this.admin = admin;
  }

  /// Creates those topics of `names` that do not exist; those that do are left as they are. They
  /// are replicated as the cluster does by default. Returns when the new ones take records, which
  /// is a little after they exist.
  ///
  /// @param partitions of the observations; the other topics have one, which keeps their order
  /// @param timestamps of the observations; the other topics always have the broker's
  /// @throws KafkaException if the cluster refuses or does not answer
  public void create(TopicNames names, int partitions, Timestamps timestamps) {
    List<NewTopic> topics =
        List.of(
            topic(
                names.observations(),
                partitions,
                timestamps,
                Map.of(TopicConfig.RETENTION_MS_CONFIG, SEVEN_DAYS_MS)),
            topic(
                names.catalogue(),
                Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_COMPACT,
                    TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                    SEVEN_DAYS_MS)),
            topic(
                names.operations(),
                Map.of(
                    TopicConfig.RETENTION_MS_CONFIG,
                    FOR_EVER,
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    FOR_EVER)),
            topic(
                names.alarms(),
                Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
            topic(names.deadLetters(), Map.of(TopicConfig.RETENTION_MS_CONFIG, SEVEN_DAYS_MS)));
    CreateTopicsResult result =
        admin.createTopics(topics, new CreateTopicsOptions().timeoutMs(LIMIT_MS));
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    result
        .values()
        .forEach(
            (topic, created) -> {
              try {
                await(created);
                int count = await(result.numPartitions(topic));
                for (int partition = 0; partition < count; partition++) {
                  ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
                }
              } catch (TopicExistsException e) {
                LOG.debug("{} is there already.", topic);
              }
            });
    awaitLeaders(ends);
  }

  /// Asks for ends, which is answered when every partition has its leader. A producer that comes
  /// earlier has its batches sent back one by one, and may give some of them up. In a cluster a
  /// broker may be asked that has not heard of the topics yet.
  private void awaitLeaders(Map<TopicPartition, OffsetSpec> ends) {
    UnknownTopicOrPartitionException unknown = new UnknownTopicOrPartitionException();
    for (int asked = 0; asked < MOST_QUESTIONS; asked++) {
      try {
        await(admin.listOffsets(ends, new ListOffsetsOptions().timeoutMs(LIMIT_MS)).all());
        return;
      } catch (UnknownTopicOrPartitionException e) {
        unknown = e;
      }
    }
    throw unknown;
  }

  /// Lets the broker stamp the observations from now on: the end of writing a past. Returns when
  /// the broker knows it, which is a little after the controller does.
  ///
  /// @throws KafkaException if the cluster refuses or does not answer
  public void switchToAppendTime(TopicNames names) {
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, names.observations());
    Collection<AlterConfigOp> change =
        List.of(
            new AlterConfigOp(
                new ConfigEntry(
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, Timestamps.APPEND_TIME.setting),
                AlterConfigOp.OpType.SET));
    await(
        admin
            .incrementalAlterConfigs(
                Map.of(topic, change), new AlterConfigsOptions().timeoutMs(LIMIT_MS))
            .all());
    for (int asked = 0; asked < MOST_QUESTIONS; asked++) {
      for (Config config : await(admin.describeConfigs(List.of(topic)).all()).values()) {
        if (Timestamps.APPEND_TIME.setting.equals(
            config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value())) {
          return;
        }
      }
    }
    throw new KafkaException(
        "The broker does not take up the broker's timestamps for " + names.observations() + ".");
  }

  private static NewTopic topic(String name, Map<String, String> settings) {
    return topic(name, 1, Timestamps.APPEND_TIME, settings);
  }

  private static NewTopic topic(
      String name, int partitions, Timestamps timestamps, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, timestamps.setting);
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(all);
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException refused
          ? refused
          : new KafkaException(e.getCause());
    }
  }
}
