package io.belvedere.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// The worked examples of "Coordinate Conversions and Transformations including Formulas" (IOGP
/// publication 373-7-2). They convert on one datum, so theirs have names here that nothing moves.
class WktProjectionTest {
  /// About a centimetre, degrees.
  private static final double CENTIMETRE = 1e-7;

  private static final String AIRY = "6377563.396,299.3249646";
  private static final String BESSEL = "6377397.155,299.1528128";
  private static final String CLARKE_1866 = "6378206.4,294.9786982";
  private static final String GRS80 = "6378137.0,298.257222101";

  @Test
  void transverseMercator() {
    String text =
        projected(
            AIRY,
            "Transverse_Mercator",
            "False_Easting=400000 False_Northing=-100000 Central_Meridian=-2"
                + " Scale_Factor=0.9996012717 Latitude_Of_Origin=49",
            1);
    assertIsAt(text, 577_274.99, 69_740.50, 0.5, 50.5);
  }

  @Test
  void lambertConformalConicWithTwoParallelsInFeet() {
    String text =
        projected(
            CLARKE_1866,
            "Lambert_Conformal_Conic",
            "False_Easting=2000000 False_Northing=0 Central_Meridian=-99"
                + " Standard_Parallel_1=28.3833333333333 Standard_Parallel_2=30.2833333333333"
                + " Latitude_Of_Origin=27.8333333333333",
            0.3048006096012192);
    assertIsAt(text, 2_963_503.91, 254_759.80, -96, 28.5);
  }

  @Test
  void lambertConformalConicWithOneParallel() {
    String text =
        projected(
            CLARKE_1866,
            "Lambert_Conformal_Conic_1SP",
            "false_easting=250000 false_northing=150000 central_meridian=-77 scale_factor=1"
                + " latitude_of_origin=18",
            1);
    assertIsAt(text, 255_966.58, 142_493.51, -(76 + 56 / 60.0 + 37.26 / 3600), 17.9321666667);
  }

  @Test
  void obliqueStereographic() {
    String text =
        projected(
            BESSEL,
            "Double_Stereographic",
            "False_Easting=155000 False_Northing=463000 Central_Meridian=5.38763888888889"
                + " Scale_Factor=0.9999079 Latitude_Of_Origin=52.1561605555556",
            1);
    assertIsAt(text, 196_105.283, 557_057.739, 6, 53);
  }

  @Test
  void lambertAzimuthalEqualArea() {
    String text =
        projected(
            GRS80,
            "Lambert_Azimuthal_Equal_Area",
            "False_Easting=4321000 False_Northing=3210000 Central_Meridian=10"
                + " Latitude_Of_Origin=52",
            1);
    assertIsAt(text, 3_962_799.45, 2_999_718.85, 5, 50);
  }

  @Test
  void webMercatorIsOnASphere() {
    String text =
        projected(
            "6378137.0,298.257223563",
            "Mercator_Auxiliary_Sphere",
            "False_Easting=0 False_Northing=0 Central_Meridian=0 Standard_Parallel_1=0"
                + " Auxiliary_Sphere_Type=0",
            1);
    assertIsAt(text, -11_169_055.58, 2_800_000, -(100 + 20 / 60.0), 24 + 22 / 60.0 + 54.433 / 3600);
  }

  /// Zimmerwald, as the Swiss surveyors publish it in both systems.
  @Test
  void theSwissProjectionAndItsDatum() {
    String text =
        projected(
                BESSEL,
                "Hotine_Oblique_Mercator_Azimuth_Center",
                "False_Easting=2600000 False_Northing=1200000 Scale_Factor=1 Azimuth=90"
                    + " Longitude_Of_Center=7.43958333333333 Latitude_Of_Center=46.9524055555556",
                1)
            .replace("D_Test", "D_CH1903+");
    double[] at = degrees(text, 2_602_030.68, 1_191_775.03);
    assertThat(at[0]).isCloseTo(7 + 27 / 60.0 + 54.9835 / 3600, within(2e-6));
    assertThat(at[1]).isCloseTo(46 + 52 / 60.0 + 37.5406 / 3600, within(2e-6));
  }

