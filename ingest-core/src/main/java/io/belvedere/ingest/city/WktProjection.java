package io.belvedere.ingest.city;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Puts the well-known text of a `.prj` into the words of PROJ (https://proj.org/operations).
///
/// Text of the first version, in Esri's spelling or the OGC's. Its angles are in units of its
/// geographic system, its false origins in units of its own; PROJ wants degrees and metres.
final class WktProjection {
  /// How datums are moved onto WGS 84 where the text does not tell: metres, arc seconds, parts per
  /// million, as EPSG's data set has them for general use.
  private static final Map<String, String> SHIFTS =
      Map.ofEntries(
          Map.entry("osgb_1936", "446.448,-125.157,542.06,0.15,0.247,0.842,-20.489"),
          Map.entry("deutsches_hauptdreiecksnetz", "598.1,73.7,418.2,0.202,0.045,-2.455,6.7"),
          Map.entry("ntf", "-168,-60,320,0,0,0,0"),
          Map.entry("nouvelle_triangulation_francaise", "-168,-60,320,0,0,0,0"),
          Map.entry("nouvelle_triangulation_francaise_paris", "-168,-60,320,0,0,0,0"),
          Map.entry("amersfoort", "565.417,50.3319,465.552,-0.398957,0.343988,-1.8774,4.0725"),
          Map.entry("belge_1972", "-106.8686,52.2978,-103.7239,0.3366,-0.457,1.8422,-1.2747"),
          Map.entry(
              "reseau_national_belge_1972",
              "-106.8686,52.2978,-103.7239,0.3366,-0.457,1.8422,-1.2747"),
          Map.entry("european_1950", "-87,-98,-121,0,0,0,0"),
          Map.entry("european_datum_1950", "-87,-98,-121,0,0,0,0"),
          Map.entry("mgi", "577.326,90.129,463.919,5.137,1.474,5.297,2.4232"),
          Map.entry(
              "militar_geographische_institute", "577.326,90.129,463.919,5.137,1.474,5.297,2.4232"),
          Map.entry("ch1903", "674.374,15.056,405.346,0,0,0,0"),
          Map.entry("monte_mario", "-104.1,-49.1,-9.9,0.971,-2.917,0.714,-11.68"));

  private final Wkt system;
  private final Wkt geographic;
  private final double degrees;
  private final double metres;
  private final double meridian;

  private WktProjection(Wkt system, Wkt geographic) {
    this.system = system;
    this.geographic = geographic;
    this.degrees = Math.toDegrees(unit(geographic, Math.toRadians(1)));
    this.metres = unit(system, 1);
    this.meridian =
        geographic.child("PRIMEM").map(Wkt::number).orElse(OptionalDouble.empty()).orElse(0);
  }

  private static double unit(Wkt of, double otherwise) {
    double unit =
        of.child("UNIT").map(Wkt::number).orElse(OptionalDouble.empty()).orElse(otherwise);
    // Whoever cut degrees off after six places did not mean another unit.
    return Math.abs(unit - otherwise) < 1e-7 ? otherwise : unit;
  }

  /// @param parameters of PROJ; empty for plain degrees
  /// @param datum its name, if it is none that is known to be moved: it is taken as WGS 84
  record Translated(String parameters, Optional<String> datum) {}

  /// @return nothing if it is a projection that is not known here
  static Optional<Translated> of(Wkt system) {
    if (system.keyword().equals("GEOGCS")) {
      return new WktProjection(system, system).geographic();
    }
    if (system.keyword().equals("PROJCS")) {
      return system
          .child("GEOGCS")
          .flatMap(geographic -> new WktProjection(system, geographic).projected());
    }
    // With the system of the heights.
    return system.keyword().equals("COMPD_CS") && !system.children().isEmpty()
        ? of(system.children().getFirst())
        : Optional.empty();
  }

  private Optional<Translated> geographic() {
    if (Math.abs(degrees - 1) > 1e-9 || meridian != 0) {
      return Optional.empty();
    }
    String earth = earth();
    boolean plain = !earth.contains("+towgs84");
    return Optional.of(
        new Translated(plain ? "" : "+proj=longlat" + earth + " +no_defs", unknownDatum()));
  }

  private Optional<Translated> projected() {
    String name = word(system.child("PROJECTION").map(Wkt::name).orElse(""));
    boolean sphere =
        system.child("EXTENSION").stream()
            .anyMatch(text -> text.values().toString().contains("@null"));
    String kind = sphere ? "mercator_auxiliary_sphere" : name;
    String origin = angle("lat_0", "latitude_of_origin", "latitude_of_center") + meridian();
    String scale = number("k_0", "scale_factor");
    String parallels =
        angle("lat_1", "standard_parallel_1") + angle("lat_2", "standard_parallel_2");
    String own =
        switch (kind) {
          case "transverse_mercator", "gauss_kruger" -> "tmerc" + origin + scale;
          case "lambert_conformal_conic",
              "lambert_conformal_conic_2sp",
              "lambert_conformal_conic_1sp" ->
              "lcc"
                  + origin
                  + scale
                  + (parallels.isEmpty() ? angle("lat_1", "latitude_of_origin") : parallels);
          case "mercator", "mercator_1sp", "mercator_2sp" ->
              "merc" + meridian() + scale + angle("lat_ts", "standard_parallel_1");
          case "mercator_auxiliary_sphere", "popular_visualisation_pseudo_mercator" ->
              "merc" + meridian();
          case "albers", "albers_conic_equal_area" -> "aea" + origin + parallels;
          case "lambert_azimuthal_equal_area" -> "laea" + origin;
          case "double_stereographic", "oblique_stereographic" -> "sterea" + origin + scale;
          case "cassini", "cassini_soldner" -> "cass" + origin;
          case "hotine_oblique_mercator_azimuth_center",
              "hotine_oblique_mercator",
              "swiss_oblique_cylindrical" ->
              isSwiss() ? "somerc" + origin + scale : "";
          default -> "";
        };
    if (own.isEmpty()) {
      return Optional.empty();
    }
    String earth =
        kind.contains("sphere") || kind.contains("pseudo") ? " +a=6378137 +b=6378137" : earth();
    String unit = metres == 1 ? " +units=m" : " +to_meter=" + metres;
    return Optional.of(
        new Translated(
            "+proj="
                + own
                + length("x_0", "false_easting")
                + length("y_0", "false_northing")
                + earth
                + unit
                + " +no_defs",
            unknownDatum()));
  }

  private boolean isSwiss() {
    return Math.abs(system.parameter("azimuth").orElse(90) - 90) < 1e-6;
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceFirst("_$", "");
  }

  private String meridian() {
    double lon = first("central_meridian", "longitude_of_center", "longitude_of_origin").orElse(0);
    return " +lon_0=" + (lon + meridian) * degrees;
  }

  private String angle(String parameter, String... names) {
    OptionalDouble angle = first(names);
    return angle.isEmpty() ? "" : " +" + parameter + "=" + angle.getAsDouble() * degrees;
  }

  private String length(String parameter, String name) {
    return " +" + parameter + "=" + first(name).orElse(0) * metres;
  }

  private String number(String parameter, String name) {
    OptionalDouble number = first(name);
    return number.isEmpty() ? "" : " +" + parameter + "=" + number.getAsDouble();
  }

  private OptionalDouble first(String... names) {
    for (String name : names) {
      OptionalDouble value = system.parameter(name);
      if (value.isPresent()) {
        return value;
      }
    }
    return OptionalDouble.empty();
  }

  private Optional<Wkt> datum() {
    return geographic.child("DATUM");
  }

  private String datumWord() {
    return word(datum().map(Wkt::name).orElse("")).replaceFirst("^d_", "");
  }

  /// The ellipsoid and how its datum is moved.
  private String earth() {
    Optional<Wkt> spheroid = datum().flatMap(datum -> datum.child("SPHEROID"));
    double axis = spheroid.map(Wkt::number).orElse(OptionalDouble.empty()).orElse(6_378_137);
    double flattening =
        spheroid
            .filter(text -> text.values().size() > 2)
            .map(text -> Double.parseDouble(text.values().get(2)))
            .orElse(298.257223563);
    // As a second axis: proj4j 1.4.1 takes an inverse flattening for something else.
    double other = flattening == 0 ? axis : axis * (1 - 1 / flattening);
    String shift = shift();
    return " +a=" + axis + " +b=" + other + (shift.isEmpty() ? "" : " +towgs84=" + shift);
  }

  private String shift() {
    return datum()
        .flatMap(datum -> datum.child("TOWGS84"))
        .map(shift -> String.join(",", shift.values()))
        .orElse(SHIFTS.getOrDefault(datumWord(), ""));
  }

  /// A datum on the ellipsoid of WGS 84, or as good as that, lies within a metre or two of it.
  private Optional<String> unknownDatum() {
    boolean known = !shift().isEmpty() || earth().startsWith(" +a=6378137.0 ");
    return known ? Optional.empty() : Optional.of(datum().map(Wkt::name).orElse("none"));
  }
}
