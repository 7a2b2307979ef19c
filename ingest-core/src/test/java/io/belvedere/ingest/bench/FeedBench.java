package io.belvedere.ingest.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.Feed;
import io.belvedere.ingest.feed.FeedOptions;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.DiskLimits;
import io.belvedere.ingest.history.History;
import io.belvedere.ingest.lag.LagReading.Delay;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.sandbox.Broker;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.time.Clock;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;

/// The whole feed (decode, rules, twin, history with its journal on disk, severity by the
/// catalogue, lag) beside poll loops that do less, on the same topic in the same run: a broker in
/// another process, 12 partitions, 5,000 catalogued datastreams, one observation of about 150 bytes
/// a record.
///
/// Then the delay from event time to applied while observations come in, how long a million takes
/// that were written while nobody read, whether more datastreams cost more, and the heap of ten
/// districts.
final class FeedBench {
  private static final int DATASTREAMS = 5_000;
  private static final int RECORDS = Integer.getInteger("bench.records", 2_000_000);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final int BACKLOG = 1_000_000;
  private static final int DISTRICTS = 10;
  private static final long PER_HOUR_OF_A_DAY = 144_000_000 / 24;
  private static final Duration LIVE_FOR = Duration.ofSeconds(50);

  /// `-Dbench.jvm=-Dbench.part=read` leaves out all but the reading, `curve` all but what more
  /// datastreams cost.
  private static final String PART = System.getProperty("bench.part", "all");

  private static final Clock CLOCK = Clock.system();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private final Broker broker;
  private final TemporaryFolder folder;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final ObjectMapper json = new ObjectMapper();
  private int opened;

  /// How fast the whole feed was, and what its thread took for an observation.
  ///
  /// @param nanos of processor time
  private record Whole(double perSecond, double nanos, double allocated) {}

  private FeedBench(Broker broker, TemporaryFolder folder) {
    this.broker = broker;
    this.folder = folder;
  }

  static void run() throws Exception {
    try (Broker broker = Broker.startTemporary();
        TemporaryFolder folder = new TemporaryFolder()) {
      var bench = new FeedBench(broker, folder);
      if (PART.equals("curve")) {
        bench.curve();
        return;
      }
      FeedTopic topic = FeedTopic.create(broker, "bench", DATASTREAMS);
      topic.fill(RECORDS);
      bench.read(topic);
      if (!PART.equals("read")) {
        bench.curve();
        bench.backlog();
        bench.delays(topic);
        bench.districts();
      }
    }
  }

  /// The best of some rounds each, after one of each that does not count, in which the machine
  /// compiles what is run.
  private void read(FeedTopic topic) throws Exception {
    double raw = 0;
    double tree = 0;
    double map = 0;
    double whole = 0;
    double allocatedRaw = 0;
    double allocated = 0;
    System.out.printf("%-32s %14s%n", "reading " + RECORDS + " records", "observations/s");
    for (int round = 0; round <= ROUNDS; round++) {
      PollLoop thisRaw = PollLoop.over(topic, _ -> {});
      PollLoop thisTree =
          PollLoop.over(topic, value -> require(json.readTree(value).has("result")));
      PollLoop thisMap =
          PollLoop.over(topic, value -> require(json.readValue(value, MAP).containsKey("result")));
      Whole thisWhole = whole(topic);
      if (round == 0) {
        continue;
      }
      tell(round, "poll loop", thisRaw.perSecond());
      tell(round, "poll loop, readTree", thisTree.perSecond());
      tell(round, "poll loop, databind to a map", thisMap.perSecond());
      tell(round, "whole feed", thisWhole.perSecond());
      System.out.printf(
          Locale.ROOT,
          "           processor time of its thread %.0f ns, of the poll loop's %.0f ns%n",
          thisWhole.nanos(),
          thisRaw.nanos());
      raw = Math.max(raw, thisRaw.perSecond());
      tree = Math.max(tree, thisTree.perSecond());
      map = Math.max(map, thisMap.perSecond());
      whole = Math.max(whole, thisWhole.perSecond());
      allocatedRaw = thisRaw.allocated();
      allocated = thisWhole.allocated();
    }
    System.out.printf(
        Locale.ROOT,
        "allocated: %.0f bytes a record by the poll loop, %.0f by the feed's thread%n",
        allocatedRaw,
        allocated);
    System.out.printf(
        Locale.ROOT,
        "%.2f hours of a city that sends 144 million a day, each second%n",
        whole / PER_HOUR_OF_A_DAY);
    Bench.figure("feed.raw_per_s", raw, "1/s");
    Bench.figure("feed.readtree_per_s", tree, "1/s");
    Bench.figure("feed.databind_map_per_s", map, "1/s");
    Bench.figure("feed.whole_per_s", whole, "1/s");
    Bench.figure("feed.ratio_to_raw", whole / raw, "ratio");
    Bench.figure("feed.ratio_to_readtree", whole / tree, "ratio");
    Bench.figure("feed.allocated_bytes_per_observation", allocated - allocatedRaw, "bytes");
    Bench.figure("feed.city_hours_per_s", whole / PER_HOUR_OF_A_DAY, "h/s");
  }

