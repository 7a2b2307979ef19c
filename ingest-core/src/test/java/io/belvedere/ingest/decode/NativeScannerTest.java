package io.belvedere.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the fast way must be able to read, or it would not be fast. That it reads it rightly is for
/// the property test to say.
class NativeScannerTest {
  private final Batch batch = new Batch();
  private final NativeScanner scanner = new NativeScanner(batch, new IdTable());

  private boolean scan(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return scanner.scan(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"datastream": "speed-0042", "phenomenonTime": "2026-01-10T08:15:30.120Z", "result": 12.4,
         "resultQuality": "good", "sequence": 17, "epoch": 3}
        """,
        """
        {"datastream":"a","phenomenonTime":1768032930120,"result":-0.25}\
        """,
        """
        {"result":null,"phenomenonTime":"2026-01-10T09:15:30+01:00","datastream":"a"}\
        """,
        """
        {"datastream":"a","phenomenonTime":1768032930120,"result":"flooding","unit":"cm","ok":true}\
        """
      })
  void theUsualIsReadTheFastWay(String value) {
    assertThat(scan(value)).isTrue();
    assertThat(batch.size()).isEqualTo(1);
    assertThat(scan("[" + value + " , " + value + "]")).isTrue();
    assertThat(batch.size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"datastream\":\"\u00e9\",\"phenomenonTime\":1768032930120,\"result\":1}",
        "{\"datastream\":\"a\",\"phenomenonTime\":1768032930120,\"result\":1e3}",
        "{\"datastream\":\"a\",\"phenomenonTime\":1768032930120,\"result\":1,\"x\":{}}",
        "{\"datastream\":\"a\",\"phenomenonTime\":1768032930120}",
        "[]",
        ""
      })
  void theUnusualIsLeftToOthers(String value) {
    assertThat(scan(value)).isFalse();
  }

  @Test
  void whatStandsBehindTheEndCountsForNothing() {
    byte[] whole =
        "{\"datastream\":\"a\",\"phenomenonTime\":1768032930120,\"result\":\"ab\"}"
            .getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 40; round++) {
      for (int end = 0; end < whole.length; end++) {
        assertThat(scanner.scan(whole, 0, end)).as("the first %d bytes", end).isFalse();
      }
      assertThat(scanner.scan(whole, 0, whole.length)).isTrue();
    }
  }
}
