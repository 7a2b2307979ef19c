package io.belvedere.ingest.source;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/// Says in the words of an operator what Kafka says in its own: who lacks what, or why nobody is
/// let in, and what to do.
///
/// @param who would like to
public record Refusals(Identity who) {
  private static final Pattern TOPIC = Pattern.compile("belvedere\\.([a-z0-9-]{1,40})\\.(.+)");
  /// Kafka wraps what went wrong with a login into text, with its stack.
  private static final Pattern CLASSES = Pattern.compile("^(?:[a-z0-9_]+\\.)+[A-Za-z0-9_$]+: ");

  private static final String FILE = "the file of --kafka-config";

  /// Where it is not known who would like to.
  static final Refusals OF_ANYBODY = new Refusals(new Identity("this client"));

  public static Refusals of(KafkaSettings settings) {
    return new Refusals(Identity.of(settings));
  }

  /// Why something could not be done.
  ///
  /// @param tried what one has to be allowed for it
  /// @param topic what it was tried with, where Kafka does not say itself
  public String words(Throwable failure, AclOperation tried, String topic) {
    return refusal(failure, tried, topic).orElseGet(() -> plain(failure));
  }

  /// As above, of reading.
  String words(Throwable failure, String topic) {
    return words(failure, AclOperation.READ, topic);
  }