  private static void tell(int round, String what, double perSecond) {
    System.out.printf(Locale.ROOT, "  round %d, %-28s %,12.0f%n", round, what, perSecond);
  }

  /// What an observation costs with ever more datastreams.
  private void curve() throws Exception {
    for (int datastreams : List.of(5_000, 10_000, 20_000, 50_000)) {
      FeedTopic topic = FeedTopic.create(broker, "curve" + datastreams, datastreams);
      topic.fill(BACKLOG);
      // The first is the one that warms up.
      var unused = whole(topic);
      double nanos = 1e9 / Math.max(whole(topic).perSecond(), whole(topic).perSecond());
      System.out.printf(
          Locale.ROOT, "  %,d datastreams: %.0f ns an observation%n", datastreams, nanos);
      Bench.figure("feed.cost_" + datastreams / 1_000 + "k_ns", nanos, "ns");
    }
  }

  private Whole whole(FeedTopic topic) throws Exception {
    try (Feed feed = open(topic.district())) {
      LiveDistrict district = feed.districts().getFirst();
      // Counters are told four times a second, which is too seldom to measure by.
      History history = district.history();
      await(() -> history.size() > 0);
      long thread = threadOf(topic);
      long begin = CLOCK.ticks();
      long allocated = threads.getThreadAllocatedBytes(thread);
      long busy = threads.getThreadCpuTime(thread);
      long already = history.size();
      await(() -> history.size() >= topic.sent());
      double count = topic.sent() - already;
      Whole whole =
          new Whole(
              count * 1e9 / (CLOCK.ticks() - begin),
              (threads.getThreadCpuTime(thread) - busy) / count,
              (threads.getThreadAllocatedBytes(thread) - allocated) / count);
      await(() -> district.counters().total().received() >= topic.sent());
      require(district.counters().total());
      return whole;
    }
  }

  private long threadOf(FeedTopic topic) {
    String name = "feed-" + topic.district();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(info -> info != null && info.getThreadName().equals(name))
        .mapToLong(ThreadInfo::getThreadId)
        .findFirst()
        .orElseThrow();
  }

  /// From the start of a client until a million observations are applied that were written before.
  private void backlog() throws Exception {
    FeedTopic topic = FeedTopic.create(broker, "backlog", DATASTREAMS);
    topic.fill(BACKLOG);
    long begin = CLOCK.ticks();
    try (Feed feed = open(topic.district())) {
      LiveDistrict district = feed.districts().getFirst();
      await(() -> district.counters().total().received() >= BACKLOG && district.status().isLive());
      Bench.figure("feed.backlog_1m_s", (CLOCK.ticks() - begin) / 1e9, "s");
      require(district.counters().total());
    }
  }

