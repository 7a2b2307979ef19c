package io.belvedere.ingest.source;

import io.belvedere.ingest.model.DistrictId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the topics of a district are called. The names are configuration, so that a log which a
/// city already has can be read as it is.
public record TopicNames(
    DistrictId district,
    String observations,
    String catalogue,
    String operations,
    String alarms,
    String deadLetters) {
  /// How the names of settings begin that name topics.
  static final String SETTING = "belvedere.topics.";

  private static final Pattern OBSERVATIONS =
      Pattern.compile("belvedere\\.([a-z0-9-]{1,40})\\.observations");
  private static final Pattern CONFIGURED =
      Pattern.compile("belvedere\\.topics\\.([^.]+)\\.([^.]+)");
  private static final Set<String> ROLES =
      Set.of("observations", "catalogue", "operations", "alarms", "dead-letters");

  /// The names by which topics are found without configuration: `belvedere.<district>.<role>`.
  public static TopicNames of(DistrictId district) {
    return of(district, Map.of());
  }

  /// The names that are configured for a district, or else the usual ones.
  ///
  /// @throws IllegalArgumentException as [#configured]
  public static TopicNames of(DistrictId district, KafkaSettings settings) {
    return configured(settings).stream()
        .filter(names -> names.district().equals(district))
        .findFirst()
        .orElseGet(() -> of(district));
  }

  /// The district whose observations are in a topic of that name, if it is one that is found
  /// without configuration.
  public static Optional<DistrictId> districtOf(String topic) {
    Matcher matcher = OBSERVATIONS.matcher(topic);
    return matcher.matches() ? Optional.of(new DistrictId(matcher.group(1))) : Optional.empty();
  }

  /// The districts whose topics have names of their own, from properties such as
  /// `belvedere.topics.monaco.observations=city-telemetry`; roles that are not named there keep
  /// their usual names.
  ///
  /// @throws IllegalArgumentException if such a property names no district or no role
  public static List<TopicNames> configured(KafkaSettings settings) {
    Map<String, Map<String, String>> byDistrict = new TreeMap<>();
    settings
        .properties()
        .forEach(
            (property, topic) -> {
              if (property.startsWith(SETTING)) {
                Matcher matcher = CONFIGURED.matcher(property);
                if (!matcher.matches() || !ROLES.contains(matcher.group(2))) {
                  throw new IllegalArgumentException(
                      "A topic is named by belvedere.topics.DISTRICT.ROLE, ROLE one of"
                          + " observations, catalogue, operations, alarms, dead-letters; not by "
                          + property
                          + ".");
                }
                byDistrict
                    .computeIfAbsent(matcher.group(1), district -> new HashMap<>())
                    .put(matcher.group(2), topic);
              }
            });
    List<TopicNames> names = new ArrayList<>();
    byDistrict.forEach((district, roles) -> names.add(of(new DistrictId(district), roles)));
    return names;
  }

  private static TopicNames of(DistrictId district, Map<String, String> byRole) {
    String prefix = "belvedere." + district + ".";
    return new TopicNames(
        district,
        byRole.getOrDefault("observations", prefix + "observations"),
        byRole.getOrDefault("catalogue", prefix + "catalogue"),
        byRole.getOrDefault("operations", prefix + "operations"),
        byRole.getOrDefault("alarms", prefix + "alarms"),
        byRole.getOrDefault("dead-letters", prefix + "dead-letters"));
  }
}
