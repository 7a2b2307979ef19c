package io.belvedere.ingest.source;

/// Records that were or may have been in Kafka and that we have not read and cannot read any more.
///
/// @param from the offset that would have been read next
/// @param to where reading goes on; in the new topic where the cause is that it was made anew
public record Gap(String topic, PartitionId partition, Cause cause, long from, long to) {
  public enum Cause {
    /// Kafka deleted records before they were read: all from `from` to `to`.
    RETENTION,
    /// Kafka's disk or the way from it damaged the records from `from` to `to`.
    DAMAGED,
    /// The topic was deleted and created again: what the old one had from `from` on, and nobody
    /// knows how much that was.
    RECREATED,
    /// The log became shorter than what had been read of it: the records from `to` to `from` were
    /// seen, but Kafka lost them and may have put others in their place, which are read; so they no
    /// longer count as applied (see [OffsetIntervals#truncate]).
    TRUNCATED
  }

  /// How many records are missing; 0 where that is not known.
  public long lost() {
    return switch (cause) {
      case RETENTION, DAMAGED -> to - from;
      case RECREATED, TRUNCATED -> 0;
    };
  }

  /// What happened, in words for an administrator.
  public String sentence() {
    String where = "partition " + partition.partition() + " of " + topic;
    return switch (cause) {
      case RETENTION ->
          "Kafka deleted "
              + lost()
              + " records of "
              + where
              + " before they were read (offsets "
              + from
              + " to "
              + (to - 1)
              + ").";
      case DAMAGED ->
          lost()
              + " records of "
              + where
              + " are damaged and cannot be read (offsets "
              + from
              + " to "
              + (to - 1)
              + ").";
      case RECREATED ->
          "Topic "
              + topic
              + " was deleted and created again; what its partition "
              + partition.partition()
              + " had from offset "
              + from
              + " on is lost.";
      case TRUNCATED ->
          "Kafka lost records of " + where + " that had been read (from offset " + to + " on).";
    };
  }
}