  private void delays(FeedTopic topic) throws Exception {
    Delay usual = delay(List.of(topic), 1_667);
    Bench.figure("feed.applied_1667.p50_ms", usual.p50() / 1e3, "ms");
    Bench.figure("feed.applied_1667.p99_ms", usual.p99() / 1e3, "ms");
    Delay emergency = delay(List.of(topic), 16_667);
    Bench.figure("feed.applied_16667.p50_ms", emergency.p50() / 1e3, "ms");
    Bench.figure("feed.applied_16667.p99_ms", emergency.p99() / 1e3, "ms");
  }

  /// Ten districts of 5,000 datastreams in one client.
  private void districts() throws Exception {
    List<FeedTopic> topics = new ArrayList<>();
    for (int i = 0; i < DISTRICTS; i++) {
      FeedTopic topic = FeedTopic.create(broker, "of-ten-" + i, DATASTREAMS);
      topic.fill(20 * DATASTREAMS);
      topics.add(topic);
    }
    Delay delay = delay(topics, 1_667);
    Bench.figure("feed.applied_50k.p50_ms", delay.p50() / 1e3, "ms");
    Bench.figure("feed.applied_50k.p99_ms", delay.p99() / 1e3, "ms");
  }

  /// @return the delay of the worst of the districts
  private Delay delay(List<FeedTopic> topics, int perSecond) throws Exception {
    try (Feed feed = open(topics.stream().map(FeedTopic::district).toArray(DistrictId[]::new));
        Producer<byte[], byte[]> producer = topics.getFirst().producer()) {
      List<LiveDistrict> districts = feed.districts();
      await(() -> districts.stream().allMatch(district -> district.status().isLive()));
      long begin = CLOCK.ticks();
      long sent = 0;
      while (CLOCK.ticks() - begin < LIVE_FOR.toNanos()) {
        long due = (CLOCK.ticks() - begin) * perSecond / 1_000_000_000L;
        for (; sent < due; sent++) {
          topics.get((int) (sent % topics.size())).send(producer, CLOCK.now());
        }
        LockSupport.parkNanos(500_000);
      }
      producer.flush();
      if (topics.size() > 1) {
        Bench.figure("feed.heap_50k_mb", Memory.heap() / 1e6, "MB");
      }
      Delay worst = Delay.NONE;
      for (int i = 0; i < topics.size(); i++) {
        LiveDistrict district = districts.get(i);
        FeedTopic topic = topics.get(i);
        await(() -> district.counters().total().received() >= topic.sent());
        require(district.counters().total());
        AtomicLong asked = new AtomicLong(CLOCK.ticks());
        await(() -> CLOCK.ticks() - asked.get() > 1_500_000_000L);
        Delay delay = district.lag().endToEnd();
        worst = worst.count() == 0 || delay.p99() > worst.p99() ? delay : worst;
      }
      System.out.printf(
          Locale.ROOT,
          "delay at %,d/s in %d districts, event time to applied: p50 %.1f ms, p99 %.1f ms, max %.1f ms (%,d)%n",
          perSecond,
          topics.size(),
          worst.p50() / 1e3,
          worst.p99() / 1e3,
          worst.max() / 1e3,
          worst.count());
      return worst;
    }
  }

  /// As a desk opens it, with a folder that nothing is in yet.
  private Feed open(DistrictId... districts) throws Exception {
    return Feed.open(
        new FeedOptions(
            KafkaSettings.of(broker.bootstrapServers()),
            List.of(districts),
            Duration.ofHours(1),
            Optional.of(folder.resolve("feed-" + opened++)),
            DiskLimits.USUAL,
            false,
            () -> 1),
        CLOCK);
  }

  private static void require(Fates fates) {
    if (!fates.balances() || fates.rejected() > 0) {
      throw new IllegalStateException("The equation does not hold: " + fates);
    }
  }

  private static void require(boolean read) {
    if (!read) {
      throw new IllegalStateException("A record has no result.");
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
