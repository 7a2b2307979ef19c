package io.belvedere.app.workspace;

import io.belvedere.app.look.Theme;
import io.belvedere.app.map.google.GoogleChoice;
import io.belvedere.app.map.tiles.TilesChoice;
import io.belvedere.app.session.Bookmark;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a desk remembers between starts. Immutable.
///
/// @param theme the one that was chosen; empty: as the operating system has it
/// @param hintDismissed whether the line for newcomers is not shown any more
/// @param bookmarks the views of the map that were saved
/// @param google whether Google's map is the ground, and with which key
/// @param tiles whether tiles are, and whose
public record Settings(
    Optional<Theme> theme,
    boolean hintDismissed,
    List<Bookmark> bookmarks,
    GoogleChoice google,
    TilesChoice tiles) {
  public static final Settings INITIAL =
      new Settings(Optional.empty(), false, List.of(), GoogleChoice.INITIAL, TilesChoice.INITIAL);

  private static final String VIEW = "view.";

  private static final Logger log = LoggerFactory.getLogger(Settings.class);

  public Settings {
    bookmarks = List.copyOf(bookmarks);
  }

  /// Where a desk's settings are, as the system has it.
  public static Path defaultFile() {
    String home = System.getProperty("user.home", ".");
    String configured = System.getenv("XDG_CONFIG_HOME");
    Path folder =
        configured == null || configured.isEmpty() ? Path.of(home, ".config") : Path.of(configured);
    return folder.resolve("belvedere").resolve("desk.properties");
  }

  public Settings withTheme(Theme chosen) {
    return new Settings(Optional.of(chosen), hintDismissed, bookmarks, google, tiles);
  }

  public Settings withHintDismissed() {
    return new Settings(theme, true, bookmarks, google, tiles);
  }

  public Settings withBookmarks(List<Bookmark> changed) {
    return new Settings(theme, hintDismissed, changed, google, tiles);
  }

  public Settings withGoogle(boolean on) {
    return new Settings(theme, hintDismissed, bookmarks, google.with(on), tiles);
  }

  public Settings withTiles(boolean on) {
    return new Settings(theme, hintDismissed, bookmarks, google, tiles.with(on));
  }

  /// Reads the file; what is missing or cannot be understood is as at the first start.
  public static Settings load(Path file) {
    var properties = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        properties.load(in);
      } catch (IOException | IllegalArgumentException e) {
        log.warn("The settings in {} cannot be read; those of a first start are used.", file, e);
      }
    }
    return new Settings(
        themeOf(properties.getProperty("theme", "")),
        Boolean.parseBoolean(properties.getProperty("hint-dismissed")),
        bookmarksOf(properties),
        GoogleChoice.readFrom(properties),
        TilesChoice.readFrom(properties));
  }

  private static List<Bookmark> bookmarksOf(Properties properties) {
    return properties.stringPropertyNames().stream()
        .filter(key -> key.startsWith(VIEW))
        .flatMap(key -> Bookmark.parse(properties.getProperty(key, "")).stream())
        .sorted(Comparator.comparing(Bookmark::name))
        .toList();
  }

  /// Writes the file whole or not at all, for its owner's eyes only where there are owners. A
  /// failure is logged: no operator's work hangs on it.
  public void save(Path file) {
    var properties = new Properties();
    properties.setProperty("version", "1");
    theme.ifPresent(
        chosen -> properties.setProperty("theme", chosen.name().toLowerCase(Locale.ROOT)));
    properties.setProperty("hint-dismissed", String.valueOf(hintDismissed));
    for (int i = 0; i < bookmarks.size(); i++) {
      properties.setProperty(VIEW + (i + 1), bookmarks.get(i).line());
    }
    google.writeTo(properties);
    tiles.writeTo(properties);
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.deleteIfExists(aside);
      Files.createFile(aside, ownersOnly(aside));
      try (Writer out = Files.newBufferedWriter(aside)) {
        properties.store(out, "Belvedere");
      }
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      log.warn("The settings cannot be written to {}.", file, e);
    }
  }

  private static FileAttribute<?>[] ownersOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static Optional<Theme> themeOf(String name) {
    for (Theme theme : Theme.values()) {
      if (theme.name().equalsIgnoreCase(name)) {
        return Optional.of(theme);
      }
    }
    return Optional.empty();
  }
}
