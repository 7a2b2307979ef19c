package io.belvedere.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.sandbox.KafkaNode;
import io.belvedere.ingest.source.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Three brokers whose clocks somebody sets an hour ahead, and back again.
@Tag("faults")
class ClockFaultsTest {
  private static final int PER_SECOND = 2_000;

  @Test
  @Timeout(300)
  void theBrokersClocksJump(TestInfo test, @TempDir Path folder) throws Exception {
    Path clock = folder.resolve("clock");
    set(clock, 0);
    List<KafkaNode> nodes =
        KafkaNode.startCluster(
            folder, 3, _ -> Map.of(), List.of(), Map.of(KafkaNode.CLOCK, clock.toString()));
    KafkaSettings settings = KafkaSettings.of(KafkaNode.bootstrapServers(nodes));
    try (SteadyDistrict city = new SteadyDistrict(settings, "harbour", 500, PER_SECOND);
        Desk desk = Desk.open(settings, city.names())) {
      city.start();
      desk.awaitApplied(3 * PER_SECOND);
      set(clock, 3_600_000);
      Desk.awaitTime(Duration.ofSeconds(15));
      System.out.println("an hour ahead: " + desk.district().status());
      assertThat(desk.district().lag().toBroker().p50()).isGreaterThan(3_000_000_000L);
      set(clock, 0);
      Desk.awaitTime(Duration.ofSeconds(15));
      desk.awaitLive();
      city.end();
      int all = city.acknowledged();
      desk.awaitReceived(all);
      city.assertIsAllIn(desk.district());
      assertThat(desk.counters()).isEqualTo(new Fates(all, all, 0, 0, 0, 0));
      desk.tell(test.getDisplayName(), city, "");
    } finally {
      nodes.forEach(KafkaNode::close);
    }
  }

  /// Never half written: brokers read it all the time.
  private static void set(Path clock, long ahead) throws IOException {
    Path next = clock.resolveSibling("clock.next");
    Files.writeString(next, Long.toString(ahead));
    Files.move(next, clock, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
