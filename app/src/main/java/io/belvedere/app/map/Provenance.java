package io.belvedere.app.map;

import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.Layer;
import io.belvedere.app.session.LayerSettings;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.model.District;
import io.belvedere.ingest.time.Micros;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What has to be known of a picture of the map by whoever sees it elsewhere. Immutable.
///
/// @param known when it was known so, microseconds UTC: what arrives later is not in it
/// @param remark what has to be known of the instant beside its time; may be empty
/// @param reality of all districts on it, for example "SIMULATED"
record Provenance(
    Mode mode,
    long instant,
    long known,
    String remark,
    String reality,
    String districts,
    LayerSettings layers,
    String attribution,
    ZoneId zone) {

  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  static Provenance of(InstantOnScreen instant, LayerSettings layers, String attribution) {
    List<District> districts =
        instant.districts().stream().map(d -> d.roster().district()).toList();
    ZoneId zone = districts.isEmpty() ? ZoneOffset.UTC : districts.getFirst().timeZone();
    return new Provenance(
        instant.mode(),
        instant.instant(),
        instant.now(),
        instant.remark(new TimeText(zone)),
        districts.stream()
            .map(d -> d.reality().name())
            .distinct()
            .sorted()
            .collect(Collectors.joining(" and ")),
        districts.stream().map(d -> d.id().value()).collect(Collectors.joining("-")),
        layers,
        attribution,
        zone);
  }

  /// The sentences of a caption.
  List<String> caption() {
    TimeText time = new TimeText(zone);
    return List.of(
        reality + " · " + modeWords(time) + " · " + time.full(instant) + remarkWords(),
        "Layers: " + String.join(", ", layerNames()) + without() + " · " + attribution);
  }

  /// "live", "not-live" or "replay".
  String modeName() {
    return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  List<String> layerNames() {
    return Arrays.stream(Layer.values())
        .filter(layers::shows)
        .map(layer -> layer.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .toList();
  }

  private String without() {
    return layers.hidden().isEmpty() ? "" : " · without " + String.join(", ", layers.hidden());
  }

  /// "monaco-20261123-140300-replay", for a file.
  String fileName() {
    String when = FILE_TIME.format(Micros.toInstant(instant).atZone(zone));
    return (districts.isEmpty() ? "map" : districts) + "-" + when + "-" + modeName();
  }

  private String modeWords(TimeText time) {
    return switch (mode) {
      case LIVE -> "LIVE";
      case NOT_LIVE -> "NOT LIVE";
      case REPLAY ->
          "REPLAY, as known at " + time.clockNear(/* instant= */ known, /* now= */ instant);
    };
  }

  private String remarkWords() {
    return remark.isEmpty() ? "" : " · " + remark;
  }
}
