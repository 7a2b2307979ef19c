package io.belvedere.ingest.faults;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/// How many copies Kafka has of a topic.
final class Copies {
  private Copies() {}

  /// Waits until every partition of a topic has a leader and all of its copies are up to date.
  static void await(Admin admin, String topic) {
    Desk.within(
        Desk.PATIENCE,
        () -> {
          try {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                .flatMap(t -> t.partitions().stream())
                .allMatch(p -> p.leader() != null && p.isr().size() == p.replicas().size());
          } catch (ExecutionException e) {
            return false;
          }
        });
  }
}
