package io.belvedere.ingest.source;

import io.belvedere.ingest.source.ClientFile.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/// Secrets that stand elsewhere than in the file of settings: `${env:NAME}`, `${file:PATH:KEY}` and
/// `${directory:FOLDER:FILE}`, as Kafka's clients know them. They look them up themselves, so what
/// we hold and hand about are the references.
///
/// Kafka leaves a reference that leads nowhere as it is, and then a password is wrong. So all are
/// tried before the start.
final class Secrets {
  private static final String PROVIDERS = AbstractConfig.CONFIG_PROVIDERS_CONFIG;
  private static final String ENV = "env";
  private static final String FILE = "file";
  private static final String DIRECTORY = "directory";

  /// Those that need not be declared.
  private static final Map<String, Class<? extends ConfigProvider>> USUAL =
      Map.of(
          ENV, EnvVarConfigProvider.class,
          FILE, FileConfigProvider.class,
          DIRECTORY, SecretFolder.class);

  private Secrets() {}

  /// What makes Kafka's clients look references up, beside what the file itself declares.
  static Map<String, String> providers(Map<String, String> settings) {
    Map<String, String> providers = new HashMap<>();
    List<String> names = new ArrayList<>(declared(settings));
    USUAL.forEach(
        (name, type) -> {
          if (!names.contains(name)) {
            names.add(name);
            providers.put(PROVIDERS + "." + name + ".class", type.getName());
          }
        });
    providers.put(PROVIDERS, String.join(",", names));
    return providers;
  }

  private static List<String> declared(Map<String, String> settings) {
    return Arrays.stream(settings.getOrDefault(PROVIDERS, "").split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /// The settings with what the usual references lead to, for a look that is over at once: nobody
  /// may keep them.
  static Map<String, String> resolved(Map<String, String> settings) {
    List<String> declared = declared(settings);
    Map<String, String> resolved = new HashMap<>();
    settings.forEach(
        (name, value) -> {
          StringBuilder text = new StringBuilder();
          Matcher matcher = ConfigTransformer.DEFAULT_PATTERN.matcher(value);
          while (matcher.find()) {
            Optional<String> found =
                declared.contains(matcher.group(1)) ? Optional.empty() : look(matcher);
            matcher.appendReplacement(
                text, Matcher.quoteReplacement(found.orElse(matcher.group())));
          }
          resolved.put(name, matcher.appendTail(text).toString());
        });
    return resolved;
  }

  /// The references that lead nowhere, a sentence each.
  static List<String> missing(ClientFile file) {
    List<String> declared = declared(file.values());
    List<String> sentences = new ArrayList<>();
    for (Entry entry : file.entries().values()) {
      Matcher matcher = ConfigTransformer.DEFAULT_PATTERN.matcher(entry.value());
      while (matcher.find()) {
        if (!declared.contains(matcher.group(1))) {
          why(matcher).ifPresent(why -> sentences.add(file.at(entry) + ": " + why));
        }
      }
    }
    return sentences;
  }

  private static Optional<String> why(Matcher reference) {
    String provider = reference.group(1);
    String path = path(reference);
    String key = reference.group(4);
    if (!USUAL.containsKey(provider)) {
      return Optional.of(
          "nothing is known that looks up ${%s:...}: env, file and directory are, others are named by config.providers."
              .formatted(provider));
    }
    if (provider.equals(ENV)) {
      return look(reference).isPresent()
          ? Optional.empty()
          : Optional.of("there is no environment variable " + key + ".");
    }
    if (path.isEmpty()) {
      return Optional.of(
          "write ${file:PATH:KEY} for a value of a properties file, or ${directory:FOLDER:FILE} for"
              + " all of a file.");
    }
    try {
      Path named = Path.of(path);
      Path read = provider.equals(DIRECTORY) ? named.resolve(key) : named;
      Files.readAllBytes(read);
      return look(reference).isPresent()
          ? Optional.empty()
          : Optional.of("there is no " + key + " in " + path + ".");
    } catch (IOException e) {
      return Optional.of(
          "a secret cannot be read: " + e.getMessage() + ": " + ClientFile.reason(e) + ".");
    } catch (InvalidPathException e) {
      return Optional.of(path + " is no path.");
    }
  }

  private static String path(Matcher reference) {
    return reference.group(3) == null ? "" : reference.group(3);
  }

  private static Optional<String> look(Matcher reference) {
    String key = reference.group(4);
    try (ConfigProvider provider = provider(reference.group(1))) {
      provider.configure(Map.of());
      return Optional.ofNullable(provider.get(path(reference), Set.of(key)).data().get(key));
    } catch (IOException | ConfigException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ConfigProvider provider(String name) {
    return switch (name) {
      case ENV -> new EnvVarConfigProvider();
      case FILE -> new FileConfigProvider();
      case DIRECTORY -> new SecretFolder();
      default -> throw new IllegalArgumentException("No provider " + name + ".");
    };
  }

  /// Where secrets stand for everybody's eyes, a sentence each.
  static List<String> exposed(ClientFile file) {
    Map<Path, String> shown = new LinkedHashMap<>();
    for (Entry entry : file.entries().values()) {
      if (isSecret(entry.name())) {
        Matcher matcher = ConfigTransformer.DEFAULT_PATTERN.matcher(entry.value());
        boolean elsewhere = false;
        while (matcher.find()) {
          elsewhere = true;
          if (matcher.group(1).equals(FILE)) {
            shown.putIfAbsent(Path.of(path(matcher)), entry.name());
          } else if (matcher.group(1).equals(DIRECTORY)) {
            shown.putIfAbsent(Path.of(path(matcher), matcher.group(4)), entry.name());
          }
        }
        if (!elsewhere) {
          shown.putIfAbsent(file.file(), entry.name());
        }
      }
    }
    List<String> sentences = new ArrayList<>();
    shown.forEach(
        (path, name) -> {
          if (isReadByAll(path)) {
            sentences.add(
                "%s holds a secret (%s) and can be read by everybody on this machine: chmod 600 %s"
                    .formatted(path, name, path));
          }
        });
    return sentences;
  }

  private static boolean isReadByAll(Path file) {
    try {
      return Files.getFileStore(file).supportsFileAttributeView("posix")
          && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException e) {
      return false;
    }
  }

  /// Whether Kafka takes a setting for a secret.
  static boolean isSecret(String name) {
    return isPassword(ConsumerConfig.configDef(), name)
        || isPassword(ProducerConfig.configDef(), name);
  }

  private static boolean isPassword(ConfigDef definitions, String name) {
    ConfigDef.ConfigKey key = definitions.configKeys().get(name);
    return key != null && key.type == ConfigDef.Type.PASSWORD;
  }
}
