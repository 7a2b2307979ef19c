package io.belvedere.ingest.sandbox;

import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.source.DistrictTopics;
import io.belvedere.ingest.source.DistrictTopics.Timestamps;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/// A Kafka with a lock of each kind on its doors, rights that have to be given, and one door for
/// the test itself which asks nobody.
public final class LockedKafka implements AutoCloseable {
  /// What one comes in by.
  public enum Door {
    /// TLS, and a name with a password: SCRAM-SHA-256, SCRAM-SHA-512 or PLAIN.
    PASSWORD("SASL_SSL"),
    /// TLS, and a certificate of one's own.
    CERTIFICATE("SSL"),
    /// TLS, and a token of the [TokenIssuer].
    TOKEN("SASL_SSL"),
    /// TLS by a certificate that has expired.
    EXPIRED("SSL"),
    /// TLS by a certificate for another host.
    ELSEWHERE("SSL");

    private final String protocol;

    Door(String protocol) {
      this.protocol = protocol;
    }
  }

  private final List<KafkaNode> nodes;
  private final Map<Door, String> addresses;
  private final Path folder;
  private final TestCertificates authority;
  private final TokenIssuer issuer;

  private LockedKafka(
      List<KafkaNode> nodes,
      Map<Door, String> addresses,
      Path folder,
      TestCertificates authority,
      TokenIssuer issuer) {
    this.nodes = nodes;
    this.addresses = addresses;
    this.folder = folder;
    this.authority = authority;
    this.issuer = issuer;
  }

