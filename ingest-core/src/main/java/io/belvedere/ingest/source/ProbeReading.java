package io.belvedere.ingest.source;

import io.belvedere.ingest.model.DistrictId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/// What Kafka answered when it was last asked how far its logs reach.
///
/// @param sent when the question for the end offsets was sent, microseconds UTC: whoever had read
///     to these ends had seen everything that was sent by then
/// @param districts those that exist, as of the last time that topics were listed
/// @param layouts by topic
/// @param ends the next offset that Kafka will give, by partition; without those whose leader did
///     not answer
/// @param failure why this reading is not complete, in words for an operator
public record ProbeReading(
    long sent,
    List<TopicNames> districts,
    Map<String, TopicLayout> layouts,
    Map<TopicPartition, Long> ends,
    Optional<String> failure) {
  public ProbeReading {
    districts = List.copyOf(districts);
    layouts = Map.copyOf(layouts);
    ends = Map.copyOf(ends);
  }

  /// Before anything was asked.
  static ProbeReading none(long now) {
    return new ProbeReading(now, List.of(), Map.of(), Map.of(), Optional.of("Not asked yet."));
  }

  public Optional<TopicLayout> layout(String topic) {
    return Optional.ofNullable(layouts.get(topic));
  }

  public Optional<TopicNames> district(DistrictId id) {
    return districts.stream().filter(names -> names.district().equals(id)).findFirst();
  }

  public OptionalLong end(String topic, int partition) {
    Long end = ends.get(new TopicPartition(topic, partition));
    return end == null ? OptionalLong.empty() : OptionalLong.of(end);
  }
}
