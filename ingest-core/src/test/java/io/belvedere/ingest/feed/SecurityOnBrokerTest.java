package io.belvedere.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.belvedere.ingest.history.DiskLimits;
import io.belvedere.ingest.sandbox.LockedKafka;
import io.belvedere.ingest.sandbox.LockedKafka.Door;
import io.belvedere.ingest.sandbox.TestCertificates;
import io.belvedere.ingest.sandbox.TestCertificates.Certified;
import io.belvedere.ingest.sandbox.TokenIssuer;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.Probe;
import io.belvedere.ingest.source.Rights;
import io.belvedere.ingest.source.Rights.Act;
import io.belvedere.ingest.source.Role;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is let in and who is not, what that lets them see, and what they are told: a Kafka with
/// locks, and feeds that have the right key, the wrong one or none.
@Timeout(180)
@SuppressWarnings("NullAway.Init")
class SecurityOnBrokerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, String> PASSWORDS =
      Map.of(
          "viewer", "pw-of-viewer",
          "operator", "pw-of-operator",
          "manager", "pw-of-manager",
          "blind", "pw-of-blind");
  private static final String CLIENT = "belvedere-desk";
  private static final String CLIENT_SECRET = "secret-of-the-client";
  private static final String HARBOUR = "belvedere.harbour.";
  private static final AclOperation READ = AclOperation.READ;
  private static final AclOperation WRITE = AclOperation.WRITE;
  private static final AclOperation DESCRIBE = AclOperation.DESCRIBE;

  @TempDir private static Path folder;
  private static TokenIssuer issuer;
  private static LockedKafka kafka;
  private static Producer<byte[], byte[]> producer;
  private static TopicNames harbour;
  private static int sent;

  private final Clock clock = Clock.system();

  @BeforeAll
  static void open() throws Exception {
    issuer = new TokenIssuer(CLIENT, CLIENT_SECRET);
    kafka = LockedKafka.start(folder, PASSWORDS, issuer, Micros.toInstant(Clock.system().now()));
    harbour = kafka.district("harbour");
    TopicNames hills = kafka.district("hills");
    for (String viewer : List.of("viewer", "CN=desk-7", CLIENT, "operator")) {
      kafka.allow("User:" + viewer, PatternType.PREFIXED, HARBOUR, READ, DESCRIBE);
    }
    kafka.allow("User:operator", PatternType.LITERAL, harbour.operations(), WRITE);
    kafka.allow("User:manager", PatternType.PREFIXED, "belvedere.", READ, WRITE, DESCRIBE);
    kafka.allow("User:manager", PatternType.LITERAL, "kafka-cluster", DESCRIBE);
    kafka.allow("User:blind", PatternType.PREFIXED, HARBOUR, DESCRIBE);
    producer = new KafkaProducer<>(kafka.own().producer("test"));
    send(harbour, observation(1));
    send(hills, observation(1));
    sent = 1;
  }

  @AfterAll
  static void close() {
    producer.close();
    kafka.close();
    issuer.close();
  }

  @BeforeEach
  void tokensHold() {
    issuer.issue(Duration.ofHours(1), Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SCRAM-SHA-256", "SCRAM-SHA-512", "PLAIN"})
  void aViewerOfOneDistrictReadsItAndSeesNoOther(String mechanism) throws Exception {
    try (Feed feed = feed(password(mechanism, "viewer", "pw-of-viewer"))) {
      LiveDistrict district = live(feed);
      assertThat(feed.districts()).extracting(d -> d.id().value()).containsExactly("harbour");
      await().atMost(PATIENCE).until(() -> district.lag().isKnown());
      assertThat(district.lag().partitions()).hasSize(2);
      assertThat(district.status().cause()).isEmpty();
      assertThat(district.rights().role()).isEqualTo(Role.VIEWER);
      assertThat(district.rights().why())
          .isEqualTo(
              "Kafka allows viewer to read belvedere.harbour.observations, not to write"
                  + " belvedere.harbour.operations.");
    }
  }

  @Test
  void whatAViewerMayNotAskIsToldAsNotAllowed() throws Exception {
    try (Probe probe = Probe.start(password("SCRAM-SHA-512", "viewer", "pw-of-viewer"), clock)) {
      await()
          .atMost(PATIENCE)
          .until(() -> !probe.reading().retention(harbour.observations()).refusal().isEmpty());
      assertThat(probe.reading().failure()).isEmpty();
      assertThat(probe.reading().retention(harbour.observations()).refusal())
          .isEqualTo(
              "Kafka does not allow viewer to see the settings of the observations of harbour. It"
                  + " takes DESCRIBE_CONFIGS on belvedere.harbour.observations, which whoever"
                  + " manages Kafka's rights can grant.");
    }
  }

  @Test
  void whoMayNotWriteDeadLettersIsToldAndReadsOn() throws Exception {
    KafkaSettings viewer = password("SCRAM-SHA-512", "viewer", "pw-of-viewer");
    try (Feed feed = feed(viewer, /* publishDeadLetters= */ true)) {
      LiveDistrict district = live(feed);
      send(harbour, "no JSON at all");
      awaitCause(
          district::status,
          "Dead letters are not published: Kafka does not allow viewer to write the dead letters of"
              + " harbour. It takes WRITE on belvedere.harbour.dead-letters, which whoever manages"
              + " Kafka's rights can grant.");
      assertThat(district.status().isLive()).isTrue();
      long before = district.counters().total().applied();
      send(harbour, observation(2 + sent++));
      await().atMost(PATIENCE).until(() -> district.counters().total().applied() > before);
    }
  }

  @Test
  void whoMaySeeATopicAndNotReadItIsToldWhatIsMissing() throws Exception {
    try (Feed feed = feed(password("SCRAM-SHA-256", "blind", "pw-of-blind"))) {
      LiveDistrict district = found(feed);
      awaitCause(
          district::status,
          "Kafka does not allow blind to read the observations of harbour. It takes READ on"
              + " belvedere.harbour.observations");
      assertThat(district.status().isLive()).isFalse();
      await().atMost(PATIENCE).until(() -> district.rights().role() == Role.NOBODY);
      assertThat(district.rights().why())
          .isEqualTo("Kafka does not allow blind to read belvedere.harbour.observations.");
    }
  }

  @Test
  void theRoleIsWhatKafkaAllows() throws Exception {
    try (Feed feed = feed(password("SCRAM-SHA-512", "operator", "pw-of-operator"))) {
      Rights rights = rights(found(feed));
      assertThat(rights.role()).isEqualTo(Role.OPERATOR);
      assertThat(rights.allows(Act.OPERATE)).isTrue();
      assertThat(rights.allows(Act.PUBLISH_DEAD_LETTERS)).isFalse();
    }
    try (Feed feed = feed(password("PLAIN", "manager", "pw-of-manager"))) {
      await().atMost(PATIENCE).until(() -> feed.districts().size() == 2);
      for (LiveDistrict district : feed.districts()) {
        assertThat(rights(district).role()).isEqualTo(Role.CITY_MANAGER);
        assertThat(rights(district).allowed()).containsExactlyInAnyOrder(Act.values());
      }
    }
    try (Feed feed = feed(kafka.own())) {
      assertThat(rights(found(feed)).role()).isEqualTo(Role.CITY_MANAGER);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PEM", "PKCS12", "JKS"})
  void aCertificateIsAKeyToo(String type) throws Exception {
    Certified desk = kafka.authority().certify("desk-7", "desk-7.test", 300);
    try (Feed feed = feed(certificate(Door.CERTIFICATE, desk, type))) {
      assertThat(rights(live(feed)).why())
          .startsWith("Kafka allows the certificate CN=desk-7 to read ");
    }
  }

  @Test
  void aWrongPasswordIsToldWithWhereItStands() throws Exception {
    for (String mechanism : List.of("SCRAM-SHA-512", "PLAIN")) {
      assertTrouble(
          password(mechanism, "viewer", "pw-of-another"),
          "Kafka does not let viewer in: name or password are wrong. See sasl.jaas.config in the"
              + " file of --kafka-config.");
    }
  }

  @Test
  void aKafkaThatIsNotTheCitysIsNotTrusted() throws Exception {
    var others = new TestCertificates("Another authority", Micros.toInstant(clock.now()));
    String other =
        """
        bootstrap.servers=%s
        security.protocol=SSL
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        """
            .formatted(
                kafka.address(Door.CERTIFICATE), others.trustPem(folder.resolve("other.pem")));
    assertTrouble(
        settings(kafka.write(other)),
        "Kafka's certificate is of an authority that is not trusted here. Name the authority's"
            + " certificate as ssl.truststore.location in the file of --kafka-config.");
    assertTrouble(settings(kafka.file(Door.EXPIRED, "")), "Kafka's certificate has expired (");
    assertTrouble(
        settings(kafka.file(Door.ELSEWHERE, "")),
        "Kafka's certificate is for another host than the one that was asked: ");
  }

  @Test
  void aCertificateThatKafkaDoesNotAcceptIsTold() throws Exception {
    assertTrouble(
        settings(kafka.file(Door.CERTIFICATE, "")),
        "Kafka does not accept a client without a certificate");
    Certified old = kafka.authority().certify("desk-8", "desk-8.test", -1);
    assertTrouble(
        certificate(Door.CERTIFICATE, old, "PEM"),
        "Kafka does not accept the certificate CN=desk-8: it wants one that holds");
    Certified foreign =
        new TestCertificates("Another authority", Micros.toInstant(clock.now()))
            .certify("desk-9", "desk-9.test", 300);
    assertTrouble(
        certificate(Door.CERTIFICATE, foreign, "PKCS12"),
        "Kafka does not accept the certificate CN=desk-9");
  }

  @Test
  void aStoreThatCannotBeOpenedIsToldAtTheStart() throws Exception {
    Path store =
        kafka
            .authority()
            .certify("desk-7", "desk-7.test", 300)
            .store(Files.createTempFile(folder, "desk", ".p12"), "PKCS12");
    KafkaSettings settings =
        settings(
            kafka.file(
                Door.CERTIFICATE,
                "ssl.keystore.location=%s\nssl.keystore.type=PKCS12\nssl.keystore.password=wrong-one\n"
                    .formatted(store)));
    assertThatThrownBy(() -> feed(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Kafka's settings: Failed to load SSL keystore " + store)
        .hasMessageContaining("password was incorrect")
        .hasMessageNotContaining("wrong-one");
  }

  @Test
  void tokensAreRenewedBeforeTheyExpire() throws Exception {
    issuer.issue(Duration.ofSeconds(4), Duration.ZERO);
    int before = issuer.issued();
    try (Feed feed = feed(token(CLIENT_SECRET))) {
      LiveDistrict district = live(feed);
      assertThat(rights(district).why()).startsWith("Kafka allows belvedere-desk to read ");
      // Each of its clients has had three, so that none can still come by its first.
      await().atMost(PATIENCE).until(() -> issuer.issued() - before > 12);
      send(harbour, observation(2 + sent++));
      long wanted = sent;
      await().atMost(PATIENCE).until(() -> district.counters().total().applied() >= wanted);
      assertThat(district.status().isLive()).isTrue();
    }
  }

  @Test
  void anExpiredTokenIsToldAndTheNextOneHelps() throws Exception {
    issuer.issue(Duration.ofSeconds(4), Duration.ofMinutes(10));
    try (Feed feed = feed(token(CLIENT_SECRET))) {
      await().atMost(PATIENCE).until(() -> feed.trouble().contains("token"));
      assertThat(feed.trouble()).contains(CLIENT).doesNotContain(CLIENT_SECRET);
      issuer.issue(Duration.ofHours(1), Duration.ZERO);
      live(feed);
      assertThat(feed.trouble()).isEmpty();
    }
  }

  @Test
  void whoIsThrownOutByAnExpiredTokenComesBackWithTheNext() throws Exception {
    issuer.issue(Duration.ofSeconds(5), Duration.ZERO);
    try (Feed feed = feed(token(CLIENT_SECRET))) {
      LiveDistrict district = live(feed);
      issuer.issue(Duration.ofSeconds(4), Duration.ofMinutes(10));
      awaitCause(district::status, "Kafka does not let belvedere-desk in: it does not accept the");
      assertThat(district.status().isLive()).isFalse();
      issuer.issue(Duration.ofHours(1), Duration.ZERO);
      send(harbour, observation(2 + sent++));
      long wanted = sent;
      await().atMost(PATIENCE).until(() -> district.counters().total().applied() >= wanted);
      await().atMost(PATIENCE).until(() -> district.status().isLive());
      assertThat(district.counters().total().balances()).isTrue();
      assertThat(district.gaps()).isEmpty();
    }
  }

  @Test
  void aRenewedCertificateNeedsNoRestart() throws Exception {
    Path file = Files.createTempFile(folder, "desk", ".p12");
    kafka.authority().certify("desk-7", "desk-7.test", -1).store(file, "PKCS12");
    KafkaSettings settings = certificate(Door.CERTIFICATE, file, "PKCS12");
    try (Feed feed = feed(settings)) {
      awaitSame(feed::trouble, "Kafka does not accept the certificate CN=desk-7");
      kafka.authority().certify("desk-7", "desk-7.test", 300).store(file, "PKCS12");
      live(feed);
    }
  }

  @Test
  void aWrongSecretOfTheClientIsTold() throws Exception {
    try (Feed feed = feed(token("not-the-secret"))) {
      await().atMost(PATIENCE).until(() -> feed.trouble().contains("cannot log in"));
      assertThat(feed.trouble())
          .startsWith("Belvedere-desk cannot log in: The response code 401 ")
          .endsWith(
              ". See sasl.oauthbearer.token.endpoint.url, the client's id and its secret in the"
                  + " file of --kafka-config.")
          .doesNotContain("\n")
          .doesNotContain("not-the-secret");
    }
  }

  private void assertTrouble(KafkaSettings settings, String words) throws Exception {
    try (Feed feed = feed(settings)) {
      awaitSame(feed::trouble, words);
      assertThat(feed.districts()).isEmpty();
    }
  }

  private static void awaitCause(Callable<FeedStatus> status, String words) {
    awaitSame(() -> status.call().cause(), words);
  }

  private static void awaitSame(Callable<String> told, String words) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(told.call()).contains(words).doesNotContain("\n"));
  }

  private static LiveDistrict found(Feed feed) {
    await().atMost(PATIENCE).until(() -> !feed.districts().isEmpty());
    return feed.districts().getFirst();
  }

  private static LiveDistrict live(Feed feed) {
    LiveDistrict district = found(feed);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(district.status().phase()).isEqualTo(FeedStatus.Phase.LIVE));
    assertThat(district.counters().total().applied()).isPositive();
    return district;
  }

  private static Rights rights(LiveDistrict district) {
    await().atMost(PATIENCE).until(() -> district.rights().role() != Role.UNKNOWN);
    return district.rights();
  }

  private Feed feed(KafkaSettings settings) throws Exception {
    return feed(settings, /* publishDeadLetters= */ false);
  }

  private Feed feed(KafkaSettings settings, boolean publishDeadLetters) throws Exception {
    return Feed.open(
        new FeedOptions(
            settings,
            List.of(),
            Duration.ofHours(1),
            Optional.empty(),
            DiskLimits.USUAL,
            publishDeadLetters,
            () -> 1),
        clock);
  }

  private static KafkaSettings settings(Path file) {
    return KafkaSettings.read("", file);
  }

  private static KafkaSettings password(String mechanism, String name, String password)
      throws Exception {
    return settings(kafka.file(Door.PASSWORD, LockedKafka.login(mechanism, name, password)));
  }

  private static KafkaSettings token(String secret) throws Exception {
    return settings(kafka.file(Door.TOKEN, kafka.token(CLIENT, secret)));
  }

  private static KafkaSettings certificate(Door door, Certified certified, String type)
      throws Exception {
    Path file = Files.createTempFile(folder, "desk", "." + type);
    return certificate(
        door, type.equals("PEM") ? certified.pem(file) : certified.store(file, type), type);
  }

  private static KafkaSettings certificate(Door door, Path store, String type) throws Exception {
    String password =
        type.equals("PEM")
            ? ""
            : "ssl.keystore.password=%s%nssl.key.password=%s%n"
                .formatted(TestCertificates.PASSWORD, TestCertificates.PASSWORD);
    return settings(
        kafka.file(
            door,
            "ssl.keystore.location=%s%nssl.keystore.type=%s%n%s".formatted(store, type, password)));
  }

  private static String observation(int number) {
    return "{\"datastream\":\"a\",\"phenomenonTime\":\"%s\",\"result\":%d}"
        .formatted(Micros.toInstant(Clock.system().now()), number);
  }

  private static void send(TopicNames names, String value) throws Exception {
    producer
        .send(
            new ProducerRecord<>(names.observations(), "k".getBytes(UTF_8), value.getBytes(UTF_8)))
        .get();
  }
}
