package io.belvedere.app.map;

import io.belvedere.app.look.Token;
import io.belvedere.app.map.TileKey.Level;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.Mercator;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides where the names of a whole city stand at one zoom: quarters first, then main roads, then
/// lesser ones; whoever finds their place taken is left out. Because it looks at the whole city and
/// never at the view, a name neither jumps nor is cut when the map is moved.
final class LabelLayout {
  /// More names than this help nobody, in a city of any size.
  private static final int MOST = 1500;

  private static final double HALO = 3;
  private static final double[] ALONG = {0.5, 0.35, 0.65, 0.2, 0.8};

  private static final double[] SHIFTS = {0, -14, 14, -28, 28, -42, 42};

  private final List<Area> areas;
  private final List<Facility> facilities;
  private final List<StreetLines.Line> streets;

  LabelLayout(CityMap map) {
    this.areas = map.areas();
    this.facilities = map.facilities();
    // A tunnel's name would stand on whatever lies above it.
    this.streets = StreetLines.of(map.roads().stream().filter(r -> !r.tunnel()).toList());
  }

  List<Label> layout(Level level) {
    List<Label> labels = new ArrayList<>();
    Taken taken = new Taken();
    if (level.zoom() >= 12) {
      for (Area area : areas) {
        labels.add(quarter(area, level, taken));
      }
    }
    double perLogical = 256 * Math.pow(2, level.zoom());
    for (Facility facility : facilities) {
      if (level.zoom() >= Facilities.shownFrom(facility.kind())) {
        taken.take(List.of(sign(facility, perLogical)));
      }
    }
    for (StreetLines.Line street : streets) {
      if (labels.size() < MOST && level.zoom() >= nameFrom(street.roadClass())) {
        along(street, level, taken).ifPresent(labels::add);
      }
    }
    return labels;
  }

  /// Where it belongs, or a line higher or lower if the sign of a facility or another name stands
  /// there. A quarter is never left without its name.
  private Label quarter(Area area, Level level, Taken taken) {
    double size = level.zoom() < 14 ? 12 : 15;
    Text text = new Text(area.name(), MapFont.semibold(size), Token.TEXT, level);
    double perLogical = 256 * Math.pow(2, level.zoom());
    double x = Mercator.x(area.labelLon());
    double y = Mercator.y(area.labelLat());
    for (double shift : SHIFTS) {
      double shifted = y + shift / perLogical;
      if (facilities.stream()
          .filter(f -> level.zoom() >= Facilities.shownFrom(f.kind()))
          .filter(f -> f.kind().compareTo(FacilityKind.SCHOOL) < 0)
          .noneMatch(f -> text.covers(x, shifted, sign(f, perLogical)))) {
        Optional<Label> label = text.place(x, shifted, 0, taken);
        if (label.isPresent()) {
          return label.get();
        }
      }
    }
    return new Label(x, y, text.sprite(0));
  }

  private static Rectangle2D sign(Facility facility, double perLogical) {
    double x = Mercator.x(facility.lon()) * perLogical;
    double y = Mercator.y(facility.lat()) * perLogical;
    return new Rectangle2D.Double(x - 9, y - 9, 18, 18);
  }

  private static double nameFrom(RoadClass roadClass) {
    return switch (roadClass) {
      case MOTORWAY, TRUNK, PRIMARY -> 14.5;
      case SECONDARY, TERTIARY -> 15.25;
      case RESIDENTIAL -> 16.25;
      case SERVICE, PEDESTRIAN, PATH, STEPS -> 17;
      case RAIL -> Double.MAX_VALUE;
    };
  }

  /// Where the street is straight and long enough for its name.
  private static Optional<Label> along(StreetLines.Line street, Level level, Taken taken) {
    double perLogical = 256 * Math.pow(2, level.zoom());
    double length = street.length() * perLogical;
    // Six pixels a letter is less than any name needs: spares measuring most of them.
    if (length < street.name().length() * 6.0) {
      return Optional.empty();
    }
    Text text = new Text(street.name(), MapFont.regular(12), Token.TEXT_SECONDARY, level);
    if (length < text.width + 8) {
      return Optional.empty();
    }
    for (double part : ALONG) {
      double middle = length * part;
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
        Optional<Label> label =
            text.place(
                (from[0] + to[0] + 2 * mid[0]) / 4,
                (from[1] + to[1] + 2 * mid[1]) / 4,
                upright,
                taken);
        if (label.isPresent()) {
          return label;
        }
      }
    }
    return Optional.empty();
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

