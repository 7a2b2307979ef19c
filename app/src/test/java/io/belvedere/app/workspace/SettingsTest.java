package io.belvedere.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Bookmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void firstStartHasNone() {
    assertThat(Settings.load(folder.resolve("desk.properties"))).isEqualTo(Settings.INITIAL);
  }

  @Test
  void whatIsSavedIsLoaded() {
    Path file = folder.resolve("made").resolve("desk.properties");
    Settings chosen =
        Settings.INITIAL
            .withTheme(Theme.DARK)
            .withHintDismissed()
            .withGoogle(/* on= */ true)
            .withBookmarks(
                List.of(
                    new Bookmark("Port Hercule, é = \"x\"", 7.42103, 43.73512, 16.5),
                    new Bookmark("Sud-est", -7.5, -43.25, 12)));
    chosen.save(file);
    assertThat(Settings.load(file)).isEqualTo(chosen);
    Settings.INITIAL.save(file);
    assertThat(Settings.load(file)).isEqualTo(Settings.INITIAL);
  }

  @Test
  void keyOutlivesEveryChoiceAndIsForItsOwnersEyesOnly() throws IOException {
    Path file = folder.resolve("desk.properties");
    Files.writeString(file, "google-key=secret-of-somebody");
    Settings settings = Settings.load(file).withTheme(Theme.DARK);
    assertThat(settings.toString()).doesNotContain("secret");
    settings.save(file);
    assertThat(file).content().contains("google-key=secret-of-somebody");
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"), "no owners here");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void tilesAndTheirKeyOutliveEveryChoice() throws IOException {
    Path file = folder.resolve("desk.properties");
    Files.writeString(
        file,
        "tiles-source=https://tiles.example/{z}/{x}/{y}.png?key=secret-a\n"
            + "tiles-header.X-Key=secret-b\ntiles-size=512");
    Settings settings = Settings.load(file).withTiles(/* on= */ true).withTheme(Theme.DARK);
    assertThat(settings.tiles().isOn()).isTrue();
    assertThat(settings.tiles().side()).isEqualTo(512);
    assertThat(settings.toString()).doesNotContain("secret");
    settings.save(file);
    assertThat(Settings.load(file)).isEqualTo(settings);
    assertThat(settings.tiles().headers()).containsEntry("X-Key", "secret-b");
  }

  @Test
  void damagedFileIsAFirstStart() throws IOException {
    Path file = folder.resolve("desk.properties");
    Files.writeString(file, "view.1=here\nview.2=1 95 3 Too far north\nview.3=");
    assertThat(Settings.load(file)).isEqualTo(Settings.INITIAL);
    Files.writeString(file, "theme=purple\nhint-dismissed=\\u00zz");
    assertThat(Settings.load(file)).isEqualTo(Settings.INITIAL);
  }

  @Test
  void folderThatCannotBeWrittenDoesNotStopTheDesk() throws IOException {
    Path occupied = Files.writeString(folder.resolve("occupied"), "");
    Settings.INITIAL.save(occupied.resolve("desk.properties"));
    assertThat(occupied).isRegularFile();
  }
}
