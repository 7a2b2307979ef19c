package io.belvedere.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.model.Quality;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes beyond a bound costs one rejection; what just keeps within it is read.
class BoundsTest {
  private static final String NATIVE =
      "{\"datastream\":\"a\",\"phenomenonTime\":1768032930120,\"result\":%s}";
  private static final String READ = "a 1768032930120000 1.0 GOOD -/-";

  /// Keeps nothing.
  private static final Nobody NOBODY = new Nobody();

  private static List<String> decode(FormatName format, String value) {
    return new Decoded(true, Formats.of(format))
        .decode(value.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  private static String rejected(String reason, String at) {
    return "rejected: " + reason + " at " + at;
  }

  @ParameterizedTest
  @EnumSource
  void aRecordIsNotLargerThanFourMebibytes(FormatName format) {
    byte[] value = new byte[Bounds.MOST_BYTES + 1];
    assertThat(new Decoded(true, Formats.of(format)).decode(value, Map.of()))
        .containsExactly(rejected("larger than 4 MiB", ""));
  }

  @Test
  void aRecordOfFourMebibytesIsRead() {
    String one = NATIVE.formatted("1");
    String value = one + " ".repeat(Bounds.MOST_BYTES - one.length());
    assertThat(decode(FormatName.NATIVE, value)).containsExactly(READ);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SPARKPLUG")
  void nothingIsNestedMoreThan64Deep(FormatName format) {
    String deep = "[".repeat(65) + "]".repeat(65);
    String value = "{\"id\":\"e\",\"type\":\"t\",\"specversion\":\"1.0\",\"x\":%s}";
    assertThat(decode(format, value.formatted(deep)))
        .singleElement()
        .asString()
        .startsWith("rejected: nested more than 64 deep at /x/0/0");
    assertThat(decode(format, value.formatted(deep.substring(2, 128))))
        .singleElement()
        .asString()
        .doesNotContain("deep");
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"SPARKPLUG", "CLOUDEVENTS"})
  void noNumberHasMoreThanAThousandDigits(FormatName format) {
    String value =
        "{\"id\":\"e\",\"type\":\"t\",\"observedAt\":\"2026-01-10T08:15:30Z\",\"datastream\":\"a\","
            + "\"Datastream\":{\"@iot.id\":1},\"phenomenonTime\":\"2026-01-10T08:15:30Z\","
            + "\"result\":%s}";
    assertThat(decode(format, value.formatted("9".repeat(1_001))))
        .singleElement()
        .asString()
        .startsWith(rejected("a number of more than 1000 digits", ""));
    assertThat(decode(format, value.formatted("0." + "1".repeat(900))))
        .singleElement()
        .asString()
        .contains(" 1768032930000000 0.1111");
  }

  @Test
  void noTextIsLongerThan65536Characters() {
    String tooLong = "\"" + "x".repeat(Bounds.LONGEST_TEXT + 1) + "\"";
    assertThat(decode(FormatName.NATIVE, NATIVE.formatted(tooLong)))
        .containsExactly(rejected("a text or number of more than 65536 characters", "/result"));
    assertThat(
            decode(
                FormatName.NGSI, "{\"id\":\"e\",\"type\":\"t\",\"x\":{\"value\":" + tooLong + "}}"))
        .containsExactly(rejected("a text or number of more than 65536 characters", "/x/value"));
    assertThat(decode(FormatName.NATIVE, NATIVE.formatted("\"" + "x".repeat(65_000) + "\"")))
        .containsExactly(rejected("unknown category", "/result"));
  }

  @Test
  void aLongTextThatIsPassedOverDoesNoHarm() {
    String description = "\"" + "x".repeat(100_000) + "\"";
    assertThat(decode(FormatName.NATIVE, NATIVE.formatted("1,\"description\":" + description)))
        .containsExactly(READ);
    assertThat(decode(FormatName.NATIVE, NATIVE.formatted("1e0,\"description\":" + description)))
        .containsExactly(READ);
  }

  @Test
  void noFieldsNameIsLongerThanAThousandBytes() {
    String value = NATIVE.formatted("1%s,\"" + "n".repeat(2_000) + "\":1");
    for (boolean fast : new boolean[] {true, false}) {
      assertThat(
              new Decoded(fast)
                  .decode(value.formatted("").getBytes(StandardCharsets.UTF_8), Map.of()))
          .singleElement()
          .asString()
          .startsWith("rejected: a field's name of more than 1000 bytes");
    }
    String within = NATIVE.formatted("1,\"" + "n".repeat(1_000) + "\":1");
    assertThat(decode(FormatName.NATIVE, within)).containsExactly(READ);
  }

  @Test
  void aRecordHoldsNotMoreThan131072Observations() {
    String most = "[" + "0,".repeat(Bounds.MOST_OBSERVATIONS - 1) + "0]";
    String more = "[0," + most.substring(1);
    assertThat(decode(FormatName.NATIVE, most))
        .hasSize(Bounds.MOST_OBSERVATIONS)
        .endsWith(rejected("not an object", "/131071"));
    String reason = "holds too many observations or values";
    assertThat(decode(FormatName.NATIVE, more)).containsExactly(rejected(reason, ""));
    assertThat(decode(FormatName.SENSORTHINGS, more)).containsExactly(rejected(reason, ""));
    assertThat(decode(FormatName.NGSI, more)).containsExactly(rejected(reason, ""));
    String event = "{\"specversion\":\"1.0\",\"data\":" + more + "}";
    assertThat(decode(FormatName.CLOUDEVENTS, event)).containsExactly(rejected(reason, "/data"));
  }

  @Test
  void aTreeHoldsNotMoreThanHalfAMillionValues() {
    String value = "{\"id\":\"e\",\"type\":\"t\",\"x\":[" + "0,".repeat(500_000) + "0]}";
    assertThat(decode(FormatName.NGSI, value))
        .singleElement()
        .asString()
        .startsWith("rejected: holds too many observations or values at /x/");
  }

  @Test
  void aSparkplugPayloadKeepsWithinTheSameBounds() {
    Map<String, String> topic = Map.of("mqtt.topic", "spBv1.0/g/NDATA/n");
    byte[] many = new byte[2 * (Bounds.MOST_OBSERVATIONS + 1)];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = 0x12;
    }
    assertThat(new Decoded(true).decode(many, topic))
        .containsExactly(rejected("holds too many observations or values", "/metrics"));
    // A metric whose name is of 65,537 zeros.
    byte[] text = new byte[4 + 4 + Bounds.LONGEST_TEXT + 1];
    System.arraycopy(new byte[] {0x12, (byte) 0x85, (byte) 0x80, 4}, 0, text, 0, 4);
    System.arraycopy(new byte[] {0x0a, (byte) 0x81, (byte) 0x80, 4}, 0, text, 4, 4);
    assertThat(new Decoded(true).decode(text, topic))
        .containsExactly(
            rejected("a text or number of more than 65536 characters", "/metrics/0/name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[],", "{},", "0,", "\"\",", "{\"a\":[]},", "[[[[]]]],"})
  void theMostHostileRecordTakesABoundedAmountOfMemory(String part) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    String many = part.repeat(Bounds.MOST_BYTES / part.length() - 100);
    for (FormatName format : FormatName.values()) {
      for (String value :
          List.of(
              "[" + many + "0]",
              "{\"id\":\"e\",\"type\":\"t\",\"specversion\":\"1.0\",\"data\":[" + many + "0]}")) {
        RawRecord record =
            Decoded.record(new byte[1], value.getBytes(StandardCharsets.UTF_8), Map.of());
        Decoder decoder = new Decoder(NOBODY, Formats.of(format));
        long before = threads.getCurrentThreadAllocatedBytes();
        decoder.decode(record, NOBODY);
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(taken)
            .as("%s: %s", format, value.substring(0, 20))
            .isLessThan(32L * Bounds.MOST_BYTES);
      }
    }
  }

  private static final class Nobody implements Names, Sink {
    @Override
    public int datastream(String id) {
      return 0;
    }

    @Override
    public double category(int datastream, String name) {
      return Double.NaN;
    }

    @Override
    public void observation(
        int datastream, long eventTime, double value, Quality quality, long epoch, long sequence) {}

    @Override
    public void rejected(String reason, String pointer) {}
  }
}
