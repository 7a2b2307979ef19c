package io.belvedere.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.feed.FeedStatus.Phase;
import io.belvedere.ingest.sandbox.Broker;
import io.belvedere.ingest.source.KafkaSettings;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/// The sandbox's one broker, whose folder somebody tidies away while it runs.
@Tag("faults")
class SandboxFaultsTest {
  private static final int PER_SECOND = 2_000;

  @Test
  @Timeout(300)
  void itsLogFolderIsRemoved(TestInfo test) throws Exception {
    try (Broker broker = Broker.startTemporary();
        SteadyDistrict city =
            new SteadyDistrict(
                KafkaSettings.of(broker.bootstrapServers()), "harbour", 500, PER_SECOND);
        Desk desk = Desk.open(KafkaSettings.of(broker.bootstrapServers()), city.names())) {
      city.start();
      desk.awaitApplied(5 * PER_SECOND);
      city.end();
      desk.awaitReceived(city.acknowledged());
      long before = desk.counters().received();

      assertThat(Command.run("rm", "-rf", broker.folder().resolve("logs").toString())).isTrue();
      Desk.within(Desk.PATIENCE, () -> !broker.isRunning());
      Desk.within(Duration.ofSeconds(10), () -> desk.district().status().phase() == Phase.LOST);
      System.out.println("without a folder: " + desk.district().status());
      assertThat(desk.counters().received()).isEqualTo(before);
      city.assertIsAllIn(desk.district());

      broker.startAgain();
      city.createTopics();
      city.start();
      desk.awaitMore(5 * PER_SECOND);
      desk.awaitLive();
      city.end();
      desk.awaitReceived(city.acknowledged());
      city.assertIsAllIn(desk.district());
      assertThat(desk.district().gaps()).anyMatch(g -> g.contains("deleted and created again"));
      desk.tell(test.getDisplayName(), city, "");
    }
  }
}
