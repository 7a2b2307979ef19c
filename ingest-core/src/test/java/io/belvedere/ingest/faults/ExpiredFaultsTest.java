package io.belvedere.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.feed.Feed;
import io.belvedere.ingest.feed.FeedOptions;
import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.sandbox.LockedKafka;
import io.belvedere.ingest.sandbox.LockedKafka.Door;
import io.belvedere.ingest.sandbox.TestCertificates;
import io.belvedere.ingest.sandbox.TokenIssuer;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a desk comes in by holds no more, while the district goes on sending.
@Tag("faults")
@Timeout(300)
@SuppressWarnings("NullAway.Init")
class ExpiredFaultsTest {
  private static final int PER_SECOND = 2_000;
  private static final String CLIENT = "desk-of-faults";
  private static final String SECRET = "no-secret-here";
  private static final Clock CLOCK = Clock.system();

  @TempDir private static Path folder;
  private static TokenIssuer issuer;
  private static LockedKafka kafka;
  private static int districts;

  @BeforeAll
  static void open() throws Exception {
    issuer = new TokenIssuer(CLIENT, SECRET);
    kafka = LockedKafka.start(folder, Map.of(), issuer, Micros.toInstant(CLOCK.now()));
    for (String desk : new String[] {CLIENT, "CN=desk-of-faults"}) {
      kafka.allow(
          "User:" + desk,
          PatternType.PREFIXED,
          "belvedere.",
          AclOperation.READ,
          AclOperation.DESCRIBE);
    }
  }

  @AfterAll
  static void close() {
    kafka.close();
    issuer.close();
  }

  @Test
  void aTokenExpires(TestInfo test) throws Exception {
    issuer.issue(Duration.ofSeconds(10), Duration.ZERO);
    KafkaSettings token =
        KafkaSettings.read("", kafka.file(Door.TOKEN, kafka.token(CLIENT, SECRET)));
    try (SteadyDistrict city = city();
        Desk desk = Desk.open(token, city.names())) {
      city.start();
      desk.awaitApplied(3 * PER_SECOND);
      issuer.issue(Duration.ofSeconds(4), Duration.ofMinutes(10));
      Desk.within(Desk.PATIENCE, () -> cause(desk).contains("does not let " + CLIENT + " in"));
      assertThat(desk.district().status().isLive()).isFalse();
      Desk.awaitTime(Duration.ofSeconds(5));
      issuer.issue(Duration.ofHours(1), Duration.ZERO);
      desk.assertThatAllIsWell(city, test.getDisplayName());
    }
  }

  @Test
  void aCertificateHasExpired(TestInfo test) throws Exception {
    Path store = folder.resolve("desk.p12");
    kafka.authority().certify(CLIENT, "desk.test", -1).store(store, "PKCS12");
    KafkaSettings certificate =
        KafkaSettings.read(
            "",
            kafka.file(
                Door.CERTIFICATE,
                """
                ssl.keystore.location=%s
                ssl.keystore.type=PKCS12
                ssl.keystore.password=%s
                ssl.key.password=%s
                """
                    .formatted(store, TestCertificates.PASSWORD, TestCertificates.PASSWORD)));
    try (SteadyDistrict city = city();
        Feed locked =
            Feed.open(
                FeedOptions.inMemory(certificate, city.names().district(), Duration.ofHours(1)),
                CLOCK)) {
      city.start();
      Desk.within(
          Desk.PATIENCE,
          () -> locked.trouble().contains("does not accept the certificate CN=" + CLIENT));
      FeedStatus status = locked.districts().getFirst().status();
      assertThat(status.isLive()).isFalse();
      Desk.awaitTime(Duration.ofSeconds(5));
      Files.delete(store);
      kafka.authority().certify(CLIENT, "desk.test", 300).store(store, "PKCS12");
      try (Desk desk = Desk.over(locked)) {
        desk.assertThatAllIsWell(city, test.getDisplayName());
      }
    }
  }

  private static SteadyDistrict city() {
    return new SteadyDistrict(kafka.own(), "locked" + ++districts, 500, PER_SECOND);
  }

  private static String cause(Desk desk) {
    return desk.district().status().cause();
  }
}
