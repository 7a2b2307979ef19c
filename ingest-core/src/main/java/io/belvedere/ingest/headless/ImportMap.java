package io.belvedere.ingest.headless;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMapWriter;
import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.city.ImportOptions;
import io.belvedere.ingest.city.ImportReport;
import io.belvedere.ingest.city.ImportReport.Fate;
import io.belvedere.ingest.city.OsmImport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// Makes the map of a district out of an OpenStreetMap extract.
@Command(
    name = "import-map",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Makes the map of a district out of an OpenStreetMap extract.")
public final class ImportMap implements Callable<Integer> {
  private static final String LICENCE =
      """
      %s is made from OpenStreetMap.

      © OpenStreetMap contributors, Open Data Commons Open Database License (ODbL) 1.0:
      https://opendatacommons.org/licenses/odbl/1-0/ and https://www.openstreetmap.org/copyright

      Source: %s%s.
      Made by Belvedere's import-map: areas, roads, surfaces and facilities were selected, cut at the edge
      of the map, and outlines that the extract leaves open were closed. What is derived from this file
      stays under the ODbL. Wherever the map is shown, "© OpenStreetMap contributors" must be seen.
      """;

  @Option(
      names = "--in",
      required = true,
      paramLabel = "FILE.osm.pbf",
      description = "The extract.")
  private Path in = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for " + CityMaps.FILE + " and its LICENCE; made if missing.")
  private Path out = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to call the map; by default the first word of the extract's file name.")
  private @Nullable String name;

  @Option(
      names = "--bbox",
      paramLabel = "W,S,E,N",
      converter = Box.class,
      description = "What to keep, degrees; by default all areas and the margin around them.")
  private @Nullable Bounds bbox;

  @Option(
      names = "--margin",
      paramLabel = "METRES",
      defaultValue = "500",
      description = "How far the map goes on around the areas; default ${DEFAULT-VALUE}.")
  private double margin;

  @Option(
      names = "--admin-level",
      paramLabel = "N",
      description = "The admin_level of the areas, 1 to 11; by default the finest that divides.")
  private @Nullable Integer adminLevel;

  @Spec private @Nullable CommandSpec spec;

  /// @return 0, or 1 if there is no map now
  @Override
  public Integer call() {
    var commandLine = Objects.requireNonNull(spec).commandLine();
    try {
      var imported = OsmImport.read(in, options());
      if (Files.isRegularFile(out)) {
        throw new IOException("There is a file where the folder " + out + " should be.");
      }
      Files.createDirectories(out);
      Path file = out.resolve(CityMaps.FILE);
      CityMapWriter.write(imported.map(), file);
      Files.writeString(out.resolve("LICENCE"), licence(imported.report()));
      print(imported.report(), file, commandLine.getOut());
      return 0;
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      commandLine.getErr().println("Cannot use " + e.getFile() + ": " + reason + ".");
      return 1;
    } catch (IOException | IllegalArgumentException e) {
      commandLine.getErr().println(e.getMessage());
      return 1;
    }
  }

  private ImportOptions options() {
    String called = name == null ? String.valueOf(in.getFileName()).split("[-.]", 2)[0] : name;
    return new ImportOptions(
        called,
        Optional.ofNullable(bbox),
        margin,
        adminLevel == null ? OptionalInt.empty() : OptionalInt.of(adminLevel));
  }

  private String licence(ImportReport report) {
    String of =
        report
            .dataTime()
            .map(
                time ->
                    ", data of "
                        + DateTimeFormatter.ISO_LOCAL_DATE.format(time.atOffset(ZoneOffset.UTC)))
            .orElse("");
    return LICENCE.formatted(CityMaps.FILE, in.getFileName(), of);
  }

  private static void print(ImportReport report, Path file, PrintWriter to) {
    to.println("Wrote " + file + ":");
    report.kept().forEach((kind, count) -> to.printf("%8d  %s%n", count, kind));
    if (report.beyond() > 0) {
      to.printf("%8d  ways and relations lie beyond the edge%n", report.beyond());
    }
    for (Fate fate : Fate.values()) {
      if (report.count(fate) > 0) {
        to.printf("%n%s: %d%n", fate.toString().toLowerCase(Locale.ROOT), report.count(fate));
      }
      report.remarks().stream()
          .filter(remark -> remark.fate() == fate)
          .forEach(remark -> to.println("  " + remark.element() + " " + remark.what()));
    }
    to.flush();
  }

  /// `7.40,43.72,7.45,43.76`
  static final class Box implements ITypeConverter<Bounds> {
    @Override
    public Bounds convert(String text) {
      String[] sides = text.split(",", -1);
      try {
        if (sides.length == 4) {
          var box =
              new Bounds(
                  Double.parseDouble(sides[0]),
                  Double.parseDouble(sides[1]),
                  Double.parseDouble(sides[2]),
                  Double.parseDouble(sides[3]));
          if (box.west() < box.east() && box.south() < box.north()) {
            return box;
          }
        }
      } catch (NumberFormatException e) {
        // Says less than the sentence below.
      }
      throw new TypeConversionException(
          "\"" + text + "\" is not west,south,east,north in degrees.");
    }
  }
}
