package io.belvedere.ingest.bench;

import io.belvedere.ingest.history.History;
import java.io.IOException;

/// The history that is measured, and the only place of the bench that knows which one it is.
interface Subject extends AutoCloseable {
  /// An empty one.
  static Subject open(Workload workload) throws IOException {
    return new StoreSubject(workload.datastreams());
  }

  /// What a new start took.
  ///
  /// @param liveNanos until the newest state of all is there
  /// @param fullNanos until the whole past is there
  /// @param refetched how many observations would be read from Kafka again
  record Restart(long liveNanos, long fullNanos, long refetched) {}

  History history();

  // The writer's side, as the history has it.

  void ensure(int datastreams);

  boolean contains(int datastream, long eventTime, double value);

  void append(
      int datastream,
      long eventTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence);

  void appendQuarantined(
      int datastream,
      long sentTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence);

  /// Tells up to when everything has been received; called every few seconds of receive time.
  ///
  /// @param watermark microseconds UTC
  void seal(long watermark);

  /// Does what is done when there is nothing else to do.
  void settle();

  /// What all that was appended takes, on disk if it is kept there.
  long bytes() throws IOException;

  /// What it holds in memory outside the heap.
  long residentBytes();

  /// Ends and starts again with what was kept.
  Restart restart() throws IOException;

  @Override
  void close() throws IOException;
}
