package io.belvedere.app.map;

import io.belvedere.app.look.Token;
import io.belvedere.app.map.TileKey.Level;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.Mercator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides where the names of a whole city stand: quarters first, then main roads, then facilities,
/// then lesser roads; whoever finds their place taken is left out.
///
/// Because it looks at the whole city and never at the view, a name neither jumps nor is cut when
/// the map is moved. Within half a level of zoom the names stay as they are: they keep their size
/// while the ground grows, so that none that stood free comes to touch another. The next half level
/// keeps those that it finds and fills the room between them.
final class LabelLayout {
  /// More names than this help nobody, in a city of any size.
  private static final int MOST = 1500;

  private static final double[] ALONG = {0.5, 0.35, 0.65, 0.2, 0.8};

  /// Logical pixels.
  private static final double[] SLIDES = {0, 12, -12, 24, -24, 36, -36};

  private static final double[] SHIFTS = {0, -14, 14, -28, 28, -42, 42};

  /// Half of a facility's sign, logical pixels.
  private static final double SIGN = 9;

  /// Half levels at which names begin, and at which those of quarters grow.
  private static final int FIRST = 24;

  private static final int LARGE_QUARTERS = 28;

  private final List<Area> areas;
  private final List<Facility> facilities;
  private final List<StreetLines.Line> streets;
  private final Map<Object, NameText> texts = new HashMap<>();
  private final Map<Integer, List<Placed>> placed = new HashMap<>();

  /// A name in its place.
  ///
  /// @param of the quarter, street or facility that it names
  /// @param x in the unit square
  /// @param part where along its street it stands; else by which side of its facility
  /// @param aside from the place to the name's middle, logical pixels
  private record Placed(
      Object of,
      NameText text,
      double x,
      double y,
      double angle,
      double part,
      double aside,
      double below) {
    Label label(Level level) {
      return new Label(
          text.name,
          x,
          y,
          (int) Math.round(aside * level.scale()),
          (int) Math.round(below * level.scale()),
          of instanceof Facility,
          text.sprite(angle, level));
    }

    List<Rectangle2D> boxes(double perLogical) {
      return text.boxes(x * perLogical + aside, y * perLogical + below, angle);
    }
  }

  LabelLayout(CityMap map) {
    this.areas = map.areas();
    this.facilities = map.facilities();
    // A tunnel's name would stand on whatever lies above it.
    this.streets = StreetLines.of(map.roads().stream().filter(r -> !r.tunnel()).toList());
  }

  List<Label> layout(Level level) {
    int halfLevel = (int) Math.floor(level.zoom() * 2);
    return placed(halfLevel).stream().map(name -> name.label(level)).toList();
  }

  private List<Placed> placed(int halfLevel) {
    if (halfLevel < FIRST) {
      return List.of();
    }
    List<Placed> known = placed.get(halfLevel);
    if (known == null) {
      boolean anew = halfLevel == FIRST || halfLevel == LARGE_QUARTERS;
      known = new Step(halfLevel).place(anew ? List.of() : placed(halfLevel - 1));
      placed.put(halfLevel, known);
    }
    return known;
  }

  private NameText text(Object of, String name, double size, Token token) {
    return texts.computeIfAbsent(of, o -> new NameText(name, size, token));
  }

  private static double nameFrom(RoadClass roadClass) {
    return switch (roadClass) {
      case MOTORWAY, TRUNK, PRIMARY -> 14.5;
      case SECONDARY, TERTIARY -> 15;
      case RESIDENTIAL -> 16.5;
      case SERVICE, PEDESTRIAN, PATH, STEPS -> 17;
      case RAIL -> Double.MAX_VALUE;
    };
  }

  private static boolean isMain(StreetLines.Line street) {
    return street.roadClass().compareTo(RoadClass.TERTIARY) <= 0;
  }

  /// The work for half a level of zoom.
  private final class Step {
    private final double zoom;
    private final double perLogical;
    private final TakenBoxes taken = new TakenBoxes();

