package io.belvedere.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LastMinuteTest {
  private static final List<String> MINUTES =
      List.of("2026-01-10T08:15", "2026-01-10T08:16", "2028-02-29T23:59", "1999-12-31t00:00");
  private static final List<String> SECONDS =
      List.of(":00", ":30", ":59", ":60", ":61", ":3", ":3x", "30", "");
  private static final List<String> DECIMALS =
      List.of("", ".1", ".120", ".123456", ".1234567", ".12345678", ".", ".x");
  private static final List<String> OFFSETS = List.of("Z", "z", "+01:00", "", "ZZ", "X");

  private final LastMinute lastMinute = new LastMinute();

  private static String any(List<String> all, int usual, Random random) {
    return random.nextInt(3) > 0 ? all.get(random.nextInt(usual)) : pick(all, random);
  }

  private static String pick(List<String> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  private static String text(Random random) {
    return any(MINUTES, 1, random)
        + any(SECONDS, 3, random)
        + any(DECIMALS, 4, random)
        + any(OFFSETS, 1, random);
  }

  private static byte[] bytes(String text) {
    // As in JSON, with something behind it.
    return (text + "\",").getBytes(StandardCharsets.US_ASCII);
  }

  @Property(tries = 2_000)
  void whatIsReadIsReadAsTheStandardHasIt(@ForAll Random random) {
    for (int i = 0; i < 10; i++) {
      String text = text(random);
      byte[] b = bytes(text);
      long expected = Rfc3339.micros(text);
      int end = lastMinute.read(b, 0);
      if (end == text.length()) {
        assertThat(lastMinute.micros()).as(text).isEqualTo(expected);
      } else if (Rfc3339.isTime(expected)) {
        lastMinute.wasRead(b, 0, text.length(), expected);
      }
    }
  }

  @Test
  void timesOfTheSameMinuteAreReadAndOthersAreNot() {
    String first = "2026-01-10T08:15:30.120Z";
    assertThat(lastMinute.read(bytes(first), 0)).isEqualTo(LastMinute.ANOTHER);
    lastMinute.wasRead(bytes(first), 0, first.length(), Rfc3339.micros(first));
    for (String same : List.of(first, "2026-01-10T08:15:00Z", "2026-01-10T08:15:59.999999Z")) {
      assertThat(lastMinute.read(bytes(same), 0)).isEqualTo(same.length());
      assertThat(lastMinute.micros()).isEqualTo(Rfc3339.micros(same));
    }
    assertThat(lastMinute.read(bytes("2026-01-10T08:16:00Z"), 0)).isEqualTo(LastMinute.ANOTHER);
    assertThat(lastMinute.read(bytes("2026-01-10T08:15:60Z"), 0)).isEqualTo(LastMinute.ANOTHER);
    assertThat(lastMinute.read(bytes("2026-01-10T08:15:00+01:00"), 0))
        .isEqualTo(LastMinute.ANOTHER);
  }
}
