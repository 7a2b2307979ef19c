package io.belvedere.ingest.decode;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What we need of a Sparkplug B payload. Field numbers are those of `sparkplug_b.proto` (Eclipse
/// Sparkplug 3.0, chapter 6).
///
/// @param timestamp when it was sent, milliseconds since 1970; null if it does not say
/// @param sequence 0 to 255; null if it does not say
record SparkplugPayload(
    @Nullable Long timestamp, @Nullable Long sequence, List<SparkplugPayload.Metric> metrics) {
  // Fields of a metric that hold its value.
  static final int NONE = 0;
  static final int INT = 10;
  static final int LONG = 11;
  static final int FLOAT = 12;
  static final int DOUBLE = 13;
  static final int BOOLEAN = 14;
  static final int TEXT = 15;

  /// @param name null if only the alias was sent
  /// @param datatype 0 if it was not sent
  /// @param holder which field the value stands in; [#NONE] if in none
  /// @param whole the value where it is an integer or true (1) or false (0)
  /// @param quality the property `Quality`; null if it was not sent
  record Metric(
      @Nullable String name,
      @Nullable Long alias,
      @Nullable Long timestamp,
      int datatype,
      boolean historical,
      boolean absent,
      int holder,
      long whole,
      double fraction,
      String text,
      @Nullable Long quality) {}

  /// @throws Fields.Wrong if it is none, or goes beyond the bounds
  static SparkplugPayload read(byte[] value) throws Fields.Wrong {
    Reader reader = new Reader(value);
    try {
      return reader.payload();
    } catch (IOException e) {
      throw new Fields.Wrong(Reasons.NOT_SPARKPLUG, reader.at());
    }
  }

  private static final class Reader {
    private final CodedInputStream in;
    private final List<Metric> metrics = new ArrayList<>();
    private boolean inMetric;

    Reader(byte[] value) {
      in = CodedInputStream.newInstance(value);
      in.setRecursionLimit(Bounds.DEEPEST);
    }

    /// Pointer to what is being read.
    String at() {
      return inMetric ? "/metrics/" + metrics.size() : "";
    }

    SparkplugPayload payload() throws IOException, Fields.Wrong {
      Long timestamp = null;
      Long sequence = null;
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (tag) {
          case 1 << 3 | WireFormat.WIRETYPE_VARINT -> timestamp = in.readUInt64();
          case 2 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> {
            if (metrics.size() == Bounds.MOST_OBSERVATIONS) {
              throw new Fields.Wrong(Reasons.TOO_MANY, "/metrics");
            }
            inMetric = true;
            metrics.add(metric());
            inMetric = false;
          }
          case 3 << 3 | WireFormat.WIRETYPE_VARINT -> sequence = in.readUInt64();
          default -> skip(tag);
        }
      }
      return new SparkplugPayload(timestamp, sequence, metrics);
    }

    private Metric metric() throws IOException, Fields.Wrong {
      int outer = in.pushLimit(in.readRawVarint32());
      String name = null;
      Long alias = null;
      Long timestamp = null;
      int datatype = 0;
      boolean historical = false;
      boolean absent = false;
      int holder = NONE;
      long whole = 0;
      double fraction = 0;
      String text = "";
      Long quality = null;
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        int field = WireFormat.getTagFieldNumber(tag);
        if (field >= INT) {
          holder = field;
        }
        switch (tag) {
          case 1 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> name = text("name");
          case 2 << 3 | WireFormat.WIRETYPE_VARINT -> alias = in.readUInt64();
          case 3 << 3 | WireFormat.WIRETYPE_VARINT -> timestamp = in.readUInt64();
          case 4 << 3 | WireFormat.WIRETYPE_VARINT -> datatype = in.readUInt32();
          case 5 << 3 | WireFormat.WIRETYPE_VARINT -> historical = in.readBool();
          case 7 << 3 | WireFormat.WIRETYPE_VARINT -> absent = in.readBool();
          case 9 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> quality = quality();
          case INT << 3 | WireFormat.WIRETYPE_VARINT -> whole = in.readUInt32();
          case LONG << 3 | WireFormat.WIRETYPE_VARINT -> whole = in.readUInt64();
          case FLOAT << 3 | WireFormat.WIRETYPE_FIXED32 -> fraction = widened(in.readFloat());
          case DOUBLE << 3 | WireFormat.WIRETYPE_FIXED64 -> fraction = in.readDouble();
          case BOOLEAN << 3 | WireFormat.WIRETYPE_VARINT -> whole = in.readBool() ? 1 : 0;
          case TEXT << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> text = text("string_value");
          default -> {
            if (field >= INT && field <= TEXT) {
              throw new Fields.Wrong(Reasons.NOT_SPARKPLUG, at());
            }
            skip(tag);
          }
        }
      }
      in.popLimit(outer);
      return new Metric(
          name,
          alias,
          timestamp,
          datatype,
          historical,
          absent,
          holder,
          whole,
          fraction,
          text,
          quality);
    }

    /// The sender's decimals and not those that a `double` finds behind them.
    private static double widened(float sent) {
      return Double.parseDouble(Float.toString(sent));
    }

    /// The property `Quality` of a set of them: names and values stand in two lists side by side.
    private @Nullable Long quality() throws IOException, Fields.Wrong {
      int outer = in.pushLimit(in.readRawVarint32());
      int names = 0;
      int place = -1;
      List<@Nullable Long> values = new ArrayList<>();
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (tag) {
          case 1 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> {
            if (text("properties").equals("Quality")) {
              place = names;
            }
            names++;
          }
          case 2 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> values.add(whole());
          default -> skip(tag);
        }
      }
      in.popLimit(outer);
      return place >= 0 && place < values.size() ? values.get(place) : null;
    }

    /// The value of a property where it is an integer.
    private @Nullable Long whole() throws IOException {
      int outer = in.pushLimit(in.readRawVarint32());
      Long value = null;
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (tag) {
          case 3 << 3 | WireFormat.WIRETYPE_VARINT -> value = (long) in.readUInt32();
          case 4 << 3 | WireFormat.WIRETYPE_VARINT -> value = in.readUInt64();
          default -> skip(tag);
        }
      }
      in.popLimit(outer);
      return value;
    }

    private String text(String field) throws IOException, Fields.Wrong {
      ByteString bytes = in.readBytes();
      if (bytes.size() > Bounds.LONGEST_TEXT) {
        throw new Fields.Wrong(Reasons.LONG_TEXT, at() + "/" + field);
      }
      if (!bytes.isValidUtf8()) {
        throw new Fields.Wrong(Reasons.NOT_UTF_8, at() + "/" + field);
      }
      return bytes.toStringUtf8();
    }

    private void skip(int tag) throws IOException {
      if (!in.skipField(tag)) {
        throw new IOException("A group ends that has not begun.");
      }
    }
  }
}
