package io.belvedere.app.look;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/// Reads a symbol from an SVG file: its shapes, brought into the box of a [SymbolGlyph]. What has a
/// stroke is stroked, in our width; what is filled is filled; colours are ours. Transformations,
/// texts and pictures are refused, because a symbol that lacks them would be another one.
final class SvgFile {
  private static final Set<String> WITHOUT_SHAPE = Set.of("title", "desc", "metadata", "defs");

  private final Path2D stroke = new Path2D.Double();
  private final Path2D fill = new Path2D.Double();

  private SvgFile() {}

  /// @throws IllegalArgumentException with what is wrong
  static SymbolGlyph read(byte[] xml) throws IOException {
    Element svg = parse(xml);
    if (!name(svg).equals("svg")) {
      throw new IllegalArgumentException("the file is no SVG but <" + name(svg) + ">");
    }
    double[] box = box(svg);
    SvgFile file = new SvgFile();
    file.readChildren(svg, paint(svg, "fill", "black"), paint(svg, "stroke", "none"));
    AffineTransform toBox = new AffineTransform();
    double scale = 2 * SymbolGlyph.HALF / Math.max(box[2], box[3]);
    toBox.scale(scale, scale);
    toBox.translate(-box[0] - box[2] / 2, -box[1] - box[3] / 2);
    String stroked = placed(file.stroke, toBox);
    String filled = placed(file.fill, toBox);
    if (stroked.isEmpty() && filled.isEmpty()) {
      throw new IllegalArgumentException("the file has no shape");
    }
    return new SymbolGlyph(stroked, filled);
  }

  private static Element parse(byte[] xml) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setExpandEntityReferences(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // Tells nobody on the terminal: whoever reads the file is told.
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new ByteArrayInputStream(xml)).getDocumentElement();
    } catch (SAXParseException e) {
      throw new IllegalArgumentException(
          "line %d of the file: %s".formatted(e.getLineNumber(), e.getMessage()), e);
    } catch (SAXException e) {
      throw new IllegalArgumentException("the file is no XML: " + e.getMessage(), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @return left, top, width, height
  private static double[] box(Element svg) {
    if (svg.hasAttribute("viewBox")) {
      double[] box = numbers(svg, "viewBox");
      if (box.length == 4 && box[2] > 0 && box[3] > 0) {
        return box;
      }
      throw new IllegalArgumentException(
          "viewBox is not four numbers: " + svg.getAttribute("viewBox"));
    }
    double width = number(svg, "width");
    double height = number(svg, "height");
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException("the file says neither viewBox nor width and height");
    }
    return new double[] {0, 0, width, height};
  }

  private void readChildren(Element parent, boolean filled, boolean stroked) {
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element element && !WITHOUT_SHAPE.contains(name(element))) {
        if (element.hasAttribute("transform")) {
          throw new IllegalArgumentException(
              "<" + name(element) + "> is transformed: draw it where it belongs");
        }
        boolean fills = paint(element, "fill", filled ? "black" : "none");
        boolean strokes = paint(element, "stroke", stroked ? "black" : "none");
        if (name(element).equals("g")) {
          readChildren(element, fills, strokes);
        } else {
          Path2D shape = SvgPath.parse(pathOf(element));
          if (fills) {
            fill.append(shape, false);
          }
          if (strokes) {
            stroke.append(shape, false);
          }
        }
      }
    }
  }

  private static String pathOf(Element e) {
    return switch (name(e)) {
      case "path" -> e.getAttribute("d");
      case "line" ->
          path("M%s %sL%s %s", number(e, "x1"), number(e, "y1"), number(e, "x2"), number(e, "y2"));
      case "polyline" -> "M" + e.getAttribute("points");
      case "polygon" -> "M" + e.getAttribute("points") + "Z";
      case "rect" ->
          path(
              "M%s %sh%sv%sh%sZ",
              number(e, "x"),
              number(e, "y"),
              number(e, "width"),
              number(e, "height"),
              -number(e, "width"));
      case "circle" -> ellipse(e, number(e, "r"), number(e, "r"));
      case "ellipse" -> ellipse(e, number(e, "rx"), number(e, "ry"));
      default ->
          throw new IllegalArgumentException(
              "<" + name(e) + "> is not understood; draw it as a path");
    };
  }

  private static String ellipse(Element e, double rx, double ry) {
    return path(
        "M%s %sa%s %s 0 1 0 %s 0a%s %s 0 1 0 %s 0Z",
        number(e, "cx") - rx, number(e, "cy"), rx, ry, 2 * rx, rx, ry, -2 * rx);
  }

  private static String path(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers);
  }

  private static String placed(Path2D path, AffineTransform toBox) {
    path.transform(toBox);
    Rectangle2D bounds = path.getBounds2D();
    double reach = SymbolGlyph.HALF + 0.01;
    if (bounds.getMinX() < -reach
        || bounds.getMinY() < -reach
        || bounds.getMaxX() > reach
        || bounds.getMaxY() > reach) {
      throw new IllegalArgumentException("a shape reaches out of the viewBox");
    }
    return SvgPath.write(path);
  }

  /// Whether it is painted; also by a style, which goes before the attribute.
  private static boolean paint(Element element, String property, String inherited) {
    String value = element.hasAttribute(property) ? element.getAttribute(property) : inherited;
    for (String rule : element.getAttribute("style").split(";", -1)) {
      String[] parts = rule.split(":", 2);
      if (parts.length == 2 && parts[0].strip().equals(property)) {
        value = parts[1];
      }
    }
    return !value.strip().equals("none");
  }

  private static double number(Element element, String attribute) {
    String value = element.getAttribute(attribute).replace("px", "").strip();
    try {
      return value.isEmpty() ? 0 : Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s of <%s> is no number: %s".formatted(attribute, name(element), value), e);
    }
  }

  private static double[] numbers(Element element, String attribute) {
    try {
      return Arrays.stream(element.getAttribute(attribute).strip().split("[\\s,]+", -1))
          .mapToDouble(Double::parseDouble)
          .toArray();
    } catch (NumberFormatException e) {
      return new double[0];
    }
  }

  private static String name(Element element) {
    return element.getLocalName();
  }
}
