package io.belvedere.ingest.headless;

import io.belvedere.ingest.city.CityImport;
import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMapWriter;
import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.city.ImportOptions;
import io.belvedere.ingest.city.ImportReport;
import io.belvedere.ingest.city.ImportReport.Fate;
import io.belvedere.ingest.city.ImportReport.Remark;
import io.belvedere.ingest.city.KindMapping;
import io.belvedere.ingest.city.OsmImport.Imported;
import io.belvedere.ingest.time.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// Makes the map of a district out of what its city office has.
@Command(
    name = "import-map",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Makes the map of a district out of GeoJSON, Shapefiles, vector tiles or an OpenStreetMap"
            + " extract.")
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

  private static final String OTHER_LICENCE =
      """
      %s is made from %s.

      %s
      Made by Belvedere's import-map: areas, roads, surfaces and facilities were selected and cut at the
      edge of the map. What the source's licence asks for holds for it too.
      """;

  private static final String OSM = "OpenStreetMap";

  /// So many elements of one reason are listed, the others counted.
  private static final int LISTED = 10;

  @Option(
      names = "--in",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = {
        "GeoJSON, Shapefiles (.shp; the .dbf, .prj and .cpg beside it) and vector tiles (.mbtiles,",
        ".pmtiles), as many as there are,",
        "or one OpenStreetMap extract (.osm.pbf)."
      })
  private List<Path> in = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for " + CityMaps.FILE + " and its LICENCE; made if missing.")
  private Path out = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to call the map; by default the first word of the first file's name.")
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

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = {
        "JSON that tells what the city's own words mean:",
        "{\"streets/class=H\": \"primary\", \"*/use=1100\": \"building\","
            + " \"streets/str_name\": \"name\", \"trees\": \"nothing\"}"
      })
  private @Nullable Path mapping;

  @Option(
      names = "--attribution",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Whose data it is, to be shown with the map, where the files do not say so.")
  private String attribution = "";

  private final Clock clock = Clock.system();

  @Spec private @Nullable CommandSpec spec;

  /// @return 0, or 1 if there is no map now
  @Override
  public Integer call() {
    var commandLine = Objects.requireNonNull(spec).commandLine();
    long start = clock.ticks();
    List<MemoryPoolMXBean> heap = heap();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    try {
      var kinds = mapping == null ? KindMapping.none() : KindMapping.read(mapping);
      var imported = CityImport.read(in, options(), kinds, attribution);
      if (Files.isRegularFile(out)) {
        throw new IOException("There is a file where the folder " + out + " should be.");
      }
      Files.createDirectories(out);
      Path file = out.resolve(CityMaps.FILE);
      CityMapWriter.write(imported.map(), file);
      Files.writeString(out.resolve("LICENCE"), licence(imported));
      var to = commandLine.getOut();
      print(imported.report(), file, to);
      // The parts of the heap need not have been fullest at the same time.
      long peaks = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
      long most = Math.min(peaks, Runtime.getRuntime().maxMemory());
      to.printf(
          Locale.ROOT,
          "%nTook %.1f s and at most %d MB of heap.%n",
          (clock.ticks() - start) / 1e9,
          most >> 20);
      to.flush();
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
    String called =
        name == null ? String.valueOf(in.getFirst().getFileName()).split("[-.]", 2)[0] : name;
    return new ImportOptions(
        called,
        Optional.ofNullable(bbox),
        margin,
        adminLevel == null ? OptionalInt.empty() : OptionalInt.of(adminLevel));
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private String licence(Imported imported) {
    String files =
        in.stream()
            .map(file -> String.valueOf(file.getFileName()))
            .collect(Collectors.joining(", "));
    String whose = imported.map().attribution();
    if (!whose.contains(OSM)) {
      return OTHER_LICENCE.formatted(CityMaps.FILE, files, whose.isEmpty() ? "" : whose + "\n");
    }
    String of =
        imported
            .report()
            .dataTime()
            .map(
                time ->
                    ", data of "
                        + DateTimeFormatter.ISO_LOCAL_DATE.format(time.atOffset(ZoneOffset.UTC)))
            .orElse("");
    return LICENCE.formatted(CityMaps.FILE, files, of);
  }

  private static void print(ImportReport report, Path file, PrintWriter to) {
    to.println("Wrote " + file + ":");
    report.kept().forEach((kind, count) -> to.printf("%8d  %s%n", count, kind));
    if (report.beyond() > 0) {
      to.printf("%8d  lie beyond the edge%n", report.beyond());
    }
    report
        .passedOver()
        .forEach(
            (layer, count) ->
                to.printf("%8d  of %s are nothing that the map shows%n", count, layer));
    for (Fate fate : Fate.values()) {
      if (report.count(fate) > 0) {
        to.printf("%n%s: %d%n", fate.toString().toLowerCase(Locale.ROOT), report.count(fate));
      }
      report.reasons(fate).forEach((reason, remarks) -> print(reason, remarks, to));
    }
  }

  private static void print(String reason, List<Remark> remarks, PrintWriter to) {
    remarks.stream()
        .limit(LISTED)
        .forEach(remark -> to.println("  " + remark.element() + " " + remark.what()));
    if (remarks.size() > LISTED) {
      to.printf("  and %d more: %s%n", remarks.size() - LISTED, reason);
    }
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
