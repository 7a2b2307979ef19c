package io.belvedere.ingest.decode;

import org.jspecify.annotations.Nullable;

/// How the records of a district's topic are read which do not say it themselves, and what its
/// formats remember from one record to the next. Everybody who reads that topic shares one; safe
/// for use by any thread.
public final class Formats {
  private final @Nullable FormatName ofTopic;
  private final TopicFormat sparkplug = new Sparkplug();

  private Formats(@Nullable FormatName ofTopic) {
    this.ofTopic = ofTopic;
  }

  /// What a record holds is found by looking.
  public static Formats found() {
    return new Formats(null);
  }

  /// All records of the topic are in one format.
  public static Formats of(FormatName format) {
    return new Formats(format);
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
