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
/// @param starts the first offset that Kafka still has, by partition; without those of which it did
///     not say
/// @param retention when what is in a topic is deleted, by topic; without those of which Kafka does
///     not let us know
/// @param refusals why Kafka does not even tell what a topic is made of, by topic, in words for an
///     operator
/// @param rights what Kafka allows us, by district, as of the last minute
/// @param failure why this reading is not complete, in words for an operator
public record ProbeReading(
    long sent,
    List<TopicNames> districts,
    Map<String, TopicLayout> layouts,
    Map<TopicPartition, Long> ends,
    Map<TopicPartition, Long> starts,
    Map<String, RetentionRule> retention,
    Map<String, String> refusals,
    Map<DistrictId, Rights> rights,
    Optional<String> failure) {
  public ProbeReading {
    districts = List.copyOf(districts);
    layouts = Map.copyOf(layouts);
    ends = Map.copyOf(ends);
    starts = Map.copyOf(starts);
    retention = Map.copyOf(retention);
    refusals = Map.copyOf(refusals);
    rights = Map.copyOf(rights);
  }

  /// Where everything is allowed.
  public ProbeReading(
      long sent,
      List<TopicNames> districts,
      Map<String, TopicLayout> layouts,
      Map<TopicPartition, Long> ends,
      Map<TopicPartition, Long> starts,
      Map<String, RetentionRule> retention,
      Optional<String> failure) {
    this(sent, districts, layouts, ends, starts, retention, Map.of(), Map.of(), failure);
  }

  /// Of ends alone.
  public ProbeReading(
      long sent,
      List<TopicNames> districts,
      Map<String, TopicLayout> layouts,
      Map<TopicPartition, Long> ends,
      Optional<String> failure) {
    this(sent, districts, layouts, ends, Map.of(), Map.of(), failure);
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
    return of(ends, topic, partition);
  }

  public OptionalLong start(String topic, int partition) {
    return of(starts, topic, partition);
  }

  public RetentionRule retention(String topic) {
    return retention.getOrDefault(topic, RetentionRule.UNKNOWN);
  }

  public Rights rights(DistrictId district) {
    return rights.getOrDefault(district, Rights.UNKNOWN);
  }

  /// Why Kafka does not let us see a topic; empty if it does, or if it says that there is none.
  public Optional<String> refusal(String topic) {
    return Optional.ofNullable(refusals.get(topic));
  }

  private static OptionalLong of(Map<TopicPartition, Long> offsets, String topic, int partition) {
    Long offset = offsets.get(new TopicPartition(topic, partition));
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }
}