  /// @param folder of the test
  /// @param passwords who may come in by [Door#PASSWORD]
  /// @param issuer stays the caller's
  public static LockedKafka start(
      Path folder, Map<String, String> passwords, TokenIssuer issuer, Instant now)
      throws Exception {
    TestCertificates authority = new TestCertificates("Authority of the city", now);
    Path trust = authority.trust(folder.resolve("broker-trust.p12"), "PKCS12");
    String local = "127.0.0.1";
    Map<String, String> settings = new HashMap<>();
    Map<Door, String> addresses = new EnumMap<>(Door.class);
    StringBuilder listeners = new StringBuilder("CLIENTS://127.0.0.1:{port}");
    StringBuilder protocols = new StringBuilder("CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
    for (Door door : Door.values()) {
      String address = local + ":" + LoopbackPort.free();
      addresses.put(door, address);
      listeners.append(',').append(door).append("://").append(address);
      protocols.append(',').append(door).append(':').append(door.protocol);
      Path store =
          authority
              .certify(
                  "broker",
                  door == Door.ELSEWHERE ? "kafka.elsewhere.test" : local,
                  door == Door.EXPIRED ? -20 : 300)
              .store(folder.resolve("broker-" + door + ".p12"), "PKCS12");
      String of = "listener.name." + door.name().toLowerCase(Locale.ROOT) + ".";
      settings.put(of + "ssl.keystore.location", store.toString());
      settings.put(of + "ssl.keystore.password", TestCertificates.PASSWORD);
      settings.put(of + "ssl.keystore.type", "PKCS12");
      settings.put(of + "ssl.truststore.location", trust.toString());
      settings.put(of + "ssl.truststore.password", TestCertificates.PASSWORD);
      settings.put(of + "ssl.truststore.type", "PKCS12");
    }
    settings.put("listeners", listeners + ",CONTROLLER://127.0.0.1:{controller}");
    settings.put("listener.security.protocol.map", protocols.toString());
    settings.put("listener.name.certificate.ssl.client.auth", "required");
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("super.users", "User:ANONYMOUS");
    passwords(settings, passwords);
    tokens(settings, issuer);
    List<String> scram = new ArrayList<>();
    for (String mechanism : List.of("SCRAM-SHA-256", "SCRAM-SHA-512")) {
      passwords.forEach(
          (name, password) ->
              scram.add("%s=[name=%s,password=%s]".formatted(mechanism, name, password)));
    }
    List<KafkaNode> nodes = KafkaNode.startCluster(folder, 1, settings, scram);
    return new LockedKafka(nodes, addresses, folder, authority, issuer);
  }

  private static void passwords(Map<String, String> settings, Map<String, String> passwords) {
    String of = "listener.name.password.";
    settings.put(of + "sasl.enabled.mechanisms", "SCRAM-SHA-256,SCRAM-SHA-512,PLAIN");
    String scram = "org.apache.kafka.common.security.scram.ScramLoginModule required;";
    settings.put(of + "scram-sha-256.sasl.jaas.config", scram);
    settings.put(of + "scram-sha-512.sasl.jaas.config", scram);
    StringBuilder plain =
        new StringBuilder("org.apache.kafka.common.security.plain.PlainLoginModule required");
    passwords.forEach(
        (name, password) ->
            plain.append(" user_").append(name).append("=\"").append(password).append('"'));
    settings.put(of + "plain.sasl.jaas.config", plain.append(';').toString());
  }

  private static void tokens(Map<String, String> settings, TokenIssuer issuer) {
    String of = "listener.name.token.";
    settings.put(of + "sasl.enabled.mechanisms", "OAUTHBEARER");
    settings.put(
        of + "oauthbearer.sasl.server.callback.handler.class",
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler");
    settings.put(
        of + "oauthbearer.sasl.jaas.config",
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required ;");
    // A session ends with its token.
    settings.put(of + "oauthbearer.connections.max.reauth.ms", "3600000");
    settings.put("sasl.oauthbearer.jwks.endpoint.url", issuer.keysEndpoint());
    settings.put("sasl.oauthbearer.expected.audience", TokenIssuer.AUDIENCE);
    settings.put("sasl.oauthbearer.expected.issuer", TokenIssuer.ISSUER);
    settings.put("sasl.oauthbearer.clock.skew.seconds", "0");
    settings.put("-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls", issuer.keysEndpoint());
  }

  public String address(Door door) {
    return Objects.requireNonNull(addresses.get(door));
  }

  /// Those of the test itself, who may do everything.
  public KafkaSettings own() {
    return KafkaSettings.of(KafkaNode.bootstrapServers(nodes));
  }

  public TestCertificates authority() {
    return authority;
  }

  /// Makes the topics of a district.
  public TopicNames district(String id) {
    TopicNames names = TopicNames.of(new DistrictId(id));
    try (Admin admin = Admin.create(own().admin("test"))) {
      new DistrictTopics(admin).create(names, 2, Timestamps.APPEND_TIME);
    }
    return names;
  }

  /// Allows something with all topics whose names begin so, or with one (or the cluster, where the
  /// name is `kafka-cluster`).
  ///
  /// @param principal as Kafka writes it, such as `User:anna`
  public void allow(String principal, PatternType pattern, String name, AclOperation... operations)
      throws Exception {
    ResourceType type = name.equals("kafka-cluster") ? ResourceType.CLUSTER : ResourceType.TOPIC;
    List<AclBinding> bindings = new ArrayList<>();
    for (AclOperation operation : operations) {
      bindings.add(
          new AclBinding(
              new ResourcePattern(type, name, pattern),
              new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)));
    }
    try (Admin admin = Admin.create(own().admin("test"))) {
      admin.createAcls(bindings).all().get();
    }
  }

  /// A file of settings with the door's address and the authority's certificate.
  public Path file(Door door, String lines) throws Exception {
    Path trust = authority.trustPem(folder.resolve("authority.pem"));
    return write(
        """
        bootstrap.servers=%s
        security.protocol=%s
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        """
                .formatted(address(door), door.protocol, trust)
            + lines);
  }

  /// A file with only these settings.
  public Path write(String lines) throws IOException {
    Path file = Files.createTempFile(folder, "client", ".properties");
    return Files.writeString(file, lines);
  }

  /// Lines with which somebody logs in.
  ///
  /// @param password or a reference to it
  public static String login(String mechanism, String name, String password) {
    String module =
        mechanism.equals("PLAIN")
            ? "org.apache.kafka.common.security.plain.PlainLoginModule"
            : "org.apache.kafka.common.security.scram.ScramLoginModule";
    return """
    sasl.mechanism=%s
    sasl.jaas.config=%s required username="%s" password="%s";
    """
        .formatted(mechanism, module, name, password);
  }

  /// Lines with which a client of the issuer gets its tokens, and the next one soon before the last
  /// has expired.
  public String token(String client, String secret) {
    return """
    sasl.mechanism=OAUTHBEARER
    sasl.oauthbearer.token.endpoint.url=%s
    sasl.oauthbearer.client.credentials.client.id=%s
    sasl.oauthbearer.client.credentials.client.secret=%s
    sasl.login.refresh.buffer.seconds=0
    sasl.login.refresh.min.period.seconds=1
    sasl.login.retry.backoff.max.ms=500
    """
        .formatted(issuer.tokenEndpoint(), client, secret);
  }

  /// The node, for what only a test of faults does with it.
  public KafkaNode node() {
    return nodes.getFirst();
  }

  @Override
  public void close() {
    nodes.forEach(KafkaNode::close);
  }
}
