package io.belvedere.ingest.decode;

import org.jspecify.annotations.Nullable;

/// How the records of a district's topic are read which do not say it themselves, and what its
/// formats remember from one record to the next. Everybody who reads that topic shares one; safe
/// for use by any thread.
public final class Formats {
  private final @Nullable FormatName ofTopic;
  private final @Nullable TopicFormat own;
  private final TopicFormat sparkplug = new Sparkplug();

  private Formats(@Nullable FormatName ofTopic, @Nullable TopicFormat own) {
    this.ofTopic = ofTopic;
    this.own = own;
  }

  /// What a record holds is found by looking.
  public static Formats found() {
    return new Formats(null, null);
  }

  /// All records of the topic are in one format.
  public static Formats of(FormatName format) {
    return new Formats(format, null);
  }

  /// The topic is read in a way of its own.
  public static Formats by(TopicFormat own) {
    return new Formats(null, own);
  }

  /// Null if it is read as others are.
  @Nullable TopicFormat own() {
    return own;
  }

  /// Whether what a record without headers holds may be native.
  boolean mayBeNative() {
    return own == null && (ofTopic == null || ofTopic == FormatName.NATIVE);
  }

  /// The format that a record must be in: as its `content-type` header has it, or its CloudEvents
  /// headers, or its topic; null if none of them says.
  @Nullable FormatName told(RawRecord record) {
    String contentType = record.header("content-type");
    FormatName told = contentType == null ? null : FormatName.ofContentType(contentType);
    if (told != null) {
      return told;
    }
    return CloudEvents.isBinary(record) ? FormatName.CLOUDEVENTS : ofTopic;
  }

  TopicFormat sparkplug() {
    return sparkplug;
  }
}
