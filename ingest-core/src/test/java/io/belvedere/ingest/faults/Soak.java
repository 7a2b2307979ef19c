package io.belvedere.ingest.faults;

import io.belvedere.ingest.faults.Flatness.Verdict;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.Feed;
import io.belvedere.ingest.feed.FeedOptions;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.DiskLimits;
import io.belvedere.ingest.sandbox.KafkaNode;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/// Hours in one: a server reads ten times what a district sends in an emergency, while its brokers
/// are bounced at random, and nothing that is to stay flat may grow.
///
/// # Who is there
/// Three brokers with three copies of everything, two of which must have what is acknowledged; the
/// server, a process of its own with a folder for its past; and this process, which sends, bounces,
/// asks and judges.
///
/// # What may grow, and until when
/// | what | until |
/// |---|---|
/// | memory of the past, outside the heap | an hour of it is there |
/// | the past on disk | two segments are full, of 64 MB each |
/// | the heap, as the compiler and the newest observations settle | the first third is over |
/// | resident memory | the past has its hour; what that takes is not judged |
///
/// So the last two thirds are judged, without the first two minutes, by [Flatness]: the heap after
/// a full collection, resident memory without what the past takes of it, open files and sockets,
/// threads. Readings are taken at random moments, one in each interval: the newest observations
/// leave the heap for the past every sixteen seconds, and readings in step with that would show a
/// slope that is none.
///
/// # What else must hold
/// Everything that was acknowledged is applied, once and in its order, nothing is refused; all is
/// younger than ten seconds again after each bounce; and what is found in the folder afterwards has
/// every number of each datastream, up to the last.
final class Soak {
  private static final Clock CLOCK = Clock.system();
  private static final int DATASTREAMS = 5_000;
  private static final int PER_SECOND = 16_667;
  private static final String DISTRICT = "harbour";
  private static final Duration MEMORY = Duration.ofHours(1);
  private static final long DISK_BYTES = 128_000_000;

  /// So many are on disk at least, if there were as many: what fits into one segment, and some
  /// less.
  private static final long FEWEST_KEPT = 8_000_000;

  /// What a process ends with that was told to.
  private static final int ENDED = 128 + 15;

