package io.belvedere.ingest.faults;

import io.belvedere.ingest.sandbox.KafkaNode;
import io.belvedere.ingest.thread.Worker;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/// Takes one broker after the other away, at random: which one, when, whether it is killed or told
/// to end, and for how long it is gone. The next one goes only when all copies are there again and
/// nothing is old any more: two at once would be another fault.
final class Bounces implements AutoCloseable {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_AWAY = Duration.ofSeconds(10);

  /// One of them.
  ///
  /// @param at when, microseconds since the begin
  /// @param away for how long it was not there, microseconds
  /// @param back after how long everything was younger than ten seconds again, since it was there
  record Bounce(long at, int node, boolean killed, long away, long back) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%6.1f  broker %d %s, away for %s, all copies there and delay under 10 s %s later",
          at / (double) Micros.PER_MINUTE,
          node,
          killed ? "killed" : "told to end",
          Desk.seconds(away),
          Desk.seconds(back));
    }
  }

  private final List<KafkaNode> nodes;
  private final Admin admin;
  private final String topic;
  private final DelayWatch watch;
  private final Random random;
  private final Duration shortest;
  private final Queue<Bounce> all = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final long begin = CLOCK.now();
  private final Worker worker;
  private volatile boolean isEnding;
  private volatile boolean hasEnded;
  private long next;

  /// @param admin stays the caller's
  /// @param topic whose copies count
  /// @param shortest from the end of one to the next; three times that is the longest
  Bounces(
      List<KafkaNode> nodes,
      Admin admin,
      String topic,
      DelayWatch watch,
      Random random,
      Duration shortest) {
    this.nodes = List.copyOf(nodes);
    this.admin = admin;
    this.topic = topic;
    this.watch = watch;
    this.random = random;
    this.shortest = shortest;
    next = nextAfter(begin);
    worker = Worker.start("bounces", this::runOnce, PAUSE, failure::set);
  }

  private long nextAfter(long time) {
    return time + (long) (Micros.of(shortest) * (1 + 2 * random.nextDouble()));
  }

  private int runOnce() throws IOException, InterruptedException {
    if (isEnding || failure.get() != null) {
      hasEnded = true;
      return 0;
    }
    if (CLOCK.now() < next) {
      return 0;
    }
    KafkaNode node = nodes.get(random.nextInt(nodes.size()));
    boolean killed = random.nextBoolean();
    Duration away = Duration.ofMillis(random.nextLong(LONGEST_AWAY.toMillis()));
    long gone = CLOCK.now();
    if (killed) {
      node.kill();
    } else {
      node.stop();
    }
    Desk.awaitTime(away);
    node.start();
    long there = CLOCK.now();
    Copies.await(admin, topic);
    watch.awaitYoung();
    Bounce bounce = new Bounce(gone - begin, node.id(), killed, there - gone, CLOCK.now() - there);
    System.out.println(bounce);
    all.add(bounce);
    next = nextAfter(CLOCK.now());
    return 1;
  }

  int count() {
    return all.size();
  }

  List<Bounce> all() {
    return List.copyOf(all);
  }

  /// Why one went wrong, after which there are no more; null if none did.
  @Nullable Throwable failure() {
    return failure.get();
  }

  /// Lets the one that is under way come to its end.
  void end() {
    isEnding = true;
    Desk.within(Desk.PATIENCE.multipliedBy(3), () -> hasEnded);
  }

  @Override
  public void close() {
    worker.close();
  }
}
