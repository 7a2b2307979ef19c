package io.belvedere.ingest.decode.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.decode.Decoder;
import io.belvedere.ingest.decode.Formats;
import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.decode.RawRecord;
import io.belvedere.ingest.decode.Sink;
import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.time.Micros;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads messages by a profile, through the decoder, and keeps what comes out, as text.
final class Observed implements Sink, Names {
  /// Every datastream has these categories.
  private static final Map<String, Double> CATEGORIES = Map.of("clear", 0.0, "flooding", 3.0);

  private final List<String> ids = new ArrayList<>();
  private final List<String> out = new ArrayList<>();
  private final Decoder decoder;
  private String key = "key";
  private Map<String, String> headers = Map.of();
  private long appendTime;

  Observed(String profile) {
    this.decoder = new Decoder(this, Formats.by(profile(profile)));
  }

  private static Profile profile(String text) {
    try {
      return Profile.parse("profile", text);
    } catch (ProfileException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  Observed with(String key, Map<String, String> headers) {
    this.key = key;
    this.headers = headers;
    return this;
  }

  Observed appendedAt(long time) {
    this.appendTime = time;
    return this;
  }

  List<String> of(String message) {
    return of(message.getBytes(StandardCharsets.UTF_8));
  }

  List<String> of(byte[] message) {
    out.clear();
    decoder.decode(
        new RawRecord(
            "topic",
            0,
            0,
            appendTime,
            key.getBytes(StandardCharsets.UTF_8),
            message,
            name -> {
              String header = headers.get(name);
              return header == null ? null : header.getBytes(StandardCharsets.UTF_8);
            }),
        this);
    return List.copyOf(out);
  }

  @Override
  public int datastream(String id) {
    // The decoder remembers what it has asked for.
    assertThat(ids).doesNotContain(id);
    ids.add(id);
    return ids.size() - 1;
  }

  @Override
  public double category(int datastream, String name) {
    return CATEGORIES.getOrDefault(name, Double.NaN);
  }

  @Override
  public void observation(
      int datastream, long eventTime, double value, Quality quality, long epoch, long sequence) {
    out.add(
        "%s %s %s %s%s%s"
            .formatted(
                ids.get(datastream),
                Micros.toInstant(eventTime),
                Double.isNaN(value) ? "no value" : value,
                quality.name().toLowerCase(Locale.ROOT),
                epoch == Observation.NOT_SENT ? "" : " epoch " + epoch,
                sequence == Observation.NOT_SENT ? "" : " sequence " + sequence));
  }

  @Override
  public void rejected(String reason, String pointer) {
    out.add("rejected " + pointer + ": " + reason);
  }
}
