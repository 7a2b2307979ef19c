package io.belvedere.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class GroundTest {
  @Property
  void mercatorComesBack(
      @ForAll @Scale(6) @DoubleRange(min = -180, max = 180) double lon,
      @ForAll @Scale(6) @DoubleRange(min = -85, max = 85) double lat) {
    assertThat(Mercator.lon(Mercator.x(lon))).isCloseTo(lon, within(1e-9));
    assertThat(Mercator.lat(Mercator.y(lat))).isCloseTo(lat, within(1e-9));
  }

  @Property
  void mercatorKeepsDistancesAtItsScale(
      @ForAll @Scale(6) @DoubleRange(min = -179, max = 179) double lon,
      @ForAll @Scale(6) @DoubleRange(min = -70, max = 70) double lat) {
    double drawn =
        Math.hypot(
                Mercator.x(lon + 0.001) - Mercator.x(lon),
                Mercator.y(lat + 0.001) - Mercator.y(lat))
            * Mercator.metres(lat);
    double metres = Lines.metres(lon, lat, lon + 0.001, lat + 0.001);
    assertThat(drawn / metres).isCloseTo(1, within(0.001));
  }

  @Property
  void metresComeBackAsDegrees(
      @ForAll @Scale(6) @DoubleRange(min = -80, max = 80) double lat,
      @ForAll @Scale(6) @DoubleRange(min = 0, max = 10_000) double metres) {
    var ground = new Ground(lat);
    assertThat(ground.metres(7, lat, 7 + ground.lons(metres), lat)).isCloseTo(metres, within(1e-6));
    assertThat(ground.metres(7, lat, 7, lat + Ground.lats(metres))).isCloseTo(metres, within(1e-6));
  }

  @Test
  void aKnownDistanceIsRight() {
    // Palace to casino, by the haversine formula on a sphere of the same radius.
    assertThat(Lines.metres(7.4206, 43.7314, 7.4283, 43.7391))
        .isCloseTo(haversine(7.4206, 43.7314, 7.4283, 43.7391), within(0.5));
  }

  private static double haversine(double lon1, double lat1, double lon2, double lat2) {
    double half =
        Math.pow(Math.sin(Math.toRadians(lat2 - lat1) / 2), 2)
            + Math.cos(Math.toRadians(lat1))
                * Math.cos(Math.toRadians(lat2))
                * Math.pow(Math.sin(Math.toRadians(lon2 - lon1) / 2), 2);
    return 2 * 6_378_137 * Math.asin(Math.sqrt(half));
  }
}
