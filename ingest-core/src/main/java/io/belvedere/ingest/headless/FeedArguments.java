package io.belvedere.ingest.headless;

import io.belvedere.ingest.decode.FormatName;
import io.belvedere.ingest.decode.Formats;
import io.belvedere.ingest.decode.profile.Profile;
import io.belvedere.ingest.decode.profile.ProfileException;
import io.belvedere.ingest.feed.FeedOptions;
import io.belvedere.ingest.history.DiskLimits;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.source.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The arguments that say where the city is; the same with and without a screen.
public final class FeedArguments {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description =
          "Kafka of the city, comma-separated. Without it (and without one in --kafka-config) a"
              + " sandbox is started: a broker of its own with a simulated district.")
  private String bootstrapServers = "";

  @Option(
      names = "--district",
      paramLabel = "ID",
      split = ",",
      description =
          "Show only this district; may be given several times. Without it every district whose"
              + " topics are found, also those that appear later.")
  private List<String> districts = List.of();

  @Option(
      names = "--format",
      paramLabel = "DISTRICT=FORMAT",
      split = ",",
      description =
          "What a district's observations are in: native, cloudevents, sensorthings, ngsi or"
              + " sparkplug; may be given several times. Without it the format of each record is"
              + " found by looking.")
  private Map<String, String> formats = Map.of();

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description =
          "Java properties for all Kafka clients (security and so on; secrets may stand elsewhere:"
              + " ${env:NAME}, ${file:PATH:KEY}, ${directory:FOLDER:FILE}), and names of topics:"
              + " belvedere.topics.DISTRICT.ROLE=NAME.")
  private @Nullable Path kafkaConfig;

  @Option(
      names = "--hours",
      paramLabel = "N",
      defaultValue = "24",
      description = "Hours of the past to keep in memory (default: ${DEFAULT-VALUE}).")
  private int hours;

  @Option(
      names = "--keep-days",
      paramLabel = "N",
      defaultValue = "7",
      description =
          "Days of the past to keep in the folder of --data; what is older goes, but for what is"
              + " pinned (default: ${DEFAULT-VALUE}).")
  private int keepDays;

  @Option(
      names = "--keep-bytes",
      paramLabel = "SIZE",
      defaultValue = "10G",
      converter = ByteCount.class,
      description =
          "What the past of a district may take there; above that the oldest goes (default:"
              + " ${DEFAULT-VALUE}).")
  private long keepBytes;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder for the past, which the next start goes on with, for dead letters and, in the"
              + " sandbox, for the broker's data.")
  private @Nullable Path data;

  @Option(
      names = "--most-datastreams",
      paramLabel = "N",
      defaultValue = "" + FeedOptions.MOST_DATASTREAMS,
      description =
          "Datastreams that a district may have. What is sent of others is rejected, unless the"
              + " catalogue describes them; it may describe as many (default: ${DEFAULT-VALUE}).")
  private int mostDatastreams;

  @Option(
      names = "--profile",
      paramLabel = "DISTRICT=FILE",
      description =
          "Read this district's payload as it is, by a mapping profile (YAML or JSON); may be given"
              + " for several districts. The command decode shows what comes of a sample.")
  private Map<String, Path> profiles = Map.of();

  /// Read once, so that what was found right before the start is what is read by.
  private @Nullable Map<DistrictId, Formats> read;

  /// Read once too, so that what is dangerous in it is said once.
  private @Nullable KafkaSettings kafka;

  /// Where the city's Kafka is; empty if none was named and the sandbox is wanted.
  ///
  /// @throws IllegalArgumentException with a sentence for the operator
  public Optional<KafkaSettings> kafka() {
    if (kafkaConfig != null) {
      KafkaSettings known = kafka;
      if (known == null) {
        known = KafkaSettings.read(bootstrapServers, kafkaConfig);
        kafka = known;
      }
      return Optional.of(known);
    }
    return bootstrapServers.isBlank()
        ? Optional.empty()
        : Optional.of(KafkaSettings.of(bootstrapServers));
  }

  /// How the districts are read whose payload is not to be found out by looking.
  ///
  /// @throws IllegalArgumentException with all that is wrong in formats and profiles
  public Map<DistrictId, Formats> formats() {
    Map<DistrictId, Formats> known = read;
    if (known == null) {
      known = readFormats();
      read = known;
    }
    return known;
  }

  private Map<DistrictId, Formats> readFormats() {
    Map<DistrictId, Formats> all = new LinkedHashMap<>();
    List<String> wrong = new ArrayList<>();
    formats.forEach(
        (district, format) -> {
          try {
            all.put(new DistrictId(district), Formats.of(FormatName.parse(format)));
          } catch (IllegalArgumentException e) {
            wrong.add(e.getMessage());
          }
        });
    profiles.forEach(
        (district, file) -> {
          if (!districts.isEmpty() && !districts.contains(district)) {
            wrong.add("--profile is for " + district + ", which --district leaves out.");
            return;
          }
          if (formats.containsKey(district)) {
            wrong.add("--profile and --format are both for " + district + ".");
            return;
          }
          try {
            all.put(new DistrictId(district), Formats.by(Profile.read(file)));
          } catch (ProfileException | IllegalArgumentException e) {
            wrong.add(e.getMessage());
          } catch (IOException e) {
            wrong.add("Cannot read the profile " + file + ": " + Decode.reason(e) + ".");
          }
        });
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", wrong));
    }
    return all;
  }

  /// What to feed from `kafka`.
  ///
  /// @param publishDeadLetters whether what cannot be read goes to the dead-letter topics as well
  /// @param pastWritten see [FeedOptions]
  /// @throws IllegalArgumentException with a sentence for the operator
  public FeedOptions feed(
      KafkaSettings kafka, boolean publishDeadLetters, DoubleSupplier pastWritten) {
    return new FeedOptions(
        kafka,
        districts(),
        Duration.ofHours(hours),
        Optional.ofNullable(data),
        new DiskLimits(Duration.ofDays(keepDays), keepBytes),
        publishDeadLetters,
        pastWritten,
        formats(),
        mostDatastreams);
  }

  /// The districts that were named; none if all are wanted.
  ///
  /// @throws IllegalArgumentException with a sentence for the operator
  List<DistrictId> districts() {
    return districts.stream().map(DistrictId::new).toList();
  }

  public Optional<Path> data() {
    return Optional.ofNullable(data);
  }
}
