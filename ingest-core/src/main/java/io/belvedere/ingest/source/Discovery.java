package io.belvedere.ingest.source;

import io.belvedere.ingest.model.DistrictId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/// Which districts exist: those whose observations have a topic, found by its name; where names are
/// configured, by those. Owned by the probe's thread.
final class Discovery {
  private final Admin admin;
  private final Map<DistrictId, TopicNames> configured;

  Discovery(Admin admin, List<TopicNames> configured) {
    this.admin = admin;
    this.configured =
        configured.stream().collect(Collectors.toMap(TopicNames::district, Function.identity()));
  }

  /// Lists the topics of the cluster.
  ///
  /// @return the districts in the order of their ids
  List<TopicNames> districts(Answers answers) throws Unanswered, InterruptedException {
    return among(answers.await(admin.listTopics().names()));
  }

  private List<TopicNames> among(Set<String> topics) {
    Map<String, TopicNames> found = new TreeMap<>();
    for (String topic : new TreeSet<>(topics)) {
      TopicNames.districtOf(topic)
          .filter(district -> !configured.containsKey(district))
          .ifPresent(district -> found.put(district.value(), TopicNames.of(district)));
    }
    configured.forEach(
        (district, names) -> {
          if (topics.contains(names.observations())) {
            found.put(district.value(), names);
          }
        });
    return new ArrayList<>(found.values());
  }
}
