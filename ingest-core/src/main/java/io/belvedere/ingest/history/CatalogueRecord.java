package io.belvedere.ingest.history;

import io.belvedere.ingest.source.PartitionId;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/// One version of one entry of the catalogue, as the topic said it.
///
/// @param partition where it stood
/// @param offset of the record
/// @param received microseconds UTC
/// @param value null if the entry was retired
@SuppressWarnings("ArrayRecordComponent") // bytes as they were sent; never compared
public record CatalogueRecord(
    PartitionId partition, long offset, long received, byte[] key, byte @Nullable [] value) {
  private static final PartitionId NOWHERE = new PartitionId(Uuid.ZERO_UUID, 0);
  private static final long NO_OFFSET = -1;

  /// A version that no record tells: what was described is not in the topic any more.
  public static CatalogueRecord concluded(long received, byte[] key, byte @Nullable [] value) {
    return new CatalogueRecord(NOWHERE, NO_OFFSET, received, key, value);
  }

  /// Whether it stood in the topic.
  public boolean wasSent() {
    return offset != NO_OFFSET;
  }
}
