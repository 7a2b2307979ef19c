package io.belvedere.ingest.decode;

import io.belvedere.ingest.model.Quality;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decodes records against a small dictionary and keeps what comes out, as text.
final class Decoded implements Sink, Names {
  /// Every datastream has these categories.
  private static final Map<String, Double> CATEGORIES = Map.of("clear", 0.0, "flooding", 3.0);

  /// What some senders call datastreams of the catalogue.
  private static final Map<String, String> ALIASES =
      Map.of(
          "8", "level-8",
          "Madrid-AmbientObserved-28079004:airQualityLevel", "level-of-air",
          "Sparkplug B Devices/Raspberry Pi/Pibrella/Gate", "gate-1");

  private static final ByteBuffer KEY = ByteBuffer.wrap(new byte[] {'k'});
  private static final List<String> BEHIND = List.of("", "}", "5}", "\"}", "]", ",{", "0 ", "ull}");

  private final List<String> ids = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> out = new ArrayList<>();
  private final Decoder decoder;
  private final boolean isFast;

  Decoded(boolean fast) {
    this(fast, Formats.found());
  }

  Decoded(boolean fast, Formats formats) {
    this.decoder = new Decoder(this, formats, fast);
    this.isFast = fast;
  }

  static List<String> of(String value) {
    return of(value, Map.of());
  }

  static List<String> of(String value, Map<String, String> headers) {
    return new Decoded(true).decode(value.getBytes(StandardCharsets.UTF_8), headers);
  }

  List<String> decode(byte @Nullable [] value, Map<String, String> headers) {
    return decode(record(new byte[] {'k'}, value, headers));
  }

  List<String> decode(RawRecord record) {
    out.clear();
    if (isFast && isBare(record) && decoder.gather(KEY, inPlace(record.value()), 0)) {
      decoder.handOn(this);
    } else {
      decoder.decode(record, this);
    }
    return List.copyOf(out);
  }

  static RawRecord record(
      byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {
    return new RawRecord(
        "topic",
        0,
        0,
        0,
        key,
        value,
        headers.isEmpty()
            ? RawRecord.Headers.NONE
            : name -> {
              String header = headers.get(name);
              return header == null ? null : header.getBytes(StandardCharsets.UTF_8);
            });
  }

  private static boolean isBare(RawRecord record) {
    return record.headers().equals(RawRecord.Headers.NONE);
  }

  /// In the midst of other bytes, which would make something else of a value that has no end.
  private static @Nullable ByteBuffer inPlace(byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    byte[] behind = BEHIND.get(value.length % BEHIND.size()).getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[1 + value.length + behind.length];
    System.arraycopy(value, 0, all, 1, value.length);
    System.arraycopy(behind, 0, all, 1 + value.length, behind.length);
    return ByteBuffer.wrap(all, 1, value.length).slice();
  }

  @Override
  public int datastream(String id) {
    return numbers.computeIfAbsent(
        id,
        newId -> {
          ids.add(newId);
          return ids.size() - 1;
        });
  }

  @Override
  public double category(int datastream, String name) {
    return CATEGORIES.getOrDefault(name, Double.NaN);
  }

  @Override
  public @Nullable String catalogued(String name) {
    return ALIASES.get(name);
  }

  @Override
  public void observation(
      int datastream, long eventTime, double value, Quality quality, long epoch, long sequence) {
    out.add(
        "%s %d %s %s %s/%s"
            .formatted(
                ids.get(datastream), eventTime, value, quality, sent(epoch), sent(sequence)));
  }

  private static String sent(long number) {
    return number == io.belvedere.ingest.model.Observation.NOT_SENT ? "-" : Long.toString(number);
  }

  @Override
  public void rejected(String reason, String pointer) {
    out.add("rejected: " + reason + " at " + pointer);
  }
}
