package io.belvedere.ingest.source;

import io.belvedere.ingest.source.ClientFile.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.JaasUtils;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/// What of a file of settings is left to whoever wrote it, what is Belvedere's own, and what cannot
/// be meant.
final class ClientRules {
  private static final String NO_GROUP = "Belvedere belongs to no group";
  private static final String OFFSETS = "Belvedere keeps its offsets itself";
  private static final String BYTES = "Belvedere reads and writes bytes";
  private static final String ACKNOWLEDGED =
      "what Belvedere writes is acknowledged by all replicas";

  /// What is Belvedere's, and why.
  private static final Map<String, String> OURS =
      Map.ofEntries(
          Map.entry(ConsumerConfig.GROUP_ID_CONFIG, NO_GROUP),
          Map.entry(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, NO_GROUP),
          Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, OFFSETS),
          Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "what is lost is told, not skipped"),
          Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "reading makes no topics"),
          Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, BYTES),
          Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, BYTES),
          Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, BYTES),
          Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, BYTES),
          Map.entry(ProducerConfig.ACKS_CONFIG, ACKNOWLEDGED),
          Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, ACKNOWLEDGED),
          Map.entry(CommonClientConfigs.CLIENT_ID_CONFIG, "each client of Belvedere has its own"));

  /// Said so it is no surprise to anybody.
  private static final Set<String> AS_IT_IS =
      Set.of(
          "enable.auto.commit=false",
          "auto.offset.reset=none",
          "allow.auto.create.topics=false",
          "acks=all",
          "acks=-1",
          "enable.idempotence=true");

  private static final Set<String> KNOWN = known();

  private final ClientFile file;
  private final List<String> wrong = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private ClientRules(ClientFile file) {
    this.file = file;
  }

  /// Looks at all of it.
  ///
  /// @return what is passed over and what is dangerous, a sentence each
  /// @throws IllegalArgumentException with all that cannot be meant, a line each
  static List<String> check(ClientFile file) {
    ClientRules rules = new ClientRules(file);
    file.entries().values().forEach(rules::one);
    rules.protocol();
    rules.wrong.addAll(Secrets.missing(file));
    if (!rules.wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", rules.wrong));
    }
    rules.jaas();
    rules.warnings.addAll(Secrets.exposed(file));
    return rules.warnings;
  }

  private static Set<String> known() {
    Set<String> known = new HashSet<>(AdminClientConfig.configNames());
    known.addAll(ConsumerConfig.configNames());
    known.addAll(ProducerConfig.configNames());
    return known;
  }

  private void one(Entry entry) {
    String name = entry.name();
    String ours = OURS.get(name);
    if (name.equals(ProducerConfig.TRANSACTIONAL_ID_CONFIG)) {
      wrong(entry, "Belvedere writes without transactions.");
    } else if (ours != null) {
      if (!AS_IT_IS.contains(name + "=" + entry.value())) {
        warnings.add(file.at(entry) + " is passed over: " + ours + ".");
      }
    } else if (name.startsWith(KafkaSettings.OWN)) {
      if (!name.startsWith(TopicNames.SETTING)) {
        wrong(entry, "Belvedere has no such setting, only belvedere.topics.DISTRICT.ROLE.");
      }
    } else if (!KNOWN.contains(name)
        && !name.startsWith(AbstractConfig.CONFIG_PROVIDERS_CONFIG + ".")) {
      // A login class may well read settings of its own.
      warnings.add(file.at(entry) + " is no setting of Kafka's clients that is known here.");
    }
  }

  /// Whether what protects the connection is used at all.
  private void protocol() {
    Entry named = file.entries().get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
    if (named != null && named.value().contains("${")) {
      return;
    }
    String protocol = named == null ? "PLAINTEXT" : named.value();
    List<String> all = Arrays.stream(SecurityProtocol.values()).map(p -> p.name).sorted().toList();
    if (named != null && !all.contains(protocol)) {
      wrong(named, "there is no protocol \"%s\", only %s.".formatted(protocol, all));
      return;
    }
    boolean sasl = protocol.startsWith("SASL_");
    boolean tls = protocol.endsWith("SSL");
    String now = "security.protocol is " + protocol + (named == null ? " where it is not set" : "");
    for (Entry entry : file.entries().values()) {
      if (!sasl && entry.name().startsWith("sasl.")) {
        wrong(entry, "it is not used, since " + now + ": SASL_SSL is meant, or leave it out.");
      } else if (!tls && entry.name().startsWith("ssl.")) {
        wrong(
            entry, "it is not used, since " + now + ": SSL or SASL_SSL is meant, or leave it out.");
      }
    }
    if (sasl) {
      sasl(named == null ? new Entry("", "", 0) : named, tls);
    }
    Entry host = file.entries().get(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG);
    if (tls && host != null && host.value().isEmpty()) {
      warnings.add(
          file.at(host)
              + " is empty: whoever has any certificate of that authority is taken for Kafka.");
    }
  }

  private void sasl(Entry protocol, boolean tls) {
    String mechanism = file.value(SaslConfigs.SASL_MECHANISM);
    boolean elsewhere = System.getProperty(JaasUtils.JAVA_LOGIN_CONFIG_PARAM) != null;
    boolean named = file.entries().containsKey(SaslConfigs.SASL_JAAS_CONFIG) || elsewhere;
    boolean kerberos = file.value(SaslConfigs.SASL_JAAS_CONFIG).contains("Krb5") || elsewhere;
    if (mechanism.isEmpty() && !kerberos) {
      wrong(
          protocol,
          "sasl.mechanism is missing: SCRAM-SHA-512, SCRAM-SHA-256, PLAIN, OAUTHBEARER or GSSAPI.");
    } else if (!named && !mechanism.equals(TokenLogin.MECHANISM)) {
      wrong(protocol, "sasl.jaas.config is missing: it says who logs in.");
    }
    if (!tls) {
      warnings.add(
          file.at(protocol)
              + ": what is sent can be read on the network"
              + (mechanism.startsWith("SCRAM") ? "." : ", the password or token too."));
    }
  }

  /// Kafka's own words may hold a piece of the password that it stumbled over.
  private void jaas() {
    Entry jaas = file.entries().get(SaslConfigs.SASL_JAAS_CONFIG);
    if (jaas != null && Identity.jaas(Secrets.resolved(file.values())).isEmpty()) {
      wrong(
          jaas,
          "it cannot be read: a class, \"required\", options as NAME=\"VALUE\" and a semicolon at"
              + " the end; a quote or backslash in a value has a backslash before it.");
      throw new IllegalArgumentException(String.join("\n", wrong));
    }
  }

  private void wrong(Entry entry, String sentence) {
    wrong.add(file.at(entry) + ": " + sentence);
  }
}
