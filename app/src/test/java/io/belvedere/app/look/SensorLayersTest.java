package io.belvedere.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.look.SensorLayer.DrawnAs;
import io.belvedere.app.look.SensorLayers.Read;
import io.belvedere.app.look.SensorState.When;
import io.belvedere.ingest.model.Severity;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // JUnit makes the folder
class SensorLayersTest {
  private static final SensorLayers SHIPPED = SensorLayers.shipped();
  private static final String GOOD =
      """
      {"id": "water-quality", "title": "Water quality", "kinds": ["Turbidity"],
       "words": ["water-quality"], "symbol": {"fill": "M0 -6L5 4L-5 4Z"},
       "zoom": {"from": 14, "to": 20}, "on": false,
       "states": [
         {"category": "murky", "title": "Murky", "symbol": {"stroke": "M-5 0L5 0"}},
         {"from": 2, "to": 5, "title": "Cloudy", "colour": "text"},
         {"severity": "P2", "title": "Not to be drunk"}]}
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "water-level, water-level",
    "water-main, water-main",
    "road-segment, traffic",
    "Ambulance, emergency-vehicle",
    "bus, vehicle",
    "substation, power",
    "gateway-battery, gateway",
    "something new, other"
  })
  void kindsAreKnownByTheirWords(String kind, String layer) {
    assertThat(SHIPPED.of(kind).id()).isEqualTo(layer);
  }

  @Test
  void whatMovesIsAVehicleAndWhatStandsIsNone() {
    assertThat(layerOf(SHIPPED, true, "police")).isEqualTo("emergency-vehicle");
    assertThat(layerOf(SHIPPED, true, "noise")).isEqualTo("vehicle");
    assertThat(layerOf(SHIPPED, false, "fire-detector")).isEqualTo("other");
    assertThat(layerOf(SHIPPED, false, "gauge", "water-level")).isEqualTo("water-level");
  }

  @Test
  void everyShippedSymbolStaysInItsBoxAndLooksLikeNoOther() {
    for (SensorLayer layer : SHIPPED.all()) {
      for (String data : List.of(layer.symbol().stroke(), layer.symbol().fill())) {
        Rectangle2D bounds = SvgPath.parse(data).getBounds2D();
        assertThat(bounds.isEmpty() || new Rectangle2D.Double(-8, -8, 16, 16).contains(bounds))
            .as(layer.id())
            .isTrue();
      }
    }
    List<String> paths =
        SHIPPED.all().stream()
            .filter(layer -> !layer.drawnAs().moves())
            .map(layer -> layer.symbol().stroke() + "|" + layer.symbol().fill())
            .toList();
    assertThat(paths).doesNotHaveDuplicates();
  }

  @Test
  void aFileAddsALayer() throws IOException {
    Read read = read(GOOD);
    assertThat(read.problems()).isEmpty();
    assertThat(read.trouble()).isEmpty();
    assertThat(read.layers().all()).hasSize(SHIPPED.all().size() + 1);
    SensorLayer layer = read.layers().of("turbidity");
    assertThat(layer.title()).isEqualTo("Water quality");
    assertThat(layer.drawnAs()).isEqualTo(DrawnAs.SENSOR);
    assertThat(layer.symbol().fill()).isEqualTo("M0 -6L5 4L-5 4Z");
    assertThat(layer.isDrawnAt(13.9)).isFalse();
    assertThat(layer.isDrawnAt(14)).isTrue();
    assertThat(layer.isDrawnAt(20.1)).isFalse();
    assertThat(read.layers().offAtStart()).containsExactly("water-quality");
    assertThat(layer.states()).hasSize(3);
    assertThat(layer.states().get(0).when()).isEqualTo(new When.Category("murky"));
    assertThat(layer.states().get(0).symbol()).isPresent();
    assertThat(layer.states().get(1).when()).isEqualTo(new When.Range(2, 5));
    assertThat(layer.states().get(1).ink()).isEqualTo(Optional.of(Token.TEXT));
    assertThat(layer.states().get(2).when()).isEqualTo(new When.OfSeverity(Severity.P2));
  }

  @Test
  void aCitysOwnWordsGoBeforeOursAndWholeKindsBeforeAllWords() throws IOException {
    SensorLayers layers =
        read("""
                [{"id": "tank", "title": "Tanks", "words": ["water"], "symbol": {"fill": "M0 0L1 1L0 1Z"}},
                 {"id": "well", "title": "Wells", "kinds": ["water-well"], "order": 500,
                  "symbol": {"fill": "M0 0L1 1L0 1Z"}}]
                """)
            .layers();
    assertThat(layers.of("water-level").id()).isEqualTo("tank");
    assertThat(layers.of("water-well").id()).isEqualTo("well");
    assertThat(layers.all().getLast().id()).isEqualTo("well");
  }

  @Test
  void aLayerWithAnIdOfOursTakesItsPlace() throws IOException {
    SensorLayers layers =
        read("""
                {"id": "pump", "title": "Pumping stations", "words": ["pump"],
                 "symbol": {"stroke": "M-5 0L5 0"}}
                """)
            .layers();
    assertThat(layers.all().stream().map(SensorLayer::id).toList())
        .isEqualTo(SHIPPED.all().stream().map(SensorLayer::id).toList());
    assertThat(layers.of("pump").title()).isEqualTo("Pumping stations");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"id\": \"water-quality\" | \"id\": \"Water!\" | id: \"Water!\" is not",
        "\"id\": \"water-quality\", | | id: is missing",
        "\"title\": \"Water quality\", | | title: is missing",
        "\"Water quality\" | 7 | title: is no text",
        "Water quality | 1234567890 1234567890 1234567890 1234567890 | title: is longer than 40",
        "\"on\": false | \"on\": \"no\" | on: is neither true nor false",
        "\"on\": false | \"order\": 1.5 | order: is no whole number",
        "\"on\": false | \"drawn-as\": \"boat\" | drawn-as: \"boat\" is none of sensor, camera, road",
        "\"on\": false | \"colour\": \"red\" | colour: is not known; known are id, title",
        "[\"Turbidity\"] | \"Turbidity\" | kinds: is no list",
        "[\"Turbidity\"] | [3] | kinds[0]: is no text",
        "\"words\": [\"water-quality\"] | \"kinds\": [] | Duplicate field 'kinds'",
        "{\"fill\": \"M0 -6L5 4L-5 4Z\"} | {} | symbol: has neither stroke nor fill",
        "{\"fill\": \"M0 -6L5 4L-5 4Z\"} | 5 | symbol: is no object",
        "M0 -6L5 4L-5 4Z | M0 -6L5 | symbol.fill: A number of L is missing: M0 -6L5",
        "M0 -6L5 4L-5 4Z | M0 -6L50 4 | symbol.fill: reaches out of its box",
        "{\"fill\": \"M0 -6L5 4L-5 4Z\"} | \"none.svg\" | symbol: there is no file",
        "{\"fill\": \"M0 -6L5 4L-5 4Z\"} | \"../up.svg\" | symbol: ../up.svg is not in the folder",
        "\"from\": 14 | \"from\": 3 | zoom.from: 3.0 is not within 8 to 21",
        "\"from\": 14 | \"from\": \"near\" | zoom.from: is no number",
        "\"from\": 14, \"to\": 20 | \"from\": 20, \"to\": 14 | zoom: from 20.0 is not before to 14.0",
        "\"from\": 2, \"to\": 5 | \"from\": 5, \"to\": 2 | states[1]: from 5.0 is not before to 2.0",
        "\"category\": \"murky\" | \"category\": \"murky\", \"from\": 1 | states[0]: needs exactly one",
        "\"category\": \"murky\", | | states[0]: needs exactly one of category",
        "\"severity\": \"P2\" | \"severity\": \"P9\" | states[2].severity: \"P9\" is none of normal, p4",
        "\"colour\": \"text\" | \"colour\": \"p1\" | states[1].colour: \"p1\" is none of normal-dot",
        "\"Murky\" | \"\" | states[0].title: is no text",
        "M-5 0L5 0 | M-9 0L5 0 | states[0].symbol.stroke: reaches out"
      })
  void aBadFieldIsNamedAndTheLayerLeftOut(String part, String bad, String reason)
      throws IOException {
    assertThat(GOOD).contains(part);
    Read read = read(GOOD.replace(part, bad == null ? "" : bad));
    assertThat(read.problems()).hasSize(1);
    assertThat(read.problems().getFirst())
        .startsWith(folder.resolve("own.json").toString())
        .contains(reason);
    assertThat(read.layers().all()).hasSize(SHIPPED.all().size());
    assertThat(read.trouble()).hasValueSatisfying(t -> assertThat(t).contains(reason));
  }

  @Test
  void whoNamesNoKindHoldsNothing() throws IOException {
    Read read = read("{\"id\": \"a\", \"title\": \"A\", \"symbol\": {\"stroke\": \"M0 0L1 1\"}}");
    assertThat(read.problems().getFirst())
        .contains("own.json, layer a: kinds: neither kinds nor words");
  }

  @Test
  void brokenJsonIsToldWithItsLine() throws IOException {
    assertThat(read("[\n{\"id\": \"a\",\n}]").problems().getFirst()).contains("own.json, line 3: ");
    assertThat(read("7").problems().getFirst()).contains("neither a layer nor a list");
    assertThat(read("[7]").problems().getFirst()).contains("layer number 1: layer: is no object");
    assertThat(read("[] 7").problems()).hasSize(1);
  }

  @Test
  void theRestOfABadFileIsRead() throws IOException {
    Read read = read("[{\"id\": \"bad\"}, " + GOOD + ", " + GOOD + "]");
    assertThat(read.problems()).hasSize(2);
    assertThat(read.problems().get(1)).contains("layer water-quality: id: is in the file twice");
    assertThat(read.trouble().orElseThrow()).contains("layer bad").contains("And 1 more");
    assertThat(read.layers().of("turbidity").id()).isEqualTo("water-quality");
  }

  @Test
  void ofTwoFilesWithTheSameIdTheFirstIsRead() throws IOException {
    Files.writeString(folder.resolve("a.json"), GOOD);
    Read read = read(GOOD);
    assertThat(read.problems())
        .singleElement()
        .asString()
        .contains("own.json, layer water-quality: id: is taken by")
        .contains("a.json");
  }

  @Test
  void theExampleOfTheReadmeIsOne() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    int from = readme.indexOf("{\"id\": \"floodgate\"");
    Files.writeString(
        folder.resolve("shut.svg"), "<svg viewBox='0 0 8 8'><path d='M1 1L7 7L1 7Z'/></svg>");
    Read read = read(readme.substring(from, readme.indexOf("```", from)));
    assertThat(read.problems()).isEmpty();
    assertThat(read.layers().of("sluice").title()).isEqualTo("Floodgates");
  }

  @Test
  void withoutAFolderThereAreOurs() {
    Read read = SensorLayers.with(folder.resolve("none"));
    assertThat(read.problems()).isEmpty();
    assertThat(read.layers().all()).isEqualTo(SHIPPED.all());
  }

  @Test
  void anSvgFileIsASymbol() throws IOException {
    SymbolGlyph glyph =
        svg(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none"
                stroke="currentColor"><title>Drop</title>
              <g><circle cx="12" cy="12" r="12"/></g>
              <rect x="0" y="12" width="12" height="12" style="fill: #000; stroke: none"/>
            </svg>
            """);
    Rectangle2D stroked = SvgPath.parse(glyph.stroke()).getBounds2D();
    assertThat(stroked.getMinX()).isCloseTo(-8, org.assertj.core.data.Offset.offset(0.01));
    assertThat(stroked.getMaxY()).isCloseTo(8, org.assertj.core.data.Offset.offset(0.01));
    assertThat(SvgPath.parse(glyph.fill()).getBounds2D())
        .isEqualTo(new Rectangle2D.Double(-8, 0, 8, 8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<svg viewBox='0 0 24 24'><path d='M0 0L9 9' transform='scale(2)'/></svg> | is transformed",
        "<svg viewBox='0 0 24 24'><text>A</text></svg> | <text> is not understood",
        "<svg viewBox='0 0 24 24'><path d='M0 0L99 9'/></svg> | reaches out of the viewBox",
        "<svg viewBox='0 0 24'><path d='M0 0L9 9'/></svg> | viewBox is not four numbers",
        "<svg><path d='M0 0L9 9'/></svg> | neither viewBox nor width and height",
        "<svg viewBox='0 0 24 24'/> | has no shape",
        "<svg viewBox='0 0 24 24'><circle r='big'/></svg> | r of <circle> is no number: big",
        "<html/> | is no SVG but <html>",
        "<svg | line 1 of the file"
      })
  void anSvgFileThatIsNoSymbolIsRefused(String svg, String reason) throws IOException {
    Files.writeString(folder.resolve("own.svg"), svg);
    Read read = read(GOOD.replace("{\"fill\": \"M0 -6L5 4L-5 4Z\"}", "\"own.svg\""));
    assertThat(read.problems()).singleElement().asString().contains("symbol: ").contains(reason);
  }

  @Test
  void anSvgFileReadsNoOtherFile() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "M0 0L8 8");
    Files.writeString(
        folder.resolve("own.svg"),
        "<!DOCTYPE svg [<!ENTITY x SYSTEM '"
            + secret.toUri()
            + "'>]>"
            + "<svg viewBox='0 0 16 16'><path d='&x;'/>&x;</svg>");
    Read read = read(GOOD.replace("{\"fill\": \"M0 -6L5 4L-5 4Z\"}", "\"own.svg\""));
    assertThat(read.problems()).hasSize(1);
  }

  private SymbolGlyph svg(String svg) throws IOException {
    Files.writeString(folder.resolve("own.svg"), svg);
    Read read = read(GOOD.replace("{\"fill\": \"M0 -6L5 4L-5 4Z\"}", "\"own.svg\""));
    assertThat(read.problems()).isEmpty();
    return read.layers().of("turbidity").symbol();
  }

  private Read read(String json) throws IOException {
    Files.writeString(folder.resolve("own.json"), json);
    return SensorLayers.with(folder);
  }

  private static String layerOf(SensorLayers layers, boolean moves, String... kinds) {
    return layers.all().get(layers.indexOf(moves, kinds)).id();
  }
}
