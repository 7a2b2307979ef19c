package io.belvedere.ingest.feed;

import io.belvedere.ingest.decode.Formats;
import io.belvedere.ingest.history.DiskLimits;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.source.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// What a feed reads and keeps.
///
/// @param districts only these; empty for every district that is found, also later
/// @param window how much of the past is read at the start and kept in memory
/// @param folder for the past and the files of dead letters; empty to keep them in memory only
/// @param onDisk how much of the past stays in the folder, for each district
/// @param publishDeadLetters whether they go to the district's dead-letter topic as well: for
///     servers and the sandbox; a desk has no right to write there
/// @param pastWritten 0 to 1: how much of the past that its producers still owe is in Kafka; a
///     city's is always all there, a sandbox's is written at its first start
/// @param formats what the observations' topics of districts are in, where that is not to be found
///     by looking
/// @param mostDatastreams how many each district may have; as many again may be catalogued
public record FeedOptions(
    KafkaSettings kafka,
    List<DistrictId> districts,
    Duration window,
    Optional<Path> folder,
    DiskLimits onDisk,
    boolean publishDeadLetters,
    DoubleSupplier pastWritten,
    Map<DistrictId, Formats> formats,
    int mostDatastreams) {
  /// Forty times what a large district has.
  public static final int MOST_DATASTREAMS = 200_000;

  /// What numbers are kept in ends here.
  private static final int MOST_POSSIBLE = 100_000_000;

  /// @throws IllegalArgumentException with a sentence for the operator if the window is not between
  ///     a minute and a week, or longer than what stays on disk
  public FeedOptions {
    districts = List.copyOf(districts);
    formats = Map.copyOf(formats);
    if (window.compareTo(Duration.ofMinutes(1)) < 0 || window.compareTo(Duration.ofDays(7)) > 0) {
      throw new IllegalArgumentException(
          "The past that is kept is between a minute and a week, not " + window + ".");
    }
    if (mostDatastreams < 1 || mostDatastreams > MOST_POSSIBLE) {
      throw new IllegalArgumentException(
          "A district may have from 1 to %,d datastreams, not %,d."
              .formatted(MOST_POSSIBLE, mostDatastreams));
    }
    if (window.compareTo(onDisk.age()) > 0) {
      throw new IllegalArgumentException(
          "What is in memory stays on disk as well: %s is longer than the %s there."
              .formatted(window, onDisk.age()));
    }
  }

  /// Districts of the usual size that all speak as Belvedere does.
  public FeedOptions(
      KafkaSettings kafka,
      List<DistrictId> districts,
      Duration window,
      Optional<Path> folder,
      DiskLimits onDisk,
      boolean publishDeadLetters,
      DoubleSupplier pastWritten) {
    this(
        kafka,
        districts,
        window,
        folder,
        onDisk,
        publishDeadLetters,
        pastWritten,
        Map.of(),
        MOST_DATASTREAMS);
  }

  /// The same, with districts of which it is known how they are read.
  public FeedOptions withFormats(Map<DistrictId, Formats> others) {
    return new FeedOptions(
        kafka,
        districts,
        window,
        folder,
        onDisk,
        publishDeadLetters,
        pastWritten,
        others,
        mostDatastreams);
  }

  /// The same, with another limit.
  public FeedOptions withMostDatastreams(int most) {
    return new FeedOptions(
        kafka, districts, window, folder, onDisk, publishDeadLetters, pastWritten, formats, most);
  }

  /// One district of a city's Kafka, of which nothing is written anywhere.
  public static FeedOptions inMemory(KafkaSettings kafka, DistrictId district, Duration window) {
    return new FeedOptions(
        kafka, List.of(district), window, Optional.empty(), DiskLimits.USUAL, false, () -> 1);
  }

  /// How the records of a district are read, for all who read them.
  Formats formatsOf(DistrictId district) {
    Formats known = formats.get(district);
    return known == null ? Formats.found() : known;
  }
}
