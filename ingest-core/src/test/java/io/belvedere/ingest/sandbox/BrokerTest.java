package io.belvedere.ingest.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.source.DistrictTopics;
import io.belvedere.ingest.source.DistrictTopics.Timestamps;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {
  @Test
  void topicsSurviveAPowerCutAndThePortStaysTheSame(@TempDir Path folder) throws Exception {
    var names = TopicNames.of(new DistrictId("old-town"));
    try (Broker broker = Broker.start(folder)) {
      String bootstrap = broker.bootstrapServers();
      try (Admin admin = Admin.create(KafkaSettings.of(bootstrap).admin("test"))) {
        var topics = new DistrictTopics(admin);
        topics.create(names, 3, Timestamps.CREATE_TIME);
        topics.create(names, 5, Timestamps.APPEND_TIME);
        assertThat(timestampsOf(names.observations(), admin)).isEqualTo("CreateTime");
        topics.switchToAppendTime(names);
        assertThat(timestampsOf(names.observations(), admin)).isEqualTo("LogAppendTime");
      }

      broker.kill();
      assertThat(broker.isRunning()).isFalse();
      broker.startAgain();

      assertThat(broker.bootstrapServers()).isEqualTo(bootstrap);
      try (Admin admin = Admin.create(KafkaSettings.of(bootstrap).admin("test"))) {
        var described = admin.describeTopics(List.of(names.observations())).topicNameValues();
        assertThat(described.values().iterator().next().get().partitions()).hasSize(3);
        assertThat(admin.listTopics().names().get())
            .contains(names.catalogue(), names.operations(), names.alarms(), names.deadLetters());
      }
    }
    assertThat(folder).isNotEmptyDirectory();
  }

  @Test
  void brokerEndsWithItsParentAlsoWhenThatIsKilled() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BrokerParent.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String[] answer = parent.inputReader(StandardCharsets.UTF_8).readLine().split(" ", 2);
    ProcessHandle broker = ProcessHandle.of(Long.parseLong(answer[0])).orElseThrow();
    Path folder = Path.of(answer[1]);
    assertThat(broker.isAlive()).isTrue();
    assertThat(folder).exists();

    parent.destroyForcibly().waitFor();

    await().atMost(Duration.ofSeconds(30)).until(() -> !broker.isAlive());
    assertThat(folder).doesNotExist();
  }

  @Test
  void aBrokerThatCannotStartSaysWhy(@TempDir Path folder) throws Exception {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    Files.writeString(logs.resolve("meta.properties"), "version=1\nnode.id=7\ncluster.id=other\n");
    assertThatThrownBy(() -> Broker.start(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("did not start: it ended")
        .hasMessageContaining(folder.toRealPath().toString())
        .hasMessageContaining("node id 7");
  }

  @Test
  void withoutItsJarsItSaysWhereItLookedForThem(@TempDir Path folder) {
    Path lib = folder.resolve("nowhere");
    System.setProperty(BrokerLib.PROPERTY, lib.toString());
    try {
      assertThatThrownBy(() -> Broker.start(folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("there is no folder " + lib)
          .hasMessageContaining("-Dbelvedere.broker-lib=FOLDER");
    } finally {
      System.clearProperty(BrokerLib.PROPERTY);
    }
  }

  private static String timestampsOf(String topic, Admin admin) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var described = admin.describeConfigs(List.of(resource)).values().values().iterator().next();
    return described.get().get("message.timestamp.type").value();
  }
}