  /// A name, measured.
  private static final class Text {
    final double width;
    private final double height;
    private final TextLayout layout;
    private final Token token;
    private final Level level;

    Text(String name, Font font, Token token, Level level) {
      this.layout = new TextLayout(name, font, MapFont.MEASURE);
      this.width = layout.getAdvance();
      this.height = layout.getAscent() + layout.getDescent();
      this.token = token;
      this.level = level;
    }

    Optional<Label> place(double x, double y, double angle, Taken taken) {
      double perLogical = 256 * Math.pow(2, level.zoom());
      List<Rectangle2D> boxes = boxes(x * perLogical, y * perLogical, angle);
      return taken.take(boxes) ? Optional.of(new Label(x, y, sprite(angle))) : Optional.empty();
    }

    boolean covers(double x, double y, Rectangle2D box) {
      double perLogical = 256 * Math.pow(2, level.zoom());
      return boxes(x * perLogical, y * perLogical, 0).getFirst().intersects(box);
    }

    /// A slanted name takes a chain of small boxes, not one large one.
    private List<Rectangle2D> boxes(double x, double y, double angle) {
      double side = height + 2;
      if (angle == 0) {
        return List.of(new Rectangle2D.Double(x - width / 2 - 4, y - side / 2, width + 8, side));
      }
      int count = (int) Math.ceil(width / side) + 1;
      List<Rectangle2D> boxes = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        double along = ((double) i / (count - 1) - 0.5) * width;
        boxes.add(
            new Rectangle2D.Double(
                x + Math.cos(angle) * along - side / 2,
                y + Math.sin(angle) * along - side / 2,
                side,
                side));
      }
      return boxes;
    }

    private Sprite sprite(double angle) {
      AffineTransform turn = AffineTransform.getRotateInstance(angle);
      turn.translate(-width / 2, (layout.getAscent() - layout.getDescent()) / 2);
      Shape outline = layout.getOutline(turn);
      double halfWidth =
          (Math.abs(Math.cos(angle)) * width + Math.abs(Math.sin(angle)) * height) / 2;
      double halfHeight =
          (Math.abs(Math.sin(angle)) * width + Math.abs(Math.cos(angle)) * height) / 2;
      return Brush.centred(
          halfWidth + HALO,
          halfHeight + HALO,
          level.scale(),
          g -> {
            g.setColor(Brush.color((level.style().land() & 0xFFFFFF) | 0xD8000000));
            g.setStroke(
                new BasicStroke((float) HALO, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(outline);
            g.setColor(Brush.color(level.style().color(token)));
            g.fill(outline);
          });
    }
  }

  /// The boxes that names already stand on, by cell.
  private static final class Taken {
    private static final double CELL = 128;

    private final Map<Long, List<Rectangle2D>> byCell = new HashMap<>();

    /// Takes all boxes, or none if one of them is taken.
    boolean take(List<Rectangle2D> boxes) {
      for (Rectangle2D box : boxes) {
        for (long cell : cells(box)) {
          for (Rectangle2D other : byCell.getOrDefault(cell, List.of())) {
            if (other.intersects(box)) {
              return false;
            }
          }
        }
      }
      for (Rectangle2D box : boxes) {
        for (long cell : cells(box)) {
          byCell.computeIfAbsent(cell, c -> new ArrayList<>()).add(box);
        }
      }
      return true;
    }

    private static List<Long> cells(Rectangle2D box) {
      List<Long> cells = new ArrayList<>();
      long columns = (long) Math.floor(box.getMaxX() / CELL);
      long rows = (long) Math.floor(box.getMaxY() / CELL);
      for (long row = (long) Math.floor(box.getMinY() / CELL); row <= rows; row++) {
        for (long column = (long) Math.floor(box.getMinX() / CELL); column <= columns; column++) {
          cells.add((row << 32) ^ (column & 0xFFFFFFFFL));
        }
      }
      return cells;
    }
  }
}
