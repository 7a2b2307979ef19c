package io.belvedere.ingest.headless;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.feed.Keeping;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.feed.Recall;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.trust.TrustReading;
import io.belvedere.ingest.twin.DistrictState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a server answers over HTTP, on the loopback interface only:
///
/// - `/health`: 200 once every district is caught up and live, 503 before and when a feed is lost;
/// - `/metrics`: Prometheus;
/// - `/twin`: GeoJSON of a district now, `?at=` an instant, `&as-known=` what was known at another,
///   and on what `ground` that stands; `?district=` where there are several.
///
/// Every request runs on a virtual thread of its own.
public final class HttpDoor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Supplier<List<LiveDistrict>> districts;
  private final Clock clock;
  private final Metrics metrics;

  /// Opens the door.
  ///
  /// @param port on the loopback interface; 0 for a free one
  /// @throws IOException if the port is taken
  public HttpDoor(int port, Supplier<List<LiveDistrict>> districts, Clock clock)
      throws IOException {
    this.districts = districts;
    this.clock = clock;
    this.metrics = new Metrics(clock);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new IOException("Cannot listen on loopback port " + port + ": " + e.getMessage(), e);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, this::notFound));
    server.createContext("/health", exchange -> answer(exchange, this::health));
    server.createContext("/metrics", exchange -> answer(exchange, this::metrics));
    server.createContext("/twin", exchange -> answer(exchange, this::twin));
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private Answer health(Request request) {
    List<LiveDistrict> all = districts.get();
    boolean ready = !all.isEmpty() && all.stream().allMatch(d -> d.status().isLive());
    String lines =
        all.stream().map(HttpDoor::describe).collect(Collectors.joining(",\n  ", "[\n  ", "\n]"));
    String body =
        "{\"ready\": %s, \"districts\": %s}\n".formatted(ready, all.isEmpty() ? "[]" : lines);
    return Answer.json(ready ? 200 : 503, body);
  }

  private static String describe(LiveDistrict district) {
    FeedStatus status = district.status();
    return Json.object(
        Map.entry("district", district.id().value()),
        Map.entry("phase", status.phase().name()),
        Map.entry("since", Micros.toInstant(status.since()).toString()),
        Map.entry("caughtUp", status.caughtUp()),
        Map.entry("cause", status.cause()),
        Map.entry("role", district.rights().role().toString()),
        Map.entry("roleBecause", district.rights().why()),
        Map.entry("past", district.backfill().state().name()),
        Map.entry("pastRead", district.backfill().done()),
        Map.entry("kept", describe(district.keeping())));
  }

  /// What the past takes beside what it may take.
  private static Map<String, Object> describe(Keeping keeping) {
    Keeping.Disk disk = keeping.disk();
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("memoryBytes", keeping.memory());
    kept.put("memoryMost", keeping.most());
    kept.put("diskBytes", disk.bytes());
    kept.put("diskMost", disk.most());
    disk.oldest().ifPresent(t -> kept.put("oldestOnDisk", Micros.toInstant(t).toString()));
    kept.put("coldRanges", disk.cold());
    kept.put("trouble", keeping.trouble());
    return kept;
  }

  private Answer metrics(Request request) {
    return new Answer(
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        metrics.scrape(districts.get()).getBytes(StandardCharsets.UTF_8));
  }

  private Answer twin(Request request) throws IOException {
    LiveDistrict district = wanted(request);
    DistrictState state = new DistrictState();
    Optional<Long> at = request.instant("at");
    Optional<Long> known = request.instant("as-known");
    long now = clock.now();
    LongFunction<Roster> rosterAt = _ -> district.roster();
    Optional<Ground> ground = Optional.empty();
    if (known.isPresent()) {
      long t = at.orElse(known.get());
      ground = Optional.of(Recall.asKnown(district, t, known.get(), state));
      rosterAt = _ -> district.rosterKnown(t, known.get());
    } else if (at.isPresent() && at.get() < now) {
      ground = Optional.of(Recall.at(district, at.get(), state));
      rosterAt = district::rosterAt;
    } else if (at.isPresent()) {
      throw new BadRequest("at=" + request.text("at") + " lies in the future.");
    } else {
      district.now(state);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 20);
    // The roster after the state, so that it knows every number in it.
    Roster roster = rosterAt.apply(state.instant());
    TwinJson.write(roster, state, ground, trust(district, roster, state, at, known), body);
    return new Answer(200, "application/geo+json", body.toByteArray());
  }

  /// What had been received by another time about for how long a value stood, the history does not
  /// tell; so as-known only groups are judged.
  private static TrustReading trust(
      LiveDistrict district,
      Roster roster,
      DistrictState state,
      Optional<Long> at,
      Optional<Long> known) {
    if (known.isPresent()) {
      return TrustReading.NONE.with(roster, state);
    }
    return at.isPresent()
        ? TrustReading.at(district.history(), roster, state)
        : district.trust().with(roster, state);
  }

  private LiveDistrict wanted(Request request) {
    List<LiveDistrict> all = districts.get();
    String names = all.stream().map(d -> d.id().value()).collect(Collectors.joining(", "));
    Optional<String> name = Optional.ofNullable(request.parameters().get("district"));
    if (name.isPresent()) {
      return all.stream()
          .filter(d -> d.id().value().equals(name.get()))
          .findFirst()
          .orElseThrow(
              () -> new BadRequest("There is no district " + name.get() + "; there is " + names));
    }
    return switch (all.size()) {
      case 0 -> throw new BadRequest("There is no district yet.");
      case 1 -> all.getFirst();
      default -> throw new BadRequest("Which district=? There are " + names + ".");
    };
  }

  private Answer notFound(Request request) {
    return Answer.json(
        404, Json.object(Map.entry("error", "There are /health, /metrics and /twin.")) + "\n");
  }

  private void answer(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      Answer answer;
      try {
        answer =
            exchange.getRequestMethod().equals("GET")
                ? handler.handle(Request.of(exchange))
                : Answer.json(405, Json.object(Map.entry("error", "Only GET.")) + "\n");
      } catch (BadRequest e) {
        answer = Answer.json(400, Json.object(Map.entry("error", e.getMessage())) + "\n");
      } catch (RuntimeException e) {
        LOG.error("{} failed", exchange.getRequestURI(), e);
        answer = Answer.json(500, Json.object(Map.entry("error", e.toString())) + "\n");
      }
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.sendResponseHeaders(answer.status(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
    metrics.close();
  }

  @FunctionalInterface
  private interface Handler {
    Answer handle(Request request) throws IOException;
  }

  @SuppressWarnings("ArrayRecordComponent") // lives for one request, never compared
  private record Answer(int status, String type, byte[] body) {
    static Answer json(int status, String body) {
      return new Answer(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private record Request(Map<String, String> parameters) {
    static Request of(HttpExchange exchange) {
      Map<String, String> parameters = new HashMap<>();
      String query = exchange.getRequestURI().getRawQuery();
      if (query != null) {
        for (String pair : query.split("&", -1)) {
          int equals = pair.indexOf('=');
          if (equals > 0) {
            parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
          }
        }
      }
      return new Request(parameters);
    }

    private static String decoded(String text) {
      try {
        // A plus is a plus here: it is what stands before a time zone's offset.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        throw new BadRequest("Cannot read \"" + text + "\": " + e.getMessage());
      }
    }

    String text(String name) {
      return parameters.getOrDefault(name, "");
    }

    /// ISO 8601 with an offset, or whole milliseconds since 1970.
    Optional<Long> instant(String name) {
      String text = parameters.get(name);
      if (text == null) {
        return Optional.empty();
      }
      try {
        if (text.chars().allMatch(Character::isDigit)) {
          return Optional.of(Micros.ofMillis(Long.parseLong(text)));
        }
        Instant instant = OffsetDateTime.parse(text).toInstant();
        return Optional.of(Micros.of(instant));
      } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
        throw new BadRequest(
            "%s=%s is no instant: ISO 8601 with an offset, or milliseconds since 1970."
                .formatted(name, text));
      }
    }
  }

  private static final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadRequest(String message) {
      super(message);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
