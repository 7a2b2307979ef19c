package io.belvedere.ingest.source;

import io.belvedere.ingest.time.Micros;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks Kafka when it deletes what is in topics. Who may only read need not be told: then it is not
/// known, and no failure. Owned by the probe's thread.
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final Admin admin;

  Retention(Admin admin) {
    this.admin = admin;
  }

  /// @return a rule for each of the topics
  Map<String, RetentionRule> of(Collection<String> topics, Answers answers)
      throws InterruptedException {
    Map<String, RetentionRule> rules = new HashMap<>();
    var asked =
        admin
            .describeConfigs(
                topics.stream()
                    .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                    .toList())
            .values();
    for (var each : asked.entrySet()) {
      String topic = each.getKey().name();
      try {
        rules.put(
            topic, rule(answers.await(each.getValue(), AclOperation.DESCRIBE_CONFIGS, topic)));
      } catch (Unanswered e) {
        LOG.debug("When {} is deleted is not known.", topic, e);
        rules.put(topic, RetentionRule.unknown(why(e)));
      }
    }
    return rules;
  }

  private static String why(Unanswered e) {
    return e.getCause() instanceof AuthorizationException ? e.getMessage() : "";
  }

  private static RetentionRule rule(Config config) {
    String cleanup = value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
    String millis = value(config, TopicConfig.RETENTION_MS_CONFIG);
    String bytes = value(config, TopicConfig.RETENTION_BYTES_CONFIG);
    if (cleanup.isEmpty() || millis.isEmpty() || bytes.isEmpty()) {
      return RetentionRule.UNKNOWN;
    }
    if (!cleanup.contains(TopicConfig.CLEANUP_POLICY_DELETE)) {
      return new RetentionRule(true, OptionalLong.empty(), false);
    }
    long age = Long.parseLong(millis);
    // Longer than a record can be old is for ever; -1 says so.
    boolean byAge = age >= 0 && age < Micros.toMillis(Micros.LATEST);
    return new RetentionRule(
        true,
        byAge ? OptionalLong.of(Micros.ofMillis(age)) : OptionalLong.empty(),
        Long.parseLong(bytes) >= 0);
  }

  /// Empty if it is not told.
  private static String value(Config config, String name) {
    ConfigEntry entry = config.get(name);
    return entry == null || entry.value() == null ? "" : entry.value();
  }
}
