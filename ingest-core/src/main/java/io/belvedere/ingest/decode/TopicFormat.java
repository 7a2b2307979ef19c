package io.belvedere.ingest.decode;

/// A way to read the observations of a record that is not native: a foreign format, or what a topic
/// has of its own. Safe for use by any thread.
@FunctionalInterface
public interface TopicFormat {
  /// A reader for one feed thread.
  ///
  /// @param names of that thread
  Reader reader(Names names);

  /// Reads records. Not safe for use by several threads.
  interface Reader {
    /// Whether it reads what says that it is a CloudEvent as well, envelope and all.
    default boolean readsCloudEvents() {
      return false;
    }

    /// Hands every observation of the record to `sink`, or why there is none. Whatever the bytes,
    /// it ends, in time and memory bounded by their number.
    ///
    /// @param value the record's value, which is there and not empty
    void read(RawRecord record, byte[] value, Sink sink);
  }
}