  private Optional<String> refusal(Throwable failure, AclOperation tried, String topic) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      switch (each) {
        case TopicAuthorizationException refused -> {
          Collection<String> topics = refused.unauthorizedTopics();
          return Optional.of(
              lacks(tried, topics == null || topics.isEmpty() ? List.of(topic) : topics));
        }
        // A client that may write nowhere is not even given the number that makes writes
        // idempotent.
        case ClusterAuthorizationException refused
            when tried == AclOperation.WRITE && !topic.isEmpty() -> {
          return Optional.of(lacks(tried, List.of(topic)));
        }
        case ClusterAuthorizationException refused -> {
          return Optional.of(
              "Kafka does not allow %s to %s: %s"
                  .formatted(who.name(), verb(tried), sentence(refused)));
        }
        case UnsupportedSaslMechanismException refused -> {
          return Optional.of(
              "Kafka does not let %s in: %s See sasl.mechanism in %s."
                  .formatted(who.name(), sentence(refused), FILE));
        }
        case SaslAuthenticationException refused -> {
          return Optional.of(login(refused));
        }
        case SslAuthenticationException refused -> {
          return Optional.of(tls(refused));
        }
        case LoginException refused -> {
          return Optional.of(noToken(refused));
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  /// Who lacks what.
  String lacks(AclOperation operation, Collection<String> topics) {
    return "Kafka does not allow %s to %s %s. It takes %s on %s, which whoever manages Kafka's rights can grant."
        .formatted(
            who.name(),
            verb(operation),
            topics.stream().sorted().map(Refusals::contents).collect(Collectors.joining(", ")),
            operation,
            topics.stream().sorted().collect(Collectors.joining(", ")));
  }

  private static String verb(AclOperation operation) {
    return switch (operation) {
      case READ -> "read";
      case WRITE -> "write";
      case DESCRIBE -> "see";
      case DESCRIBE_CONFIGS -> "see the settings of";
      default -> operation.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  /// `the observations of harbour`, or the topic's name if it does not tell.
  private static String contents(String topic) {
    Matcher matcher = TOPIC.matcher(topic);
    return matcher.matches()
        ? "the %s of %s".formatted(matcher.group(2).replace('-', ' '), matcher.group(1))
        : topic;
  }

  private String login(SaslAuthenticationException refused) {
    String said = sentence(refused);
    if (said.contains("invalid credentials") || said.contains("Invalid username")) {
      return "Kafka does not let %s in: name or password are wrong. See sasl.jaas.config in %s."
          .formatted(who.name(), FILE);
    }
    if (said.contains("invalid_token")) {
      return "Kafka does not let %s in: it does not accept the token. It may have expired, be of another issuer or for somebody else: %s"
          .formatted(who.name(), said);
    }
    return "Kafka does not let %s in: %s".formatted(who.name(), said);
  }

  private String tls(SslAuthenticationException refused) {
    String all = chain(refused);
    if (has(refused, CertificateExpiredException.class)) {
      return "Kafka's certificate has expired%s. It has to be renewed there; if it was, the clock of this machine is wrong."
          .formatted(when(all));
    }
    if (has(refused, CertificateNotYetValidException.class)) {
      return "Kafka's certificate does not hold yet%s. The clock of this machine may be wrong."
          .formatted(when(all));
    }
    if (all.contains("No subject alternative") || all.contains("No name matching")) {
      return "Kafka's certificate is for another host than the one that was asked: %s. Name Kafka as its certificate does, in bootstrap.servers and in its advertised.listeners."
          .formatted(deepest(refused));
    }
    if (has(refused, CertPathBuilderException.class) || all.contains("PKIX path")) {
      return "Kafka's certificate is of an authority that is not trusted here. Name the authority's certificate as ssl.truststore.location in %s."
          .formatted(FILE);
    }
    if (all.contains("alert") || all.contains("certificate_")) {
      return "Kafka does not accept %s: it wants one that holds, of an authority that it trusts (%s). See ssl.keystore.location in %s."
          .formatted(
              who.equals(Identity.ANONYMOUS) ? "a client without a certificate" : who.name(),
              deepest(refused),
              FILE);
    }
    return "No protected connection to Kafka: " + deepest(refused) + ".";
  }

  private String noToken(LoginException refused) {
    String said = withoutStack(deepest(refused));
    return "%s cannot log in: %s. See %s in %s."
        .formatted(
            Character.toUpperCase(who.name().charAt(0)) + who.name().substring(1),
            said,
            said.contains("LoginModule")
                ? "sasl.jaas.config"
                : "sasl.oauthbearer.token.endpoint.url, the client's id and its secret",
            FILE);
  }

  private static String withoutStack(String said) {
    String first = said.lines().findFirst().orElse(said);
    String bare = CLASSES.matcher(first).replaceFirst("");
    return bare.equals(first) ? first : withoutStack(bare);
  }

  private static String when(String all) {
    Matcher date =
        Pattern.compile("Not(?:After|Before): ([^:]+:\\d\\d:\\d\\d \\S+ \\d{4})").matcher(all);
    return date.find() ? " (" + date.group(1) + ")" : "";
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return true;
      }
    }
    return false;
  }

  private static String chain(Throwable failure) {
    StringBuilder words = new StringBuilder();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      words.append(each.getMessage()).append('\n');
    }
    return words.toString();
  }

  private static String deepest(Throwable failure) {
    String words = plain(failure);
    for (Throwable each = failure; each != null; each = each.getCause()) {
      words = each.getMessage() == null ? words : each.getMessage();
    }
    return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
  }

  private static String sentence(Throwable failure) {
    return ended(plain(failure));
  }

  private static String ended(String words) {
    return words.endsWith(".") ? words : words + ".";
  }

  private static String plain(Throwable failure) {
    if (failure instanceof org.apache.kafka.common.errors.TimeoutException) {
      return "no answer in time.";
    }
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  /// Why clients cannot even be made with these settings.
  public String atStart(KafkaException failure) {
    return refusal(failure, AclOperation.READ, "")
        .orElseGet(() -> "Kafka's settings: " + ended(withoutFirst(failure)));
  }

  /// Kafka says what is wrong only inside.
  private static String withoutFirst(Throwable failure) {
    Throwable inside = failure.getCause() == null ? failure : failure.getCause();
    StringBuilder words = new StringBuilder(plain(inside));
    for (Throwable each = inside.getCause(); each != null; each = each.getCause()) {
      if (each.getMessage() != null && words.indexOf(each.getMessage()) < 0) {
        words.append(": ").append(each.getMessage());
      }
    }
    return words.toString().replace("Failed to create new NetworkClient: ", "");
  }
}
