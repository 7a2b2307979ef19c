package io.belvedere.ingest.source;

import org.apache.kafka.common.Uuid;

/// A partition of one life of a topic: a topic that is deleted and created again has another id,
/// and its offsets mean other records.
public record PartitionId(Uuid topicId, int partition) {}