    /// The signs of all facilities, also of those that are drawn only nearer.
    private final TakenBoxes later = new TakenBoxes();

    private final List<Placed> names = new ArrayList<>();
    private final Set<Object> there = new HashSet<>();

    Step(int halfLevel) {
      zoom = halfLevel / 2.0;
      perLogical = 256 * Math.pow(2, zoom);
    }

    List<Placed> place(List<Placed> coarser) {
      Map<Object, Placed> before = new HashMap<>();
      coarser.forEach(name -> before.put(name.of, name));
      for (Area area : areas) {
        Optional.ofNullable(before.get(area)).ifPresent(this::keep);
      }
      for (Area area : areas) {
        if (!there.contains(area)) {
          quarter(area).ifPresent(this::keep);
        }
      }
      for (Facility facility : facilities) {
        later.add(List.of(sign(facility)));
        // Also those that come before the next step.
        if (zoom + 0.5 > Facilities.shownFrom(facility.kind())) {
          taken.add(List.of(sign(facility)));
        }
      }
      // Who is there stays there, if only another sign has not taken the place.
      for (Placed name : coarser) {
        switch (name.of) {
          case StreetLines.Line street ->
              along(street, slid(street, name.part), taken).ifPresent(this::keep);
          case Facility facility ->
              beside(facility, new int[] {(int) name.part}).ifPresent(this::keep);
          default -> {}
        }
      }
      streets.stream().filter(LabelLayout::isMain).forEach(this::street);
      facilities.forEach(this::facility);
      streets.stream().filter(street -> !isMain(street)).forEach(this::street);
      return List.copyOf(names);
    }

    /// A little along its street it may go, where a sign comes.
    private double[] slid(StreetLines.Line street, double part) {
      double[] parts = SLIDES.clone();
      for (int i = 0; i < parts.length; i++) {
        parts[i] = part + SLIDES[i] / (street.length() * perLogical);
      }
      return parts;
    }

    private void keep(Placed name) {
      names.add(name);
      there.add(name.of);
      taken.add(name.boxes(perLogical));
    }

    private boolean isThere(Object of) {
      return names.size() >= MOST || there.contains(of);
    }

    private void street(StreetLines.Line street) {
      if (zoom >= nameFrom(street.roadClass()) && !isThere(street)) {
        // Best where no sign comes later, so that it can stay.
        along(street, ALONG, later).or(() -> along(street, ALONG, taken)).ifPresent(this::keep);
      }
    }

    private void facility(Facility facility) {
      if (zoom >= Facilities.namedFrom(facility.kind())
          && !facility.name().isEmpty()
          && !isThere(facility)) {
        beside(facility, new int[] {0, 1, 2, 3}).ifPresent(this::keep);
      }
    }

    /// Where it belongs, or a line higher or lower if the sign of a facility or another name stands
    /// there. Unless one looks from far away, a quarter is never left without its name.
    private Optional<Placed> quarter(Area area) {
      double size = isLarge() ? 15 : 12;
      NameText text = NameText.semibold(area.name(), size, Token.TEXT);
      double x = Mercator.x(area.labelLon());
      double y = Mercator.y(area.labelLat());
      for (double shift : SHIFTS) {
        Placed name = new Placed(area, text, x, y + shift / perLogical, 0, 0, 0, 0);
        List<Rectangle2D> boxes = name.boxes(perLogical);
        boolean free =
            facilities.stream()
                .filter(f -> f.kind().compareTo(FacilityKind.SCHOOL) < 0)
                .filter(f -> isLarge() || zoom + 0.5 > Facilities.shownFrom(f.kind()))
                .noneMatch(f -> boxes.getFirst().intersects(sign(f)));
        if (free && taken.isFree(boxes)) {
          return Optional.of(name);
        }
      }
      return isLarge() ? Optional.of(new Placed(area, text, x, y, 0, 0, 0, 0)) : Optional.empty();
    }

