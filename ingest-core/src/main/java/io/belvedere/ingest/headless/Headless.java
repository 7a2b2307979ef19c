package io.belvedere.ingest.headless;

import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Belvedere on a server: the feed, its answers over HTTP, and a status line a second, until it is
/// told to end.
@Command(
    name = "belvedere-headless",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {ImportMap.class, Decode.class, DeadLettersCommand.class},
    description =
        "Feeds a city's twin from Kafka without a screen and answers over HTTP on the loopback"
            + " interface: /health, /metrics (Prometheus), /twin (GeoJSON; ?at=, &as-known=).",
    footer = {
      "",
      "Exit codes: 0 ended as asked, 1 could not start or went wrong, 2 wrong arguments."
    })
@SuppressWarnings("NullAway.Init") // filled by the command line
public final class Headless implements Callable<Integer> {
  @Mixin private FeedArguments feed;
  @Mixin private SandboxArguments sandbox;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "9464",
      description = "Port of the HTTP answers; 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Spec private CommandSpec spec;

  private final CountDownLatch end = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /// Runs until the process is told to end.
  ///
  /// @return the exit code
  public static int run(String... args) {
    return run(commandLine(new Headless()), args);
  }

  static int run(CommandLine line, String... args) {
    try {
      NoSecrets.check(args);
    } catch (IllegalArgumentException e) {
      line.getErr().println(sentence(e));
      return CommandLine.ExitCode.USAGE;
    }
    return line.execute(args);
  }

  static CommandLine commandLine(Headless headless) {
    return new CommandLine(headless)
        .setExecutionExceptionHandler(
            (failure, line, _) -> {
              line.getErr().println(line.getColorScheme().errorText(sentence(failure)));
              return failure instanceof IllegalArgumentException
                  ? CommandLine.ExitCode.USAGE
                  : CommandLine.ExitCode.SOFTWARE;
            });
  }

  private static String sentence(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Thread atExit = Thread.ofPlatform().name("exit").unstarted(this::end);
    Runtime.getRuntime().addShutdownHook(atExit);
    try (CityFeed city = CityFeed.open(feed, sandbox, Clock.system(), /* server= */ true);
        HttpDoor door = new HttpDoor(port, city::districts, city.clock())) {
      PrintStream out = System.out;
      out.printf("Answering on http://127.0.0.1:%d/ (health, metrics, twin).%n", door.port());
      do {
        out.println(line(city.districts(), city.trouble(), city.clock().now()));
      } while (!end.await(1, TimeUnit.SECONDS));
    } finally {
      // Also where it could not start: the process must not wait then for what never ran.
      closed.countDown();
    }
    return CommandLine.ExitCode.OK;
  }

  /// Ends it, and waits until everything is closed: the process may go at once then.
  void end() {
    end.countDown();
    try {
      if (!closed.await(15, TimeUnit.SECONDS)) {
        spec.commandLine().getErr().println("Not everything could be closed.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What a second looks like in a terminal.
  ///
  /// @param trouble why there is no district, if there is none
  static String line(List<LiveDistrict> districts, String trouble, long now) {
    StringBuilder line =
        new StringBuilder(Micros.toInstant(now / 1_000_000 * 1_000_000).toString());
    if (districts.isEmpty()) {
      return line.append("  no district found yet")
          .append(trouble.isEmpty() ? "" : "  (" + trouble + ")")
          .toString();
    }
    for (LiveDistrict district : districts) {
      line.append("  ").append(district.id()).append(' ').append(describe(district));
    }
    return line.toString();
  }

  private static String describe(LiveDistrict district) {
    FeedStatus status = district.status();
    LagReading lag = district.lag();
    Fates total = district.counters().total();
    String phase =
        switch (status.phase()) {
          case CATCHING_UP -> "CATCHING UP %.0f%%".formatted(Math.floor(status.caughtUp() * 100));
          case STARTING, LIVE, LOST, CLOSED -> status.phase().name();
        };
    return String.format(
        Locale.ROOT,
        "%s  %,.0f/s  delay p50 %.3f s p99 %.3f s  lag %,d  received %,d = applied %,d + duplicate"
            + " %,d + out of order %,d + quarantined %,d + rejected %,d%s%s",
        phase,
        lag.perSecond(),
        lag.endToEnd().p50() / 1e6,
        lag.endToEnd().p99() / 1e6,
        lag.offsetLag(),
        total.received(),
        total.applied(),
        total.duplicate(),
        total.outOfOrder(),
        total.quarantined(),
        total.rejected(),
        total.balances() ? "" : "  DOES NOT BALANCE",
        status.cause().isEmpty() ? "" : "  (" + status.cause() + ")");
  }
}
