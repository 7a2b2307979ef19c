package io.belvedere.ingest.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/// Whom Kafka takes a client for, as far as the client's settings tell: Kafka itself does not say.
///
/// @param name as a sentence names it: of the user, of the certificate or of the OAuth client
public record Identity(String name) {
  /// Where nobody is asked for a name.
  public static final Identity ANONYMOUS = new Identity("a client without a name");

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

  public static Identity of(KafkaSettings settings) {
    Map<String, String> all = Secrets.resolved(settings.properties());
    String protocol = all.getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "");
    if (protocol.startsWith("SASL_")) {
      return new Identity(login(all).orElse("the client that logs in"));
    }
    return protocol.equals("SSL") && hasKey(all)
        ? new Identity(certificate(all).map(c -> "the certificate " + c).orElse("the certificate"))
        : ANONYMOUS;
  }

  private static Optional<String> login(Map<String, String> all) {
    String id = all.get(SaslConfigs.SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_ID);
    if (id != null) {
      return Optional.of(id);
    }
    List<AppConfigurationEntry> entries = jaas(all).orElse(List.of());
    return Optional.ofNullable(JaasContext.configEntryOption(entries, "username", null))
        .or(() -> Optional.ofNullable(JaasContext.configEntryOption(entries, "clientId", null)));
  }

  /// What `sasl.jaas.config` says; empty if it is not there or cannot be read.
  static Optional<List<AppConfigurationEntry>> jaas(Map<String, String> resolved) {
    String jaas = resolved.get(SaslConfigs.SASL_JAAS_CONFIG);
    if (jaas == null) {
      return Optional.empty();
    }
    try {
      Map<String, ?> config = Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(jaas));
      return Optional.of(JaasContext.loadClientContext(config).configurationEntries());
    } catch (IllegalArgumentException | KafkaException e) {
      return Optional.empty();
    }
  }

  private static boolean hasKey(Map<String, String> all) {
    return all.containsKey(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG)
        || all.containsKey(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG);
  }

  /// The subject of what we show; empty if it cannot be read, which Kafka's client will tell.
  private static Optional<String> certificate(Map<String, String> all) {
    String chain = all.get(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG);
    try {
      if (chain != null) {
        return pem(chain);
      }
      Path file = Path.of(all.getOrDefault(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, ""));
      String type = all.getOrDefault(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "JKS");
      return type.equals("PEM")
          ? pem(Files.readString(file))
          : stored(file, all.getOrDefault(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG, ""));
    } catch (GeneralSecurityException | IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> pem(String text) throws GeneralSecurityException {
    Matcher first = PEM.matcher(text);
    if (!first.find()) {
      return Optional.empty();
    }
    byte[] bytes = first.group().getBytes(StandardCharsets.US_ASCII);
    return subject(
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes)));
  }

  private static Optional<String> stored(Path file, String password)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        return subject(store.getCertificate(alias));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> subject(Certificate certificate) {
    return certificate instanceof X509Certificate x509
        ? Optional.of(x509.getSubjectX500Principal().getName())
        : Optional.empty();
  }
}
