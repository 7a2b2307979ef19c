package io.belvedere.app.map.google;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.belvedere.ingest.time.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/// The maps API on this machine, or one of the ways in which there is none.
public final class MapsStub implements AutoCloseable {
  /// Shaped as Google's are.
  public static final GoogleKey KEY = new GoogleKey("AIza-of_nobody" + "0".repeat(25));

  /// Of the ground, `0xAARRGGBB`.
  static final int COLOR = 0xFF2468AC;

  private final int port;
  private final AutoCloseable server;

  private MapsStub(int port, AutoCloseable server) {
    this.port = port;
    this.server = server;
  }

  /// Answers as Google does.
  public static MapsStub serving() throws IOException {
    return serving(/* refuses= */ false);
  }

  /// Finds fault with every key, and draws a map all the same, as Google does.
  static MapsStub refusingKeys() throws IOException {
    return serving(/* refuses= */ true);
  }

  /// Nobody listens there.
  static MapsStub closed() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new MapsStub(socket.getLocalPort(), () -> {});
    }
  }

  /// Takes connections and never answers.
  static MapsStub silent() throws IOException {
    var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    return new MapsStub(socket.getLocalPort(), socket);
  }

  private static MapsStub serving(boolean refuses) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String script =
        "var stub = { refuses: %b, color: '#%06x', moves: 0, query: {} };\n%s"
            .formatted(refuses, COLOR & 0xFFFFFF, script());
    server.createContext("/api/js", exchange -> answer(exchange, script));
    server.start();
    return new MapsStub(server.getAddress().getPort(), () -> server.stop(0));
  }

  private static void answer(HttpExchange exchange, String script) throws IOException {
    try (exchange) {
      byte[] body = script.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/javascript; charset=utf-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String script() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(MapsStub.class.getResourceAsStream("maps-stub.js"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port + "/api/js");
  }

  /// A view of GMapsFX that loads from here.
  WebMap.Factory maps() {
    return (key, listener) -> new GoogleView(address(), key, listener);
  }

  GoogleGround ground(Clock clock) {
    return GoogleGround.open(clock, Optional.of(KEY), maps());
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
