package io.belvedere.app.map.tiles;

import io.belvedere.ingest.tiles.TileId;
import io.belvedere.ingest.time.Clock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Asks a server for a tile. A proxy is used where Java's system properties name one.
final class TileServer implements AutoCloseable {
  /// Bytes; twenty times what a tile takes.
  static final int LARGEST = 2_000_000;

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /// For all of an answer.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /// How long a tile is up to date of which the server does not say so, microseconds.
  private static final long A_DAY = 86_400_000_000L;

  private static final Pattern MAX_AGE = Pattern.compile("max-age=\"?([0-9]{1,9})");

  private final TileTemplate template;
  private final Map<String, String> headers;
  private final Clock clock;
  private final Duration patience;
  private final HttpClient client;

  /// What came of asking.
  sealed interface Result {
    /// @param isKept whether the server lets it be kept on disk
    record Here(CachedTile tile, boolean isKept) implements Result {}

    /// What was there is still right.
    record Unchanged(long expires) implements Result {}

    /// There is no such tile, and asking again does not help.
    ///
    /// @param what a phrase that goes on from the tile
    record Missing(String what) implements Result {}

    /// It may be there later.
    ///
    /// @param what a phrase that goes on from the server's tiles
    record Away(String what) implements Result {}
  }

  /// @param patience for all of an answer
  /// @throws IllegalArgumentException with one sentence for the operator, if a header is none
  TileServer(TileTemplate template, Map<String, String> headers, Clock clock, Duration patience) {
    this.patience = patience;
    this.template = template;
    this.headers = headers;
    this.clock = clock;
    headers.forEach(TileServer::check);
    client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            // Another host must not get to know a key.
            .followRedirects(
                headers.isEmpty() ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER)
            .build();
  }

  private static void check(String name, String value) {
    try {
      HttpRequest.newBuilder().header(name, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "tiles-header." + name + " in the settings is no header that can be sent.");
    }
  }

  /// @param etag of what is there already; empty if nothing is
  Result fetch(TileId id, String etag) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(template.uri(id)).header("User-Agent", "Belvedere");
    headers.forEach(request::setHeader);
    if (!etag.isEmpty()) {
      request.header("If-None-Match", etag);
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request.build(),
            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST));
    try {
      return result(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return new Result.Away("did not come within %d seconds".formatted(patience.toSeconds()));
    } catch (ExecutionException e) {
      return result(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private Result result(HttpResponse<byte[]> response) {
    HttpHeaders said = response.headers();
    int status = response.statusCode();
    return switch (status) {
      case 200 ->
          new Result.Here(
              new CachedTile(response.body(), said.firstValue("ETag").orElse(""), expires(said)),
              !cacheControl(said).contains("no-store"));
      case 304 -> new Result.Unchanged(expires(said));
      case 204, 404, 410 ->
          new Result.Missing("is not there (the server answers %d)".formatted(status));
      case 401, 403, 407 ->
          new Result.Away(
              "are refused (the server answers %d): see tiles-source and tiles-header in the settings"
                  .formatted(status));
      case 429, 502, 503, 504 ->
          new Result.Away("do not come (the server answers %d)".formatted(status));
      default -> new Result.Missing("does not come (the server answers %d)".formatted(status));
    };
  }

  private static Result result(@Nullable Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return new Result.Away("cannot be reached: nobody answers");
    }
    if (cause instanceof UnknownHostException || isUnresolved(cause)) {
      return new Result.Away("cannot be reached: no such host is known");
    }
    if (cause instanceof ConnectException) {
      return new Result.Away("cannot be reached: the connection is refused");
    }
    if (cause instanceof IOException && String.valueOf(cause.getMessage()).contains("capacity")) {
      return new Result.Missing("is larger than %d MB".formatted(LARGEST / 1_000_000));
    }
    // The message may hold the address.
    return new Result.Away(
        "cannot be read (%s)"
            .formatted(cause == null ? "no answer" : cause.getClass().getSimpleName()));
  }

  private static boolean isUnresolved(@Nullable Throwable cause) {
    for (Throwable one = cause; one != null; one = one.getCause()) {
      if (one instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  /// Microseconds UTC.
  private long expires(HttpHeaders said) {
    String control = cacheControl(said);
    Matcher age = MAX_AGE.matcher(control);
    if (control.contains("no-cache") || control.contains("no-store")) {
      return clock.now();
    }
    return clock.now() + (age.find() ? Long.parseLong(age.group(1)) * 1_000_000 : A_DAY);
  }

  private static String cacheControl(HttpHeaders said) {
    Optional<String> control = said.firstValue("Cache-Control");
    return control.map(text -> text.toLowerCase(Locale.ROOT)).orElse("");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
