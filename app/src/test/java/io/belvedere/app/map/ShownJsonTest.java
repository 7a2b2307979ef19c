package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.belvedere.app.FloodStory;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.Layer;
import io.belvedere.app.session.LayerSettings;
import io.belvedere.app.session.Mode;
import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ShownJsonTest {
  private static final long FLOODED = FloodStory.NOW - 26 * Micros.PER_MINUTE;

  private final FloodStory story = new FloodStory();

  @Test
  void pastSaysWhatItIsAndHoldsItsOwnValues() throws IOException {
    JsonNode json = written(story.at(FLOODED, Mode.REPLAY), LayerSettings.INITIAL);
    assertThat(json.path("type").asText()).isEqualTo("FeatureCollection");
    assertThat(json.path("instant").asText()).isEqualTo("2026-11-23T13:14:00Z");
    assertThat(json.path("knownAt").asText()).isEqualTo("2026-11-23T13:40:00Z");
    assertThat(json.path("mode").asText()).isEqualTo("replay");
    assertThat(json.path("reality").asText()).isEqualTo("SIMULATED");
    assertThat(json.path("attribution").asText()).contains("OpenStreetMap");
    assertThat(json.path("layers")).extracting(JsonNode::asText).contains("roads", "outlines");
    assertThat(json.path("bbox")).hasSize(4);
    JsonNode gauge = feature(json, "gauge-rue");
    JsonNode stream = gauge.path("properties").path("datastreams").get(0);
    assertThat(stream.path("value").asDouble()).isEqualTo(46);
    assertThat(stream.path("eventTime").asText()).isEqualTo("2026-11-23T13:14:00Z");
    assertThat(stream.path("ageSeconds").asDouble()).isZero();
    assertThat(gauge.path("properties").path("severity").asText()).isEqualTo("p1");
    assertThat(gauge.path("properties").path("liveness").asText()).isEqualTo("fresh");
    assertThat(feature(json, "r2").path("properties").path("state").asText()).isEqualTo("flooded");
    assertThat(feature(json, "r2").path("geometry").path("coordinates")).hasSize(2);
  }

  @Test
  void layerThatIsOffIsNotWritten() throws IOException {
    JsonNode json =
        written(story.at(FLOODED, Mode.REPLAY), LayerSettings.INITIAL.with(Layer.ROADS, false));
    assertThat(json.path("features"))
        .extracting(feature -> feature.path("properties").path("is").asText())
        .contains("thing")
        .doesNotContain("road");
  }

  @Test
  void captionTellsTheSameAndWrapsToAnyWidth() {
    Provenance from = provenance(story.at(FLOODED, Mode.REPLAY), LayerSettings.INITIAL);
    assertThat(from.caption().getFirst())
        .isEqualTo("SIMULATED · REPLAY, as known at 14:40:00 · Mon 23 Nov 2026 14:14:00 +01:00");
    assertThat(from.fileName()).isEqualTo("monaco-20261123-141400-replay");
    List<String> lines = new Caption(from.caption(), 280).lines();
    assertThat(lines).hasSizeGreaterThan(3);
    assertThat(String.join(" ", lines)).isEqualTo(String.join(" ", from.caption()));
  }

  private static JsonNode written(InstantOnScreen instant, LayerSettings layers)
      throws IOException {
    View view =
        View.of(new Camera(0.5, 0.5, 15, 800, 600).fitting(FloodStory.map().bounds(), 0), 1);
    MapPicture picture = DrawnMonaco.of(FloodStory.map(), instant, view);
    return new ObjectMapper()
        .readTree(ShownJson.of(picture, instant.districts(), view, provenance(instant, layers)));
  }

  private static Provenance provenance(InstantOnScreen instant, LayerSettings layers) {
    return Provenance.of(instant, layers, FloodStory.map().attribution());
  }

  private static JsonNode feature(JsonNode json, String id) {
    return StreamSupport.stream(json.path("features").spliterator(), false)
        .filter(feature -> feature.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
