package io.belvedere.ingest.city;

import java.util.Map;
import java.util.Optional;

/// The numbers by which GeoJSON calls projections that city offices use (https://epsg.org), as PROJ
/// parameters.
final class Epsg {
  private static final String METRES = " +units=m +no_defs";

  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("4326", ""),
          Map.entry("4258", ""),
          Map.entry("4269", ""),
          Map.entry("3857", "+proj=merc +a=6378137 +b=6378137" + METRES),
          Map.entry("900913", "+proj=merc +a=6378137 +b=6378137" + METRES),
          Map.entry(
              "2154",
              "+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +y_0=6600000"
                  + " +ellps=GRS80"
                  + METRES),
          Map.entry(
              "2056",
              "+proj=somerc +lat_0=46.9524055555556 +lon_0=7.43958333333333 +k_0=1 +x_0=2600000"
                  + " +y_0=1200000 +ellps=bessel +towgs84=674.374,15.056,405.346,0,0,0,0"
                  + METRES),
          Map.entry(
              "27700",
              "+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000"
                  + " +ellps=airy +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489"
                  + METRES),
          Map.entry(
              "28992",
              "+proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079"
                  + " +x_0=155000 +y_0=463000 +ellps=bessel"
                  + " +towgs84=565.417,50.3319,465.552,-0.398957,0.343988,-1.8774,4.0725"
                  + METRES),
          Map.entry(
              "2180",
              "+proj=tmerc +lat_0=0 +lon_0=19 +k=0.9993 +x_0=500000 +y_0=-5300000 +ellps=GRS80"
                  + METRES));

  private Epsg() {}

  /// @param code digits
  /// @return the empty string for plain degrees
  static Optional<String> parameters(String code) {
    if (code.matches("32[67](0[1-9]|[1-5][0-9]|60)")) {
      String south = code.charAt(2) == '7' ? " +south" : "";
      return Optional.of("+proj=utm +zone=" + code.substring(3) + south + " +datum=WGS84" + METRES);
    }
    if (code.matches("258(2[89]|3[0-8])")) {
      return Optional.of("+proj=utm +zone=" + code.substring(3) + " +ellps=GRS80" + METRES);
    }
    return Optional.ofNullable(KNOWN.get(code));
  }
}
