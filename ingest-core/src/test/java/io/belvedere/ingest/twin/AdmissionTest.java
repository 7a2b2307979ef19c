package io.belvedere.ingest.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.time.Micros;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {
  private static final long NOW = Micros.EARLIEST + 10_000 * Micros.PER_DAY;
  private static final long RETENTION = Micros.PER_DAY;

  @ParameterizedTest
  @CsvSource({
    "0, ADMITTED",
    "5_000_000, ADMITTED",
    "5_000_001, QUARANTINED",
    "47_000_000, QUARANTINED",
    "-86_400_000_000, ADMITTED",
    "-86_400_000_001, REJECTED"
  })
  void theEventTimeIsHeldAgainstTheReceiveTime(String ahead, Admission admission) {
    long eventTime = NOW + Long.parseLong(ahead.replace("_", ""));
    assertThat(Admission.of(eventTime, NOW, RETENTION)).isEqualTo(admission);
  }

  @ParameterizedTest
  @CsvSource({
    "1999-12-31T23:59:59.999999Z, REJECTED",
    "2000-01-01T00:00:00Z, ADMITTED",
    "2099-12-31T23:59:59.999999Z, QUARANTINED",
    "2100-01-01T00:00:00Z, REJECTED",
    "9999-12-31T23:59:59Z, REJECTED",
    "-0044-03-15T12:00:00Z, REJECTED"
  })
  void onlyThisCenturyIsPossible(String eventTime, Admission admission) {
    long time = Micros.of(java.time.Instant.parse(eventTime));
    assertThat(Admission.of(time, NOW, 100 * 366 * Micros.PER_DAY)).isEqualTo(admission);
  }

  @ParameterizedTest
  @CsvSource({"-1", "9223372036854775807", "-9223372036854775808"})
  void anImpossibleReceiveTimeIsRejected(long receiveTime) {
    assertThat(Admission.of(NOW, receiveTime, RETENTION)).isEqualTo(Admission.REJECTED);
  }
}
