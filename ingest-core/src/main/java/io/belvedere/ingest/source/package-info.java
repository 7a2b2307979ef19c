/// Raw records out of Kafka: what the topics of a district are called and made of, reading them
/// without loss from a start to their ends and on, and telling what is lost, late or silent.
///
/// In: the settings of a cluster and the names of topics. Out: raw records by partition, gaps, and
/// once a second how far the logs reach.
///
/// | thread | owns | hands over by |
/// |---|---|---|
/// | `feed-<district>` | a [TopicSource] for the observations, a [CatalogueSource] | [Polled] |
/// | `backfill-<district>` | a [RangeSource] for what was received earlier | [Polled] |
/// | `probe` | the Admin client: [Probe], [Discovery] | [ProbeReading], immutable |
///
/// A feed takes the newest [ProbeReading] before each poll and hands the [TopicLayout]s in it to
/// its sources, which is how they learn of new partitions and of topics that were made anew:
///
/// ```
/// probe.reading().layout(names.observations()).ifPresent(source::follow);
/// Polled polled = source.poll(timeout);
/// ```
///
/// [KafkaSettings] are read from a [ClientFile], of which [ClientRules] say what may stand there
/// and [Secrets] where a secret may stand instead. What Kafka refuses is told by [Refusals]; what
/// it allows are a district's [Rights].
///
/// [OffsetIntervals] keeps what of a [PartitionId] was applied. [DistrictTopics] and
/// [KafkaSettings] serve those who set topics up or write to them.
@NullMarked
package io.belvedere.ingest.source;

import org.jspecify.annotations.NullMarked;
