package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// Pictures of a vehicle with its trail below `target/pictures`, for the eye.
class DetailPicturesTest {
  @Test
  void selectedVehicleWithItsTrailAndItsGuessedPlace() throws IOException {
    for (Theme theme : Theme.values()) {
      OneVehicle vehicle = new OneVehicle();
      for (long second = 0; second <= 900; second += 10) {
        double turn = second / 60.0;
        if (second < 400 || second > 470) {
          vehicle.fix(second, second / 3.0 - 150, 60 * Math.sin(turn), 25);
        }
      }
      vehicle.map.theme = theme;
      vehicle.show(OneVehicle.at(925), Mode.LIVE, OneVehicle.SELECTED);
      vehicle.map.settle();
      vehicle.show(OneVehicle.at(925), Mode.LIVE, OneVehicle.SELECTED);
      int[] with = write("vehicle-" + theme, vehicle.picture.raster());
      vehicle.show(OneVehicle.at(925), Mode.LIVE, Selected.NOTHING);
      assertThat(vehicle.picture.raster().pixels).isNotEqualTo(with);
    }
  }

  private static int[] write(String name, Raster raster) throws IOException {
    var image = new BufferedImage(raster.width, raster.height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, raster.width, raster.height, raster.pixels, 0, raster.width);
    Path folder = Files.createDirectories(Path.of("target", "pictures"));
    ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
    return raster.pixels.clone();
  }
}
