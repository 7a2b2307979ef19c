package io.belvedere.app.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// All layers of sensors, in their order: those that come with Belvedere, and those of the city's
/// own files. Immutable.
public final class SensorLayers {
  private static final String SHIPPED = "layers.json";

  private final List<SensorLayer> all;
  private final int other;

  /// What came of reading a folder.
  ///
  /// @param problems a sentence for each file or layer that is left out
  public record Read(SensorLayers layers, List<String> problems) {
    public Read {
      problems = List.copyOf(problems);
    }

    /// What an operator is told, if anything is wrong.
    public Optional<String> trouble() {
      return switch (problems.size()) {
        case 0 -> Optional.empty();
        case 1 -> Optional.of("Left out: " + problems.getFirst());
        default ->
            Optional.of(
                "Left out: %s And %d more, which the log tells."
                    .formatted(problems.getFirst(), problems.size() - 1));
      };
    }
  }

  /// @throws IllegalArgumentException if no layer is called [SensorLayer#OTHER]
  public SensorLayers(List<SensorLayer> layers) {
    all = layers.stream().sorted(Comparator.comparingInt(SensorLayer::order)).toList();
    other = find(layer -> layer.id().equals(SensorLayer.OTHER)).orElse(-1);
    if (other < 0) {
      throw new IllegalArgumentException("There is no layer " + SensorLayer.OTHER + ".");
    }
  }

  /// Those that come with Belvedere.
  public static SensorLayers shipped() {
    return Shipped.LAYERS;
  }

  /// Those that come with Belvedere, and those of all `*.json` of a folder, which take the place of
  /// ours that have the same id. What is wrong is left out and told.
  ///
  /// @param folder may be missing
  public static Read with(Path folder) {
    List<String> problems = new ArrayList<>();
    Map<String, SensorLayer> byId = new HashMap<>();
    shipped().all.forEach(layer -> byId.put(layer.id(), layer));
    Map<String, String> own = new HashMap<>();
    for (Path file : files(folder, problems)) {
      try {
        var reader = new SensorLayersReader(file.toString(), name -> svg(folder, name), byId);
        reader.read(Files.readAllBytes(file));
        problems.addAll(reader.problems());
        for (SensorLayer layer : reader.layers()) {
          String taken = own.putIfAbsent(layer.id(), file.toString());
          if (taken == null) {
            byId.put(layer.id(), layer);
          } else {
            problems.add(
                "%s, layer %s: id: is taken by %s already.".formatted(file, layer.id(), taken));
          }
        }
      } catch (IOException e) {
        problems.add("%s: cannot be read: %s.".formatted(file, e.getMessage()));
      }
    }
    List<SensorLayer> sorted =
        byId.values().stream().sorted(Comparator.comparing(SensorLayer::id)).toList();
    return new Read(new SensorLayers(sorted), problems);
  }

  private static List<Path> files(Path folder, List<String> problems) {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.json")) {
        found.forEach(files::add);
      } catch (IOException e) {
        problems.add("%s: cannot be read: %s.".formatted(folder, e.getMessage()));
      }
    }
    files.sort(Comparator.naturalOrder());
    return files;
  }

  private static SymbolGlyph svg(Path folder, String name) throws IOException {
    Path file = folder.resolve(name).normalize();
    if (!folder.normalize().equals(file.getParent())) {
      throw new IllegalArgumentException(name + " is not in the folder of the layers");
    }
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("there is no file " + file);
    }
    return SvgFile.read(Files.readAllBytes(file));
  }

  public List<SensorLayer> all() {
    return all;
  }

  /// The position in [#all] of the layer that a thing belongs to: by the first of its kinds that
  /// any layer holds.
  ///
  /// @param moves only layers of what moves hold it, and else only the others
  public int indexOf(boolean moves, String... kinds) {
    for (String kind : kinds) {
      Optional<Integer> found = holding(kind, layer -> layer.drawnAs().moves() == moves);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return moves
        ? find(layer -> layer.drawnAs() == SensorLayer.DrawnAs.VEHICLE).orElse(other)
        : other;
  }

  /// The layer of the first kind that any of them holds, whether it moves or not.
  public SensorLayer of(String... kinds) {
    for (String kind : kinds) {
      Optional<Integer> found =
          holding(kind, layer -> !layer.drawnAs().moves())
              .or(() -> holding(kind, layer -> layer.drawnAs().moves()));
      if (found.isPresent()) {
        return all.get(found.get());
      }
    }
    return all.get(other);
  }

  /// The symbol of the first layer that is drawn so, or of all others.
  public SymbolGlyph symbolOf(SensorLayer.DrawnAs drawnAs) {
    return all.get(find(layer -> layer.drawnAs() == drawnAs).orElse(other)).symbol();
  }

  /// The ids of those that are not shown at the start.
  public Set<String> offAtStart() {
    return all.stream()
        .filter(layer -> !layer.on())
        .map(SensorLayer::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Optional<Integer> holding(String kind, Predicate<SensorLayer> among) {
    String k = kind.toLowerCase(Locale.ROOT);
    return find(layer -> among.test(layer) && layer.kinds().contains(k))
        .or(() -> find(l -> among.test(l) && l.words().stream().anyMatch(k::contains)));
  }

  private Optional<Integer> find(Predicate<SensorLayer> test) {
    for (int i = 0; i < all.size(); i++) {
      if (test.test(all.get(i))) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /// Read when they are first asked for.
  private static final class Shipped {
    static final SensorLayers LAYERS = read();

    private static SensorLayers read() {
      try (InputStream in = SensorLayers.class.getResourceAsStream("/belvedere/" + SHIPPED)) {
        var reader =
            new SensorLayersReader(
                SHIPPED,
                name -> {
                  throw new IllegalArgumentException("ours are written as path data");
                },
                Map.of());
        reader.read(Objects.requireNonNull(in).readAllBytes());
        if (!reader.problems().isEmpty()) {
          throw new IllegalStateException(String.join(" ", reader.problems()));
        }
        return new SensorLayers(reader.layers());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
