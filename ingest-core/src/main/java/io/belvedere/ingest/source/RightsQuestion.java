package io.belvedere.ingest.source;

import io.belvedere.ingest.model.DistrictId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.acl.AclOperation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks Kafka what it allows us. Owned by the probe's thread.
final class RightsQuestion {
  private static final Logger LOG = LoggerFactory.getLogger(RightsQuestion.class);

  private final Admin admin;
  private final Identity who;

  RightsQuestion(Admin admin, Identity who) {
    this.admin = admin;
    this.who = who;
  }

  /// @return for each of the districts; what Kafka refuses to tell is not allowed
  /// @throws Unanswered if it does not answer at all
  Map<DistrictId, Rights> of(List<TopicNames> districts, Answers answers)
      throws Unanswered, InterruptedException {
    List<String> topics = new ArrayList<>();
    for (TopicNames names : districts) {
      topics.add(names.observations());
      topics.add(names.operations());
      topics.add(names.deadLetters());
    }
    var cluster =
        admin.describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true));
    var described =
        admin.describeTopics(topics, new DescribeTopicsOptions().includeAuthorizedOperations(true));
    Map<String, Set<AclOperation>> allowed = new HashMap<>();
    for (var each : described.topicNameValues().entrySet()) {
      try {
        var operations = answers.await(each.getValue()).authorizedOperations();
        if (operations != null) {
          allowed.put(each.getKey(), operations);
        }
      } catch (Unanswered e) {
        LOG.debug("What is allowed with {} is not known.", each.getKey(), e);
      }
    }
    var withCluster = answers.await(cluster.authorizedOperations());
    return Rights.of(who, districts, allowed, withCluster == null ? Set.of() : withCluster);
  }
}
