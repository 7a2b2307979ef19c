package io.belvedere.ingest.bench;

import io.belvedere.ingest.history.History;
import io.belvedere.ingest.history.HistoryHead;
import java.time.Duration;

/// The history in the heap alone.
final class HeadSubject implements Subject {
  private static final Duration FOR_EVER = Duration.ofDays(100 * 365);

  private final long heapBefore = Memory.heap();
  private final HistoryHead head = new HistoryHead(FOR_EVER, Long.MAX_VALUE);

  @Override
  public History history() {
    return head;
  }

  @Override
  public void ensure(int datastreams) {
    head.ensure(datastreams);
  }

  @Override
  public boolean contains(int datastream, long eventTime, double value) {
    return head.contains(datastream, eventTime, value);
  }

  @Override
  public void append(
      int datastream,
      long eventTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence) {
    head.append(datastream, eventTime, receiveTime, value, flags, epoch, sequence);
  }

  @Override
  public void appendQuarantined(
      int datastream,
      long sentTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence) {
    head.appendQuarantined(datastream, sentTime, receiveTime, value, flags, epoch, sequence);
  }

  @Override
  public void seal(long watermark) {}

  @Override
  public long bytes() {
    return Memory.heap() - heapBefore;
  }

  @Override
  public long residentBytes() {
    return 0;
  }

  @Override
  public void close() {}
}
