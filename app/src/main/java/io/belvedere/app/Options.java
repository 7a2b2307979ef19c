package io.belvedere.app;

import io.belvedere.app.look.SensorLayers;
import io.belvedere.app.look.Theme;
import io.belvedere.app.map.tiles.TilesChoice;
import io.belvedere.app.workspace.Settings;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.headless.DeadLettersCommand;
import io.belvedere.ingest.headless.Decode;
import io.belvedere.ingest.headless.FeedArguments;
import io.belvedere.ingest.headless.ImportMap;
import io.belvedere.ingest.headless.SandboxArguments;
import io.belvedere.ingest.headless.Version;
import io.belvedere.ingest.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// What can be said on the command line.
@Command(
    name = "belvedere",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    versionProvider = Version.class,
    subcommands = {ImportMap.class, Decode.class, DeadLettersCommand.class},
    description = {
      "The control room for a city district's digital twin.",
      "",
      "Without any option it starts a sandbox: a Kafka of its own and a simulated Monaco in an"
          + " emergency.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  belvedere",
      "  belvedere --bootstrap-servers kafka-1:9092,kafka-2:9092 --district old-town",
      "  belvedere --screenshot flood.png --at 14:03 --story-clock 14:40 --theme dark",
      "",
      "Settings: belvedere/desk.properties in $XDG_CONFIG_HOME or ~/.config. google-ground=true and"
          + " google-key=KEY there lay Google's map under the sensors (experimental; needs the"
          + " internet); tiles-ground=true and tiles-source=ADDRESS or FILE lay tiles there.",
      "",
      "Exit codes: 0 done, 1 failed, 2 the command line was not understood."
    })
final class Options {
  private static final Logger log = LoggerFactory.getLogger(Options.class);

  @Mixin private FeedArguments feed = new FeedArguments();

  @Mixin private SandboxArguments sandbox = new SandboxArguments();

  @ArgGroup(exclusive = false, heading = "%nThe screen:%n")
  private ScreenArguments screen = new ScreenArguments();

  FeedArguments feed() {
    return feed;
  }

  SandboxArguments sandbox() {
    return sandbox;
  }

  boolean isHeadless() {
    return screen.headless;
  }

  Optional<Theme> theme() {
    return Optional.ofNullable(screen.theme);
  }

  /// The picture that is wanted instead of a window.
  Optional<PictureWanted> picture() {
    return Optional.ofNullable(screen.screenshot)
        .map(file -> new PictureWanted(file, Optional.ofNullable(screen.at), screen.size));
  }

  /// The map that the city is drawn on.
  ///
  /// @throws IOException if the file cannot be read
  CityMap map() throws IOException {
    return screen.map == null ? CityMaps.bundled("monaco") : CityMaps.open(screen.map);
  }

  /// The tiles that lie over the map.
  ///
  /// @param settings what is to be so without a word on the command line
  TilesChoice tiles(TilesChoice settings) {
    String source = screen.tiles;
    return source == null ? settings : settings.of(source, screen.tilesAttribution);
  }

  /// The layers of sensors: ours, and those of the city's folder, by default the one beside the
  /// settings. What is wrong there is logged.
  SensorLayers.Read layers() {
    Path folder =
        screen.layers == null ? Settings.defaultFile().resolveSibling("layers") : screen.layers;
    SensorLayers.Read read = SensorLayers.with(folder);
    read.problems().forEach(log::warn);
    return read;
  }

  /// Tells what cannot be meant before anything is started.
  ///
  /// @throws IllegalArgumentException with a sentence for whoever typed it
  void check(Clock machine) {
    require(
        screen.screenshot != null || screen.at == null,
        "--at says of when the picture is: it needs --screenshot FILE.");
    require(
        screen.screenshot != null || screen.size.equals(PictureSize.FULL_HD),
        "--size says how large the picture is: it needs --screenshot FILE.");
    require(
        screen.headless || screen.port == null,
        "--port needs --headless: a window answers nobody.");
    require(
        screen.screenshot == null || !screen.headless,
        "--screenshot draws the control room, --headless does not: choose one.");
    if (screen.tiles != null) {
      tiles(TilesChoice.INITIAL).check();
    }
    require(
        screen.layers == null || Files.isDirectory(screen.layers),
        "There is no folder " + screen.layers + " for --layers.");
    sandbox.clock(machine);
    feed.formats();
    feed.kafka().ifPresent(kafka -> feed.feed(kafka, /* publishDeadLetters= */ false, () -> 1));
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }

  private static final class ScreenArguments {
    @Option(
        names = "--headless",
        description = "No window: run in the terminal with a status line a second, until Ctrl-C.")
    private boolean headless;

    @Option(
        names = "--port",
        paramLabel = "N",
        description = "With --headless: port of the HTTP answers; 0 for a free one.")
    private @Nullable Integer port;

    @Option(
        names = "--map",
        paramLabel = "FILE",
        description =
            "The city's map, made by import-map (default: Monaco, which comes with Belvedere).")
    private @Nullable Path map;

    @Option(
        names = "--tiles",
        paramLabel = "ADDRESS|FILE",
        description =
            "Tiles under the roads: of a server (https://HOST/{z}/{x}/{y}.png), or an .mbtiles or"
                + " .pmtiles file of pictures.")
    private @Nullable String tiles;

    @Option(
        names = "--tiles-attribution",
        paramLabel = "TEXT",
        defaultValue = "",
        description = "Whose tiles they are, to be shown with the map.")
    private String tilesAttribution = "";

    @Option(
        names = "--layers",
        paramLabel = "DIR",
        description =
            "Folder with the city's own layers of sensors (default: belvedere/layers beside the"
                + " settings).")
    private @Nullable Path layers;

    @Option(
        names = "--theme",
        paramLabel = "light|dark",
        description = "Instead of what was chosen last, or else what the system is set to.")
    private @Nullable Theme theme;

    @Option(
        names = "--screenshot",
        paramLabel = "FILE.png",
        description =
            "Draw the control room into a picture as soon as the feed is live and the past is"
                + " there, and end. Needs no display.")
    private @Nullable Path screenshot;

    @Option(
        names = "--at",
        paramLabel = "TIME",
        description = "Of when the picture is: 14:03, -20m, or as ISO 8601 has it. Default: now.")
    private @Nullable String at;

    @Option(
        names = "--size",
        paramLabel = "WxH",
        defaultValue = "1920x1080",
        converter = Size.class,
        description = "How large the picture is (default: ${DEFAULT-VALUE}).")
    private PictureSize size = PictureSize.FULL_HD;
  }

  private static final class Size implements ITypeConverter<PictureSize> {
    @Override
    public PictureSize convert(String value) {
      try {
        return PictureSize.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
