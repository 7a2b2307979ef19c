package io.belvedere.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.feed.FeedStatus.Phase;
import io.belvedere.ingest.sandbox.KafkaNode;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A desk that is far away from three brokers which are well, at the end of a bad line.
@Tag("faults")
@Timeout(300)
@SuppressWarnings("NullAway.Init")
class LineFaultsTest {
  private static final int DATASTREAMS = 500;
  private static final int PER_SECOND = 2_000;
  private static final Clock CLOCK = Clock.system();
  private static final Line LINE = new Line();
  private static final List<FaultProxy> DOORS = new ArrayList<>();

  @TempDir private static Path folder;
  private static List<KafkaNode> nodes;
  private static KafkaSettings near;
  private static KafkaSettings far;
  private static int districts;

  private SteadyDistrict city;
  private Desk desk;

  @BeforeAll
  static void startCluster() throws IOException {
    Map<Integer, Map<String, String>> listeners = new HashMap<>();
    for (int id = 1; id <= 3; id++) {
      int port = KafkaNode.freePort();
      FaultProxy door = new FaultProxy(port, LINE);
      DOORS.add(door);
      listeners.put(id, listeners(port, door.port()));
    }
    nodes =
        KafkaNode.startCluster(
            folder, 3, id -> listeners.getOrDefault(id, Map.of()), List.of(), Map.of());
    near = KafkaSettings.of(KafkaNode.bootstrapServers(nodes));
    far =
        KafkaSettings.of(
            String.join(",", DOORS.stream().map(door -> "127.0.0.1:" + door.port()).toList()));
  }

  /// One for those who are near, and one that tells those who are far of the door.
  private static Map<String, String> listeners(int port, int door) {
    return Map.of(
        "listeners",
        "CLIENTS://127.0.0.1:{port},FAR://127.0.0.1:%d,CONTROLLER://127.0.0.1:{controller}"
            .formatted(port),
        "advertised.listeners",
        "CLIENTS://127.0.0.1:{port},FAR://127.0.0.1:" + door,
        "listener.security.protocol.map",
        "CLIENTS:PLAINTEXT,FAR:PLAINTEXT,CONTROLLER:PLAINTEXT");
  }

  @AfterAll
  static void stopCluster() throws IOException {
    nodes.forEach(KafkaNode::close);
    for (FaultProxy door : DOORS) {
      door.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    city = new SteadyDistrict(near, "far" + ++districts, DATASTREAMS, PER_SECOND);
    city.describe();
    desk = Desk.open(far, city.names());
    city.start();
    desk.awaitApplied(3 * PER_SECOND);
  }

  @AfterEach
  void close() {
    LINE.mend();
    city.close();
    desk.close();
  }

  @Test
  void everythingVanishesAndNoConnectionEnds(TestInfo test) throws Exception {
    LINE.swallow(true);
    long begin = CLOCK.now();
    Desk.within(Duration.ofSeconds(30), () -> phase() == Phase.LOST);
    final long told = CLOCK.now() - begin;
    for (int second = 6; second <= 30; second += 6) {
      int until = second;
      Desk.within(Desk.PATIENCE, () -> CLOCK.now() - begin > until * Micros.PER_SECOND);
      assertThat(phase()).isEqualTo(Phase.LOST);
      assertThat(liveness()).as("after %d s", second).containsOnly(Liveness.UNKNOWN);
    }
    LINE.mend();
    desk.assertThatAllIsWell(city, test.getDisplayName() + ", told after " + Desk.seconds(told));
    assertThat(told).isLessThan(5 * Micros.PER_SECOND);
    Desk.within(Desk.PATIENCE, () -> !liveness().contains(Liveness.UNKNOWN));
  }

  @Test
  void theLineIsLongAndNarrow(TestInfo test) throws Exception {
    long before = usedMemory();
    LINE.delay(500);
    LINE.narrow(256_000);
    Desk.awaitTime(Duration.ofSeconds(40));
    System.out.println("narrow: " + desk.district().status() + desk.district().lag().offsetLag());
    long during = usedMemory();
    LINE.mend();
    desk.assertThatAllIsWell(
        city, "%s, %,d KB more memory".formatted(test.getDisplayName(), (during - before) / 1_024));
    assertThat(during - before).isLessThan(64 << 20);
  }

  @Test
  void aBurstOfTenTimesAsMuchMeetsASlowClient(TestInfo test) throws Exception {
    LINE.narrow(1_000_000);
    city.goFaster(10);
    Desk.awaitTime(Duration.ofSeconds(20));
    city.goFaster(1);
    System.out.println("burst: " + desk.district().status() + desk.district().lag().offsetLag());
    LINE.mend();
    desk.assertThatAllIsWell(city, test.getDisplayName());
  }

  private Phase phase() {
    return desk.district().status().phase();
  }

  private List<Liveness> liveness() {
    DistrictState state = new DistrictState();
    desk.district().now(state);
    return IntStream.range(0, DATASTREAMS)
        .mapToObj(d -> state.liveness(d, desk.district().roster().find(d).orElseThrow().period()))
        .toList();
  }

  private static long usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
