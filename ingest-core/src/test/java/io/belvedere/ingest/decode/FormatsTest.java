package io.belvedere.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The format of a record is chosen by its content type, then by CloudEvents headers, then it is
/// the topic's, then it is found by looking.
class FormatsTest {
  private static final String ENTITY =
      "{\"id\":\"e\",\"type\":\"T\",\"x\":1,\"observedAt\":\"2026-01-10T08:15:30Z\"}";
  private static final String READ = "e:x 1768032930000000 1.0 GOOD -/-";

  private static java.util.List<String> decode(
      Formats formats, String value, Map<String, String> headers) {
    return new Decoded(true, formats).decode(value.getBytes(StandardCharsets.UTF_8), headers);
  }

  @ParameterizedTest
  @CsvSource({
    "application/ld+json, NGSI",
    "application/ld+json;profile=x, NGSI",
    "Application/VND.belvedere.ngsi+JSON, NGSI",
    "application/vnd.belvedere.sensorthings, SENSORTHINGS",
    "application/x-protobuf, SPARKPLUG",
    "application/cloudevents+json; charset=UTF-8, CLOUDEVENTS",
    "application/json, ",
    "application/json; charset=utf-8, ",
    "text/plain, ",
    "application/vnd.belvedere., "
  })
  void aContentTypeNamesAFormatOrLeavesItOpen(String sent, FormatName format) {
    assertThat(FormatName.ofContentType(sent)).isEqualTo(format);
  }

  @Test
  void theContentTypeWinsOverCloudEventsHeadersAndTheTopic() {
    Map<String, String> headers =
        Map.of("content-type", "application/ld+json", "ce_specversion", "1.0");
    assertThat(decode(Formats.of(FormatName.NATIVE), ENTITY, headers)).containsExactly(READ);
  }

  @Test
  void cloudEventsHeadersWinOverTheTopic() {
    Map<String, String> headers = Map.of("ce_specversion", "1.0");
    assertThat(decode(Formats.of(FormatName.NGSI), ENTITY, headers))
        .containsExactly("rejected: no datastream at ");
  }

  @Test
  void theTopicWinsOverLooking() {
    assertThat(decode(Formats.of(FormatName.SENSORTHINGS), ENTITY, Map.of()))
        .containsExactly("rejected: no datastream at ");
    assertThat(decode(Formats.of(FormatName.NATIVE), ENTITY, Map.of()))
        .containsExactly("rejected: no datastream at ");
    assertThat(decode(Formats.found(), ENTITY, Map.of())).containsExactly(READ);
  }

  @Test
  void whatTheScannerKnowsIsNativeWhateverElseItHas() {
    String value =
        "{\"id\":\"e\",\"type\":\"T\",\"datastream\":\"a\",\"phenomenonTime\":1768032930120,"
            + "\"result\":1%s}";
    String read = "a 1768032930120000 1.0 GOOD -/-";
    assertThat(decode(Formats.found(), value.formatted(""), Map.of())).containsExactly(read);
    assertThat(decode(Formats.found(), value.formatted("e0"), Map.of()))
        .as("and what it does not know is native by its datastream")
        .containsExactly(read);
  }

  @Test
  void aNativeObservationUnderASparkplugTopicIsNative() {
    String value = "{\"datastream\":\"a\",\"phenomenonTime\":1768032930120,\"result\":1}";
    assertThat(decode(Formats.found(), value, Map.of("mqtt.topic", "spBv1.0/g/DDATA/n/d")))
        .containsExactly("a 1768032930120000 1.0 GOOD -/-");
  }

  @Test
  void aBirthThatIsReadInThePastServesThoseWhoAreLive() {
    Formats shared = Formats.found();
    Decoded live = new Decoded(true, shared);
    Decoded past = new Decoded(true, shared);
    var golden = GoldenPayloads.of("sparkplug");
    RawRecord birth = golden.getFirst().record();
    RawRecord data = golden.get(1).record();
    assertThat(live.decode(data))
        .containsExactly(
            "rejected: alias of which no birth certificate was read at /metrics/0/alias");
    past.decode(birth);
    assertThat(live.decode(data)).isEqualTo(golden.get(1).expected());
  }

  @Test
  void anUnknownFormatIsToldWithThoseThatThereAre() {
    assertThat(FormatName.parse("ngsi")).isEqualTo(FormatName.NGSI);
    assertThatThrownBy(() -> FormatName.parse("xml"))
        .hasMessage(
            "There is no format \"xml\", only native, cloudevents, sensorthings, ngsi, sparkplug.");
  }
}
