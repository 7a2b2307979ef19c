package io.belvedere.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The specifications' own examples, and what comes of them.
class GoldenPayloadsTest {
  @ParameterizedTest
  @EnumSource
  void everyPayloadIsReadByLooking(FormatName format) {
    Decoded decoded = new Decoded(true);
    for (GoldenPayloads golden : GoldenPayloads.of(format.toString())) {
      assertThat(decoded.decode(golden.record())).as(golden.title()).isEqualTo(golden.expected());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameComesOfItWhereTheTopicsFormatIsConfigured(FormatName format) {
    Decoded decoded = new Decoded(true, Formats.of(format));
    for (GoldenPayloads golden : GoldenPayloads.of(format.toString())) {
      assertThat(decoded.decode(golden.record())).as(golden.title()).isEqualTo(golden.expected());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameComesOfItWhereTheHeadersSaySo(FormatName format) {
    // The topic's is wrong, and counts less than what a record says of itself.
    FormatName wrong = format == FormatName.NGSI ? FormatName.SENSORTHINGS : FormatName.NGSI;
    Decoded decoded = new Decoded(true, Formats.of(wrong));
    for (GoldenPayloads golden : GoldenPayloads.of(format.toString())) {
      Map<String, String> headers = new HashMap<>(golden.headers());
      if (format != FormatName.CLOUDEVENTS) {
        headers.put("content-type", "application/vnd.belvedere." + format + "; charset=utf-8");
      }
      assertThat(decoded.decode(golden.record(golden.bytes(), headers)))
          .as(golden.title())
          .isEqualTo(golden.expected());
    }
  }
}
