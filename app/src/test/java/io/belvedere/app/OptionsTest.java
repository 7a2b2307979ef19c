package io.belvedere.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void helpNamesEveryOption() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "--bootstrap-servers",
            "--district",
            "--kafka-config",
            "--data",
            "--seed",
            "--rate",
            "--story-clock",
            "--headless",
            "--port",
            "--map",
            "--tiles",
            "--layers",
            "--theme",
            "--screenshot",
            "--at",
            "--size",
            "--profile",
            "import-map",
            "decode",
            "dead-letters",
            "Examples");
    assertThat(err.size()).isZero();
  }

  @Test
  void versionIsTold() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Belvedere ");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          --bogus,                                   Unknown option
          --theme=blue,                              --theme
          --screenshot=a.png --size=huge,            WIDTHxHEIGHT
          --screenshot=a.png --size=100x100,         640 to 8192
          --at=14:03,                                needs --screenshot
          --size=800x800,                            needs --screenshot
          --port=0,                                  needs --headless
          --headless --screenshot=a.png,             choose one
          --tiles=/nowhere/city.mbtiles,             no file /nowhere/city.mbtiles
          --tiles=https://tiles.example/{z}.png,     has no {x}
          --layers=/nowhere/layers,                  no folder /nowhere/layers
          --kafka-config=/nowhere/kafka.properties,  /nowhere/kafka.properties
          --profile=port=/nowhere/port.yaml,         /nowhere/port.yaml
          --kafka-password=x,                        --kafka-password: no secret belongs
          --bootstrap-servers=anna:x@kafka:1,        no secret belongs on the command line
          --story-clock=teatime,                     14:40
          --bootstrap-servers=a:1 --district=Old_Town, district
          """)
  void whatCannotBeMeantIsRefusedBeforeAnythingIsStarted(String args, String sentence) {
    assertThat(run(args.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(sentence).contains("--help");
  }

  private int run(String... args) {
    return Belvedere.run(
        args,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
