package io.belvedere.ingest.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// What is loaded.
///
/// @param name for people
/// @param datastreams ids by dense number
/// @param observations how many are received before questions are asked
record Workload(String name, List<String> datastreams, long observations, Opener opener) {
  /// Opens the same observations anew.
  @FunctionalInterface
  interface Opener {
    ArrivalSource open() throws IOException;
  }

  /// The file that `bench.csv` names, else the city; at most `bench.observations`.
  static Workload ofProperties() throws IOException {
    long most = Long.getLong("bench.observations", 20_000_000);
    if (most < 1) {
      throw new IllegalArgumentException("bench.observations is " + most + ": nothing to measure.");
    }
    String file = System.getProperty("bench.csv", "");
    return file.isBlank() ? city(most) : csv(Path.of(file).toAbsolutePath(), most);
  }

  private static Workload city(long most) {
    return new Workload(
        "the sandbox's emergency",
        CityArrivals.ids(),
        most,
        () -> new LateArrivals(new CityArrivals()));
  }

  private static Workload csv(Path file, long most) throws IOException {
    CsvArrivals.Contents contents = CsvArrivals.look(file);
    String[] ids = new String[contents.numbers().size()];
    contents.numbers().forEach((id, number) -> ids[number] = id);
    return new Workload(
        file.getFileName().toString(),
        Arrays.asList(ids),
        Math.min(most, contents.lines()),
        () -> new CsvArrivals(contents));
  }

  ArrivalSource open() throws IOException {
    return opener.open();
  }
}
