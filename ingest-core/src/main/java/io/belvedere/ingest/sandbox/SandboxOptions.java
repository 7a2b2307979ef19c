package io.belvedere.ingest.sandbox;

import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.sandbox.district.SimulatedDistrict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a sandbox shall be like.
///
/// @param seed the same seed gives the same city
/// @param rate times the usual rate of reports, which is about 200 observations a second when it is
///     calm and 1,667 in the emergency
/// @param districts the districts with their maps; each tells the story of its map's name
/// @param folder where Kafka's data and the sandbox's memory are kept; empty for a temporary folder
///     that is deleted in the end
/// @param past how much past is written at the first start
/// @param clockShifted the clock is not the machine's: the records are stamped by it, and not by
///     the broker, whose clock is
public record SandboxOptions(
    long seed,
    double rate,
    Map<DistrictId, CityMap> districts,
    Optional<Path> folder,
    Duration past,
    boolean clockShifted) {
  /// What is simulated unless somebody says otherwise.
  private static final String DEFAULT_DISTRICT = "monaco";

  private static final long DEFAULT_SEED = 20_260_110;

  /// @throws IllegalArgumentException if the rate is not positive, the past is negative, or there
  ///     is no district
  public SandboxOptions {
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("The rate must be more than 0, not " + rate + ".");
    }
    if (past.isNegative()) {
      throw new IllegalArgumentException("The past cannot be " + past + " long.");
    }
    if (districts.isEmpty()) {
      throw new IllegalArgumentException("A sandbox needs at least one district.");
    }
    districts = new LinkedHashMap<>(districts);
  }

  /// Monaco and its last two hours, in a temporary folder.
  public static SandboxOptions defaults() {
    return new SandboxOptions(
        DEFAULT_SEED,
        1,
        Map.of(new DistrictId(DEFAULT_DISTRICT), CityMaps.bundled(DEFAULT_DISTRICT)),
        Optional.empty(),
        Duration.ofHours(2),
        false);
  }

  @Override
  public Map<DistrictId, CityMap> districts() {
    return java.util.Collections.unmodifiableMap(districts);
  }

  public SandboxOptions withSeed(long seed) {
    return new SandboxOptions(seed, rate, districts, folder, past, clockShifted);
  }

  /// @param rate times the usual rate
  public SandboxOptions withRate(double rate) {
    return new SandboxOptions(seed, rate, districts, folder, past, clockShifted);
  }

  /// @param perSecond observations a second that each district shall send in its emergency
  public SandboxOptions withEmergencyRate(double perSecond) {
    return withRate(perSecond / SimulatedDistrict.EMERGENCY_PER_SECOND);
  }

  public SandboxOptions withDistricts(Map<DistrictId, CityMap> districts) {
    return new SandboxOptions(seed, rate, districts, folder, past, clockShifted);
  }

  public SandboxOptions withFolder(Path folder) {
    return new SandboxOptions(seed, rate, districts, Optional.of(folder), past, clockShifted);
  }

  public SandboxOptions withPast(Duration past) {
    return new SandboxOptions(seed, rate, districts, folder, past, clockShifted);
  }

  public SandboxOptions withClockShifted() {
    return new SandboxOptions(seed, rate, districts, folder, past, true);
  }
}