  @Test
  void anglesInGradsFromParisBecomeDegreesFromGreenwich() {
    String text =
        projected(
                "6378249.2,293.4660212936269",
                "Lambert_Conformal_Conic",
                "False_Easting=600000 False_Northing=2200000 Central_Meridian=0"
                    + " Standard_Parallel_1=52 Scale_Factor=0.99987742 Latitude_Of_Origin=52",
                1)
            .replace("\"Greenwich\",0", "\"Paris\",2.5969213")
            .replace("0.0174532925199433", "0.015707963267948967");
    assertIsAt(text, 600_000, 2_200_000, 2.33722917, 46.8);
  }

  @Test
  void degreesStayAsTheyAre() {
    String text = geographic("6378137.0,298.257223563");
    assertThat(WktProjection.of(Wkt.parse(text)))
        .hasValueSatisfying(
            translated -> {
              assertThat(translated.parameters()).isEmpty();
              assertThat(translated.datum()).isEmpty();
            });
  }

  @Test
  void heightsArePassedOver() {
    String text = geographic(GRS80);
    assertThat(WktProjection.of(Wkt.parse(text + ",VERTCS[\"H\",VDATUM[\"H\"]]"))).isPresent();
    assertThat(WktProjection.of(Wkt.parse("COMPD_CS[\"C\"," + text + ",VERT_CS[\"H\"]]")))
        .isEqualTo(WktProjection.of(Wkt.parse(text)));
  }

  @Test
  void aDatumThatIsNotKnownIsNamed() {
    assertThat(WktProjection.of(Wkt.parse(geographic(AIRY))))
        .hasValueSatisfying(translated -> assertThat(translated.datum()).hasValue("D_Test"));
  }

  @Test
  void whatIsNotKnownIsRefused() {
    assertThat(WktProjection.of(Wkt.parse(projected(AIRY, "Bonne", "Central_Meridian=0", 1))))
        .isEmpty();
    assertThat(WktProjection.of(Wkt.parse("PROJCRS[\"x\"]"))).isEmpty();
    assertThatThrownBy(() -> Wkt.parse("PROJCS[\"x\"")).hasMessage("breaks off");
    assertThatThrownBy(() -> Wkt.parse("PROJCS[\"x\"]]")).hasMessage("is broken at character 12");
    assertThatThrownBy(() -> Wkt.parse("")).hasMessage("breaks off");
  }

  private static String geographic(String spheroid) {
    return "GEOGCS[\"GCS_Test\",DATUM[\"D_Test\",SPHEROID[\"S\","
        + spheroid
        + "]],PRIMEM[\"Greenwich\",0],UNIT[\"Degree\",0.0174532925199433]]";
  }

  /// @param parameters `Name=value Name=value ...`
  private static String projected(
      String spheroid, String projection, String parameters, double unit) {
    var text = new StringBuilder("PROJCS[\"Test\",").append(geographic(spheroid));
    text.append(",PROJECTION[\"").append(projection).append("\"]");
    for (String parameter : parameters.split(" ", -1)) {
      text.append(",PARAMETER[\"").append(parameter.replace("=", "\",")).append(']');
    }
    return text.append(",UNIT[\"U\",").append(unit).append("]]").toString();
  }

  private static void assertIsAt(String text, double x, double y, double lon, double lat) {
    double[] at = degrees(text, x, y);
    assertThat(at[0]).as("longitude").isCloseTo(lon, within(2 * CENTIMETRE));
    assertThat(at[1]).as("latitude").isCloseTo(lat, within(2 * CENTIMETRE));
  }

  private static double[] degrees(String text, double x, double y) {
    double[] at = {x, y};
    Projection.of(WktProjection.of(Wkt.parse(text)).orElseThrow().parameters()).toDegrees(at);
    return at;
  }
}
