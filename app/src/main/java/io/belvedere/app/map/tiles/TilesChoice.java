package io.belvedere.app.map.tiles;

import io.belvedere.app.map.TiledGround;
import io.belvedere.ingest.tiles.TileId;
import io.belvedere.ingest.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// What the settings say of tiles as the ground.
///
/// @param source the address of a server's tiles, or a file; empty: there are none
/// @param attribution whose they are; empty: as an archive says itself
/// @param side pixels of a tile's side, 256 or 512
/// @param headers sent with each request, for example a key; never written out but to the settings
///     and to the server
/// @param cacheBytes how much of a server's tiles may stay on disk
public record TilesChoice(
    boolean isOn,
    String source,
    String attribution,
    int side,
    int coarsest,
    int finest,
    Map<String, String> headers,
    long cacheBytes) {
  public static final TilesChoice INITIAL =
      new TilesChoice(false, "", "", 256, 0, 19, Map.of(), 500_000_000);

  private static final String ON = "tiles-ground";
  private static final String SOURCE = "tiles-source";
  private static final String ATTRIBUTION = "tiles-attribution";
  private static final String SIDE = "tiles-size";
  private static final String COARSEST = "tiles-min-zoom";
  private static final String FINEST = "tiles-max-zoom";
  private static final String HEADER = "tiles-header.";
  private static final String CACHE = "tiles-cache-bytes";

  public TilesChoice {
    headers = Map.copyOf(headers);
  }

  /// What cannot be understood is as at the first start, and is told when the ground is opened.
  public static TilesChoice readFrom(Properties settings) {
    Map<String, String> headers = new TreeMap<>();
    for (String key : settings.stringPropertyNames()) {
      if (key.startsWith(HEADER)) {
        headers.put(key.substring(HEADER.length()), settings.getProperty(key, "").strip());
      }
    }
    return new TilesChoice(
        Boolean.parseBoolean(settings.getProperty(ON)),
        settings.getProperty(SOURCE, "").strip(),
        settings.getProperty(ATTRIBUTION, "").strip(),
        (int) number(settings, SIDE, INITIAL.side),
        (int) number(settings, COARSEST, INITIAL.coarsest),
        (int) number(settings, FINEST, INITIAL.finest),
        headers,
        number(settings, CACHE, INITIAL.cacheBytes));
  }

  private static long number(Properties settings, String key, long otherwise) {
    String text = settings.getProperty(key, "").strip();
    if (text.isEmpty()) {
      return otherwise;
    }
    return text.matches("[0-9]{1,15}") ? Long.parseLong(text) : -1;
  }

  public void writeTo(Properties settings) {
    if (source.isEmpty()) {
      return;
    }
    settings.setProperty(ON, String.valueOf(isOn));
    settings.setProperty(SOURCE, source);
    settings.setProperty(ATTRIBUTION, attribution);
    settings.setProperty(SIDE, String.valueOf(side));
    settings.setProperty(COARSEST, String.valueOf(coarsest));
    settings.setProperty(FINEST, String.valueOf(finest));
    settings.setProperty(CACHE, String.valueOf(cacheBytes));
    headers.forEach((name, value) -> settings.setProperty(HEADER + name, value));
  }

  public TilesChoice with(boolean on) {
    return new TilesChoice(on, source, attribution, side, coarsest, finest, headers, cacheBytes);
  }

  /// The same but for what the command line says; switched on by it.
  public TilesChoice of(String otherSource, String otherAttribution) {
    return new TilesChoice(
        true, otherSource, otherAttribution, side, coarsest, finest, headers, cacheBytes);
  }

  /// Tells what cannot be meant, before anything is opened.
  ///
  /// @throws IllegalArgumentException with one sentence for the operator
  public void check() {
    if (TileTemplate.isOne(source)) {
      TileTemplate.parse(source);
    } else if (!Files.isRegularFile(Path.of(source))) {
      throw new IllegalArgumentException(
          "There is no file %s of tiles; the address of a server begins with https://."
              .formatted(source));
    }
  }

  /// Whether there is anything to switch on.
  public boolean isThere() {
    return !source.isEmpty();
  }

  /// Opens the ground, which may read from disk.
  ///
  /// @throws IOException with one sentence for the operator
  public TiledGround open(Clock clock) throws IOException {
    return open(clock, TileFiles.defaultFolder());
  }

  TiledGround open(Clock clock, Path cache) throws IOException {
    if (!TileTemplate.isOne(source)) {
      return ArchiveGround.open(Path.of(source), attribution);
    }
    require(side == 256 || side == 512, SIDE + " is 256 or 512");
    require(
        coarsest >= 0 && coarsest <= finest && finest <= TileId.FINEST,
        "%s and %s are 0 to %d, the smaller first".formatted(COARSEST, FINEST, TileId.FINEST));
    require(cacheBytes >= 0, CACHE + " is a number of bytes");
    try {
      return new ServedGround(
          this, TileTemplate.parse(source), new TileFiles(cache, cacheBytes), clock);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void require(boolean holds, String sentence) throws IOException {
    if (!holds) {
      throw new IOException("The settings are wrong: " + sentence + ".");
    }
  }

  /// Without what may be secret.
  @Override
  public String toString() {
    return "tiles, " + (isOn ? "on" : "off");
  }
}
