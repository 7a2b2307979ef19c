package io.belvedere.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.model.Reality;
import io.belvedere.ingest.time.Micros;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RawRecordTest {
  private static RawRecord record(Map<String, String> headers) {
    return Decoded.record(new byte[0], new byte[0], headers);
  }

  @Test
  void aConsumerRecordIsTakenAsItIs() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("belvedere-reality", "exercise".getBytes(StandardCharsets.UTF_8));
    headers.add("belvedere-reality", "simulated".getBytes(StandardCharsets.UTF_8));
    byte[] key = {1};
    byte[] value = {2};
    RawRecord record =
        RawRecord.of(
            new ConsumerRecord<>(
                "t",
                3,
                4,
                5,
                TimestampType.LOG_APPEND_TIME,
                1,
                1,
                key,
                value,
                headers,
                Optional.empty()));
    assertThat(record.topic()).isEqualTo("t");
    assertThat(record.partition()).isEqualTo(3);
    assertThat(record.offset()).isEqualTo(4);
    assertThat(record.appendTime()).isEqualTo(5 * Micros.PER_MILLI);
    assertThat(record.key()).isSameAs(key);
    assertThat(record.value()).isSameAs(value);
    assertThat(record.reality()).as("the last header counts").contains(Reality.SIMULATED);
    assertThat(record.headers().last("other")).isNull();
  }

  @Test
  void realityIsRealUnlessTheSenderSaysOtherwise() {
    assertThat(record(Map.of()).reality()).contains(Reality.REAL);
    assertThat(record(Map.of("belvedere-reality", "real")).reality()).contains(Reality.REAL);
    assertThat(record(Map.of("belvedere-reality", "Exercise")).reality())
        .contains(Reality.EXERCISE);
    assertThat(record(Map.of("belvedere-reality", "drill")).reality()).isEmpty();
  }

  @Test
  void aCanaryIsKnownByItsHeaderAndTellsWhenItWasSent() {
    long now = Micros.EARLIEST + 123_456;
    RawRecord canary = Decoded.record(null, Canary.value(now), Map.of(Canary.HEADER, ""));
    assertThat(canary.isCanary()).isTrue();
    assertThat(record(Map.of()).isCanary()).isFalse();
    assertThat(Canary.sendTime(canary)).hasValue(now);
  }

  @Test
  void aCanaryThatDoesNotSayWhenIsStillACanary() {
    for (String value : new String[] {"", "\"", "\"\"", "17", "\"now\""}) {
      RawRecord canary =
          Decoded.record(null, value.getBytes(StandardCharsets.UTF_8), Map.of(Canary.HEADER, "1"));
      assertThat(canary.isCanary()).isTrue();
      assertThat(Canary.sendTime(canary)).as(value).isEmpty();
    }
    assertThat(Canary.sendTime(Decoded.record(null, null, Map.of()))).isEmpty();
  }
}
