package io.belvedere.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class KafkaSettingsTest {
  @TempDir private Path folder;

  @Test
  void theFileWinsOverDefaultsButNotOverReadingWithoutLoss(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("kafka.properties");
    Files.writeString(
        file,
        """
        bootstrap.servers = one:9092, two:9092
        security.protocol = SSL
        request.timeout.ms = 9000
        group.id = somebody
        auto.offset.reset = latest
        enable.auto.commit = true
        belvedere.topics.port.observations = city
        """);
    KafkaSettings settings = KafkaSettings.read("", file);
    assertThat(settings.bootstrapServers()).isEqualTo("one:9092, two:9092");
    assertThat(settings.consumer("c"))
        .containsEntry("security.protocol", "SSL")
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

  @Test
  void eachThingThatCannotBeMeantIsNamedWithItsLine() throws Exception {
    assertWrong(
        """
        # of the harbour
        security.protocol=TLS
        transactional.id=desk
        belvedere.topic.port=city
        """,
        ":2: security.protocol: there is no protocol \"TLS\", only [PLAINTEXT, SASL_PLAINTEXT,"
            + " SASL_SSL, SSL].",
        ":3: transactional.id: Belvedere writes without transactions.",
        ":4: belvedere.topic.port: Belvedere has no such setting, only"
            + " belvedere.topics.DISTRICT.ROLE.");
    assertWrong(
        "ssl.protocol=TLSv1.3\nssl.protocol=TLSv1.2\n", ":2: ssl.protocol is there already");
  }

  @Test
  void whatWouldSilentlyNotBeUsedIsRefused() throws Exception {
    assertWrong(
        "sasl.mechanism=PLAIN\nssl.truststore.location=/x\n",
        ":1: sasl.mechanism: it is not used, since security.protocol is PLAINTEXT where it is not"
            + " set: SASL_SSL is meant",
        ":2: ssl.truststore.location: it is not used");
    assertWrong(
        "security.protocol=SASL_PLAINTEXT\nssl.truststore.location=/x\nsasl.mechanism=PLAIN\n",
        ":2: ssl.truststore.location: it is not used, since security.protocol is SASL_PLAINTEXT",
        ":1: security.protocol: sasl.jaas.config is missing: it says who logs in.");
    assertWrong("security.protocol=SASL_SSL\n", ":1: security.protocol: sasl.mechanism is missing");
  }

  @Test
  void aLoginThatCannotBeReadIsNotRepeated() {
    String login =
        "org.apache.kafka.common.security.plain.PlainLoginModule required password=geheim 7";
    assertThatThrownBy(
            () ->
                read(
                    "security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nsasl.jaas.config=\\\n  "
                        + login
                        + "\n"))
        .hasMessageContaining(":3: sasl.jaas.config: it cannot be read")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void aSecretThatIsNotWhereItShouldBeIsNamed() throws Exception {
    Path secrets = Files.writeString(folder.resolve("secrets"), "there=1\n");
    assertWrong(
        """
        ssl.key.password=${env:BELVEDERE_NOT_SET}
        ssl.keystore.password=${file:%s:not-there}
        ssl.truststore.password=${directory:/nowhere:file}
        ssl.keystore.key=${file:/nowhere}
        sasl.jaas.config=${vault:x:y}
        security.protocol=SASL_SSL
        sasl.mechanism=PLAIN
        """
            .formatted(secrets),
        ":1: ssl.key.password: there is no environment variable BELVEDERE_NOT_SET.",
        ":2: ssl.keystore.password: there is no not-there in " + secrets + ".",
        ":3: ssl.truststore.password: a secret cannot be read: /nowhere/file: there is no such file.",
        ":4: ssl.keystore.key: write ${file:PATH:KEY} for a value of a properties file",
        ":5: sasl.jaas.config: nothing is known that looks up ${vault:...}");
  }

  @Test
  void secretsAreLookedUpByKafkasClientsAndNotHeldByUs() throws Exception {
    Path secrets = Files.writeString(folder.resolve("secrets"), "pw=of-the-store\n");
    Files.writeString(folder.resolve("whole"), "of-the-key\n");
    KafkaSettings settings =
        read(
            """
            security.protocol=SSL
            config.providers=mine
            config.providers.mine.class=org.apache.kafka.common.config.provider.FileConfigProvider
            ssl.truststore.password=${mine:%s:pw}
            ssl.keystore.password=${file:%s:pw}
            ssl.key.password=${directory:%s:whole}
            """
                .formatted(secrets, secrets, folder));
    assertThat(settings.properties().values()).noneMatch(value -> value.contains("of-the"));
    assertThat(settings.toString()).doesNotContain("ssl", "pw");
    for (Map<String, Object> client :
        List.of(settings.admin("a"), settings.consumer("c"), settings.producer("p"))) {
      // Where the line break at the end went, no password has one.
      var config = new AbstractConfig(AdminClientConfig.configDef(), client, false);
      for (String store : List.of("ssl.truststore.password", "ssl.keystore.password")) {
        assertThat(config.getPassword(store).value()).isEqualTo("of-the-store");
      }
      assertThat(config.getPassword("ssl.key.password").value()).isEqualTo("of-the-key");
    }
  }

  @Test
  void whatIsPassedOverAndWhatIsDangerousIsSaid() throws Exception {
    Path file =
        write(
            """
            bootstrap.servers=one:1
            group.id=somebody
            acks=all
            client.id=desk
            retires=3
            """);
    assertThat(ClientRules.check(ClientFile.read(file)))
        .containsExactly(
            file + ":2: group.id is passed over: Belvedere belongs to no group.",
            file + ":4: client.id is passed over: each client of Belvedere has its own.",
            file + ":5: retires is no setting of Kafka's clients that is known here.");
    Path open =
        write(
            """
            security.protocol=SASL_PLAINTEXT
            sasl.mechanism=PLAIN
            sasl.jaas.config=%s required username="anna" password="x";
            """
                .formatted(PlainLoginModule.class.getName()));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(ClientRules.check(ClientFile.read(open)))
        .containsExactly(
            open
                + ":1: security.protocol: what is sent can be read on the network, the password or"
                + " token too.",
            open
                + " holds a secret (sasl.jaas.config) and can be read by everybody on this machine:"
                + " chmod 600 "
                + open);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(ClientRules.check(ClientFile.read(open))).hasSize(1);
    Path secrets = Files.writeString(folder.resolve("secrets"), "pw=1\n");
    Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-r--r--"));
    Path refers =
        write("security.protocol=SSL\nssl.key.password=${file:%s:pw}\n".formatted(secrets));
    Files.setPosixFilePermissions(refers, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(ClientRules.check(ClientFile.read(refers)))
        .singleElement()
        .asString()
        .startsWith(secrets + " holds a secret (ssl.key.password)");
  }

  @Test
  void tokensNeedNoMoreThanWhereTheyComeFrom() throws Exception {
    KafkaSettings settings =
        read(
            """
            security.protocol=SASL_SSL
            sasl.mechanism=OAUTHBEARER
            sasl.oauthbearer.token.endpoint.url=https://login.city.test/token
            sasl.oauthbearer.client.credentials.client.id=desk
            sasl.oauthbearer.client.credentials.client.secret=x
            """);
    assertThat(settings.consumer("c"))
        .hasEntrySatisfying(
            "sasl.jaas.config",
            login -> assertThat((String) login).contains("OAuthBearerLoginModule required"))
        .containsEntry(
            "sasl.login.callback.handler.class",
            "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler");
    assertThat(System.getProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls").split(","))
        .contains("https://login.city.test/token");
    assertThat(Identity.of(settings).name()).isEqualTo("desk");
  }

  private void assertWrong(String lines, String... sentences) throws Exception {
    Path file = write(lines);
    assertThatThrownBy(() -> KafkaSettings.read("one:1", file))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(
            wrong ->
                assertThat(String.valueOf(wrong.getMessage()).lines())
                    .hasSameSizeAs(sentences)
                    .allMatch(line -> line.startsWith(file + ":"))
                    .allMatch(line -> Arrays.stream(sentences).anyMatch(line::contains)));
  }

  private KafkaSettings read(String lines) throws Exception {
    return KafkaSettings.read("one:1", write(lines));
  }

  private Path write(String lines) throws Exception {
    return Files.writeString(Files.createTempFile(folder, "kafka", ".properties"), lines);
  }
}
