package io.belvedere.ingest.headless;

import io.belvedere.ingest.sandbox.SandboxOptions;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The arguments of the sandbox, which is started where no Kafka is named.
public final class SandboxArguments {
  private static final ZoneId ZONE = ZoneId.of("Europe/Monaco");

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Sandbox: the same seed gives the same city.")
  private @Nullable Long seed;

  @Option(
      names = "--rate",
      paramLabel = "PER_SECOND",
      description =
          "Sandbox: observations a second in the emergency (default: 1667; about an eighth of it"
              + " while the city is calm).")
  private @Nullable Double rate;

  @Option(
      names = "--story-clock",
      paramLabel = "HH:mm",
      description =
          "Sandbox: let the clock stand at this time of day at the start and run on from there,"
              + " for pictures and exercises; the story's own start is 14:40.")
  private @Nullable String storyClock;

  private @Nullable Clock clock;

  /// The sandbox that is wanted.
  ///
  /// @param folder for the broker's data; empty for a temporary one
  /// @throws IllegalArgumentException with a sentence for the operator
  SandboxOptions options(Optional<Path> folder) {
    SandboxOptions options = SandboxOptions.defaults();
    if (seed != null) {
      options = options.withSeed(seed);
    }
    if (rate != null) {
      options = options.withEmergencyRate(rate);
    }
    if (folder.isPresent()) {
      options = options.withFolder(folder.get().resolve("sandbox"));
    }
    return storyClock == null ? options : options.withClockShifted();
  }

  /// The clock that the story is told by: the same one whenever it is asked for.
  ///
  /// @throws IllegalArgumentException if the story clock is no time of day
  public synchronized Clock clock(Clock machine) {
    Clock known = clock;
    if (known == null) {
      known = storyClock == null ? machine : shifted(machine, storyClock);
      clock = known;
    }
    return known;
  }

  private static Clock shifted(Clock machine, String storyClock) {
    try {
      Instant now = Micros.toInstant(machine.now());
      ZonedDateTime at = ZonedDateTime.ofInstant(now, ZONE).with(LocalTime.parse(storyClock));
      Instant latest = (at.toInstant().isAfter(now) ? at.minusDays(1) : at).toInstant();
      return machine.shiftedTo(Micros.of(latest));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "--story-clock is a time of day such as 14:40, not " + storyClock + ".", e);
    }
  }
}