    /// Near enough for large names, all of which stand.
    private boolean isLarge() {
      return zoom >= LARGE_QUARTERS / 2.0;
    }

    private Rectangle2D sign(Facility facility) {
      double x = Mercator.x(facility.lon()) * perLogical;
      double y = Mercator.y(facility.lat()) * perLogical;
      return new Rectangle2D.Double(x - SIGN, y - SIGN, 2 * SIGN, 2 * SIGN);
    }

    /// Below its sign, above it, right or left.
    private Optional<Placed> beside(Facility facility, int[] sides) {
      NameText text = text(facility, facility.name(), 12, Token.TEXT_SECONDARY);
      double up = SIGN + text.height / 2 + 1;
      double across = SIGN + text.width / 2 + 4;
      for (int side : sides) {
        double aside = side == 2 ? across : side == 3 ? -across : 0;
        double below = side == 0 ? up : side == 1 ? -up : 0;
        Placed name =
            new Placed(
                facility,
                text,
                Mercator.x(facility.lon()),
                Mercator.y(facility.lat()),
                0,
                side,
                aside,
                below);
        if (taken.isFree(name.boxes(perLogical))) {
          return Optional.of(name);
        }
      }
      return Optional.empty();
    }

    /// Where the street is straight and long enough for its name.
    ///
    /// @param alsoFree where nothing may stand besides
    private Optional<Placed> along(StreetLines.Line street, double[] parts, TakenBoxes alsoFree) {
      double length = street.length() * perLogical;
      // Six pixels a letter is less than any name needs: spares measuring most of them.
      if (length < street.name().length() * 6.0) {
        return Optional.empty();
      }
      NameText text = text(street, street.name(), 12, Token.TEXT_SECONDARY);
      if (length < text.width + 8) {
        return Optional.empty();
      }
      for (double part : parts) {
        double middle = Math.clamp(length * part, text.width / 2 + 4, length - text.width / 2 - 4);
        double[] from = at(street, (middle - text.width / 2) / perLogical);
        double[] mid = at(street, middle / perLogical);
        double[] to = at(street, (middle + text.width / 2) / perLogical);
        double dx = to[0] - from[0];
        double dy = to[1] - from[1];
        double chord = Math.hypot(dx, dy) * perLogical;
        double bend = Math.abs((mid[0] - from[0]) * dy - (mid[1] - from[1]) * dx);
        double sag = chord > 0 ? bend * perLogical * perLogical / chord : Double.MAX_VALUE;
        if (chord > text.width * 0.93 && sag < 5) {
          double angle = Math.atan2(dy, dx);
          double upright =
              Math.abs(angle) > Math.PI / 2 ? angle - Math.copySign(Math.PI, angle) : angle;
          Placed name =
              new Placed(
                  street,
                  text,
                  (from[0] + to[0] + 2 * mid[0]) / 4,
                  (from[1] + to[1] + 2 * mid[1]) / 4,
                  upright,
                  part,
                  0,
                  0);
          List<Rectangle2D> boxes = name.boxes(perLogical);
          if (taken.isFree(boxes) && alsoFree.isFree(boxes)) {
            return Optional.of(name);
          }
        }
      }
      return Optional.empty();
    }
  }

  private static double[] at(StreetLines.Line street, double distance) {
    double[] p = street.points();
    double left = Math.max(0, distance);
    for (int i = 2; i < p.length; i += 2) {
      double step = Math.hypot(p[i] - p[i - 2], p[i + 1] - p[i - 1]);
      if (step > 0 && left <= step) {
        double part = left / step;
        return new double[] {
          p[i - 2] + (p[i] - p[i - 2]) * part, p[i - 1] + (p[i + 1] - p[i - 1]) * part
        };
      }
      left -= step;
    }
    return new double[] {p[p.length - 2], p[p.length - 1]};
  }
}
