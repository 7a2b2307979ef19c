package io.belvedere.ingest.source;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;

/// What OAUTHBEARER needs beside what only the city can know: Kafka's own classes, and leave to ask
/// the endpoint that the file of settings names. Kafka's clients ask none that the process was not
/// given, for where others write their settings; here whoever starts Belvedere does.
final class TokenLogin {
  static final String MECHANISM = "OAUTHBEARER";

  private static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
  private static final String ALLOWED_FILES = "org.apache.kafka.sasl.oauthbearer.allowed.files";

  /// Clients with the same login share it, also one whose token has expired for good.
  private static final AtomicLong LOGINS = new AtomicLong();

  private TokenLogin() {}

  static Map<String, String> usual(Map<String, String> settings) {
    Map<String, String> usual = new HashMap<>();
    if (MECHANISM.equals(settings.get(SaslConfigs.SASL_MECHANISM))) {
      usual.put(
          SaslConfigs.SASL_JAAS_CONFIG,
          "%s required login=\"%d\";"
              .formatted(OAuthBearerLoginModule.class.getName(), LOGINS.incrementAndGet()));
      usual.put(
          SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS,
          OAuthBearerLoginCallbackHandler.class.getName());
      usual.keySet().removeAll(settings.keySet());
    }
    return usual;
  }

  /// Gives this process leave to ask what the settings name.
  static synchronized void allow(Map<String, String> settings) {
    String endpoint = settings.getOrDefault(SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL, "");
    allow(ALLOWED_URLS, endpoint);
    if (endpoint.startsWith("file:")) {
      allow(ALLOWED_FILES, URI.create(endpoint).getPath());
    }
    for (String file :
        List.of(
            SaslConfigs.SASL_OAUTHBEARER_ASSERTION_FILE,
            SaslConfigs.SASL_OAUTHBEARER_ASSERTION_PRIVATE_KEY_FILE,
            SaslConfigs.SASL_OAUTHBEARER_ASSERTION_TEMPLATE_FILE)) {
      allow(ALLOWED_FILES, settings.getOrDefault(file, ""));
    }
  }

  private static void allow(String property, String named) {
    if (!named.isEmpty()) {
      Set<String> all =
          new LinkedHashSet<>(Arrays.asList(System.getProperty(property, "").split(",")));
      all.remove("");
      all.add(named);
      System.setProperty(property, String.join(",", all));
    }
  }
}
