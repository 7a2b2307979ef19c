package io.belvedere.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSettingsTest {
  @Test
  void theFileWinsOverDefaultsButNotOverReadingWithoutLoss(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("kafka.properties");
    Files.writeString(
        file,
        """
        bootstrap.servers = one:9092, two:9092
        security.protocol = SASL_SSL
        request.timeout.ms = 9000
        group.id = somebody
        auto.offset.reset = latest
        enable.auto.commit = true
        belvedere.topics.port.observations = city
        """);
    KafkaSettings settings = KafkaSettings.read("", file);
    assertThat(settings.bootstrapServers()).isEqualTo("one:9092, two:9092");
    assertThat(settings.consumer("c"))
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("request.timeout.ms", "9000")
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("enable.auto.commit", "false")
        .containsEntry("client.id", "c")
        .doesNotContainKey("group.id")
        .doesNotContainKey("belvedere.topics.port.observations");
    assertThat(settings.admin("a")).containsEntry("request.timeout.ms", "3000");
  }

  @Test
  void theCommandLineWinsOverTheServersInTheFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("kafka.properties"), "bootstrap.servers=one:1\n");
    KafkaSettings settings = KafkaSettings.read("two:2", file);
    assertThat(settings.bootstrapServers()).isEqualTo("two:2");
    assertThat(settings.producer("p"))
        .containsEntry("bootstrap.servers", "two:2")
        .containsEntry("acks", "all")
        .containsEntry("request.timeout.ms", "3000");
  }

  @Test
  void whatIsWrongWithTheFileIsSaidInASentence(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> KafkaSettings.read("", missing))
        .hasMessage("Cannot read the Kafka settings in " + missing + ": there is no such file.");

    Path latin = Files.write(folder.resolve("latin"), new byte[] {'a', '=', (byte) 0xe9, '\n'});
    assertThatThrownBy(() -> KafkaSettings.read("", latin)).hasMessageContaining("not UTF-8");

    Path broken = Files.writeString(folder.resolve("broken"), "a=\\u00zz\n");
    assertThatThrownBy(() -> KafkaSettings.read("", broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("are no Java properties");

    Path empty = Files.writeString(folder.resolve("empty"), "");
    assertThatThrownBy(() -> KafkaSettings.read("", empty))
        .hasMessageContaining("Neither the command line nor " + empty);
    assertThatThrownBy(() -> new KafkaSettings(" ", Map.of()))
        .hasMessageStartingWith("Where is Kafka?");
  }
}