  private static final double SETTLING_MINUTES = 2;
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(5);
  private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);
  private static final int FEWEST_INTERVALS = 90;
  private static final int MOST_INTERVALS = 1_440;
  private static final Duration SHORTEST_PEACE = Duration.ofMinutes(1);

  /// What the brokers keep: enough that the server is never overtaken, and no more than a disk has.
  private static final Map<String, String> BROKERS =
      Map.of(
          "log.retention.bytes", "67108864",
          "log.segment.bytes", "16777216",
          "log.retention.check.interval.ms", "30000");

  private final Path folder;
  private final Duration length;
  private final int brokers;
  private final Random random;
  private final List<Reading> readings = new ArrayList<>();
  private final Set<String> wrong = new LinkedHashSet<>();
  private @Nullable LiveObjects first;
  private LiveObjects last = LiveObjects.NONE;
  private long begin;

  private Soak(Path folder, Duration length, int brokers, long seed) {
    this.folder = folder;
    this.length = length;
    this.brokers = brokers;
    this.random = new Random(seed);
  }

  /// @param args the folder for what comes of it, the minutes that it takes, the number of brokers,
  ///     and the seed of what is random; without the last one another each time
  public static void main(String[] args) throws Exception {
    long seed = args.length > 3 ? Long.parseLong(args[3]) : new Random().nextInt(1_000_000);
    Duration length = Duration.ofMinutes(Long.parseLong(args[1]));
    int brokers = Integer.parseInt(args[2]);
    System.out.printf(
        Locale.ROOT,
        "%d minutes, %,d/s in %,d datastreams, %d brokers, -Dsoak.seed=%d%n",
        length.toMinutes(),
        PER_SECOND,
        DATASTREAMS,
        brokers,
        seed);
    boolean well = new Soak(Path.of(args[0]), length, brokers, seed).run();
    System.exit(well ? 0 : 1);
  }

  private boolean run() throws Exception {
    Path work = folder.resolve("work");
    delete(folder);
    Files.createDirectories(work);
    List<KafkaNode> nodes = KafkaNode.startCluster(work, brokers, BROKERS, List.of());
    try {
      KafkaSettings kafka = KafkaSettings.of(KafkaNode.bootstrapServers(nodes));
      try (Admin admin = Admin.create(kafka.admin("soak"));
          var city = new CountedDistrict(kafka, DISTRICT, DATASTREAMS, PER_SECOND)) {
        Path data = work.resolve("data");
        try (ServerProcess server = start(kafka, data)) {
          city.start();
          soak(nodes, admin, city, server);
          end(city, server);
        }
        lookAtTheFolder(kafka, data, city);
      }
    } catch (ConditionTimeoutException e) {
      wrong.add("Waited in vain: " + e.getMessage());
    } finally {
      nodes.forEach(KafkaNode::close);
      delete(work);
    }
    judge();
    wrong.forEach(line -> System.out.println("WRONG: " + line));
    System.out.println(wrong.isEmpty() ? "All is well." : "Not all is well; see " + folder);
    return wrong.isEmpty();
  }

  private ServerProcess start(KafkaSettings kafka, Path data) throws IOException {
    return new ServerProcess(
        folder.resolve("server.txt"),
        System.getProperty("soak.jvm", ""),
        "--bootstrap-servers",
        kafka.bootstrapServers(),
        "--district",
        DISTRICT,
        "--data",
        data.toString(),
        "--hours",
        "" + MEMORY.toHours(),
        "--keep-bytes",
        "" + DISK_BYTES,
        "--port",
        "0");
  }

  private void soak(List<KafkaNode> nodes, Admin admin, CountedDistrict city, ServerProcess server)
      throws Exception {
    Desk.within(
        Desk.PATIENCE, () -> server.isLive() && server.told().fates().received() > 2 * DATASTREAMS);
    begin = CLOCK.ticks();
    Duration peace = min(SHORTEST_PEACE, length.dividedBy(10));
    String topic = city.city().names().observations();
    Random theirs = new Random(random.nextLong());
    try (Writer csv = Files.newBufferedWriter(folder.resolve("readings.csv"));
        var watch = new DelayWatch(server, DATASTREAMS);
        var bounces = new Bounces(nodes, admin, topic, watch, theirs, peace)) {
      csv.write(Reading.CSV_TITLES + "\n");
      System.out.println(Reading.TITLES);
      Duration interval = interval();
      long intervals = length.dividedBy(interval);
      for (int i = 0; i < intervals && wrong.isEmpty(); i++) {
        double moment = (i + random.nextDouble()) * interval.toNanos();
        awaitTicks((long) moment, city, server, watch, bounces);
        Reading reading = read(server, watch, bounces);
        readings.add(reading);
        System.out.println(reading);
        csv.write(reading.csv() + "\n");
        csv.flush();
      }
      awaitTicks(intervals * interval.toNanos(), city, server, watch, bounces);
      bounces.end();
      watch.awaitYoung();
      note("A bounce", bounces.failure());
      note("The delay", watch.failure());
    }
  }

  /// One reading in each of so many, so that there are enough of them in a short soak, and not too
  /// many in a long one.
  private Duration interval() {
    Duration interval = min(LONGEST_INTERVAL, length.dividedBy(FEWEST_INTERVALS));
    return max(max(interval, SHORTEST_INTERVAL), length.dividedBy(MOST_INTERVALS));
  }

  /// Waits for a time since the begin, or until something is wrong.
  private void awaitTicks(
      long ticks, CountedDistrict city, ServerProcess server, DelayWatch watch, Bounces bounces) {
    Desk.within(
        length.plus(Desk.PATIENCE),
        () -> {
          note("Sending", city.failure());
          note("A bounce", bounces.failure());
          note("The delay", watch.failure());
          if (!server.isRunning()) {
            wrong.add("The server has ended by itself.");
          }
          return CLOCK.ticks() - begin >= ticks || !wrong.isEmpty();
        });
  }

  private void note(String what, @Nullable Throwable failure) {
    if (failure != null) {
      wrong.add(what + ": " + failure);
    }
  }

  private Reading read(ServerProcess server, DelayWatch watch, Bounces bounces) throws Exception {
    ServerProcess.Told told = server.told();
    // Before the heap is looked at, for which another process comes and asks.
    int handles = server.handles();
    int threads = server.threads();
    LiveObjects objects = server.liveObjects();
    double minutes = minutes();
    if (first == null && isJudged(minutes)) {
      first = objects;
    }
    last = objects;
    return new Reading(
        minutes,
        objects.total(),
        server.resident(),
        told.history("bytes"),
        told.history("disk_bytes"),
        told.history("observations"),
        handles,
        threads,
        told.p99(),
        watch.longest() / (double) Micros.PER_SECOND,
        told.fates().received(),
        bounces.count());
  }

  private double minutes() {
    return (CLOCK.ticks() - begin) / 60e9;
  }

  private boolean isJudged(double minutes) {
    return minutes >= Math.max(SETTLING_MINUTES, length.toSeconds() / 180.0);
  }

  /// Everything that was acknowledged is applied, which is told apart from what comes twice or out
  /// of its order.
  private void end(CountedDistrict city, ServerProcess server) throws Exception {
    city.end();
    note("Sending", city.failure());
    long all = city.acknowledged();
    Desk.within(Desk.PATIENCE, () -> server.told().fates().received() >= all);
    Fates fates = server.told().fates();
    System.out.printf(
        Locale.ROOT, "%,d acknowledged, %d refused; %s%n", all, city.refused(), fates);
    require(city.refused() == 0, city.refused() + " were refused by Kafka.");
    require(
        fates.equals(new Fates(all, all, 0, 0, 0, 0)),
        "Not each that was acknowledged is applied once and in its order: " + fates);
    Files.writeString(folder.resolve("metrics.txt"), server.told().page());
    int code = server.end();
    require(code == ENDED, "The server ended with " + code + ", not with " + ENDED + ".");
  }

  /// Opens what the server has left as its next start would.
  private void lookAtTheFolder(KafkaSettings kafka, Path data, CountedDistrict city)
      throws Exception {
    FeedOptions options =
        new FeedOptions(
            kafka,
            List.of(city.city().names().district()),
            MEMORY,
            Optional.of(data),
            new DiskLimits(Duration.ofDays(7), DISK_BYTES),
            /* publishDeadLetters= */ false,
            () -> 1);
    try (Desk desk = Desk.over(Feed.open(options, CLOCK))) {
      LiveDistrict district = desk.district();
      Desk.within(Desk.PATIENCE, () -> district.keeping().loaded());
      TimeRange range = new TimeRange(district.keeping().disk().oldest().orElse(0), CLOCK.now());
      long seen = 0;
      for (int i = 0; i < DATASTREAMS && wrong.isEmpty(); i++) {
        int number = district.roster().number(SteadyDistrict.id(i)).orElseThrow();
        double[] values = district.history().range(number, range).value();
        seen += values.length;
        require(
            isEveryNumberUpTo(city.lastOf(i), values),
            "Something is missing of " + SteadyDistrict.id(i) + " in the folder.");
      }
      System.out.printf(
          Locale.ROOT,
          "%,d of them found in the folder afterwards, %,d read again%n",
          seen,
          desk.counters().received());
      require(desk.counters().received() == 0, "Something was read again after the end.");
      require(
          seen >= Math.min(city.acknowledged(), FEWEST_KEPT),
          "Only " + seen + " are in the folder.");
    }
  }

  /// The first ones may have gone.
  private static boolean isEveryNumberUpTo(long last, double[] values) {
    for (int k = 0; k < values.length; k++) {
      if (values[values.length - 1 - k] != last - k) {
        return false;
      }
    }
    return values.length > 0;
  }

  private void judge() throws IOException {
    for (Flatness each :
        List.of(
            flatness("heap after a full collection", "MB", 0.05, 1, r -> r.heap() / 1e6),
            flatness("memory beside the past", "MB", 0.1, 20, r -> r.besidePast() / 1e6),
            flatness("files and sockets", "open", 0.05, 3, Reading::handles),
            flatness("threads", "alive", 0.05, 3, Reading::threads))) {
      System.out.println(each);
      require(each.verdict() == Verdict.FLAT, each.toString());
    }
    LiveObjects before = first;
    if (before != null) {
      List<String> grown = last.grownSince(before, 20);
      Files.write(folder.resolve("grown.txt"), grown);
    }
  }

  private Flatness flatness(
      String what, String unit, double part, double atLeast, ToDoubleFunction<Reading> of) {
    List<Reading> judged = readings.stream().filter(r -> isJudged(r.minutes())).toList();
    double[] x = judged.stream().mapToDouble(Reading::minutes).toArray();
    double[] y = judged.stream().mapToDouble(of).toArray();
    return Flatness.of(what, unit, part, atLeast, x, y);
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(root)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
