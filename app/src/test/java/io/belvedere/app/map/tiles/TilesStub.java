package io.belvedere.app.map.tiles;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;

/// A city's tile server on this machine.
public final class TilesStub implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
  private volatile Answer answer;

  /// What was asked for.
  record Asked(String path, String etag, String key) {}

  /// What is answered.
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  TilesStub(Answer first) throws IOException {
    answer = first;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// One colour wherever one looks.
  public static TilesStub of(Color color) throws IOException {
    return new TilesStub(picture(color, "max-age=3600"));
  }

  static Answer picture(Color color, String cacheControl) {
    return exchange -> {
      exchange.getResponseHeaders().set("Cache-Control", cacheControl);
      send(exchange, 200, png(color, 256));
    };
  }

  static Answer status(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  public static byte[] png(Color color, int side) throws IOException {
    var picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setColor(color);
    g.fillRect(0, 0, side, side);
    g.dispose();
    var out = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", out);
    return out.toByteArray();
  }

  void answer(Answer other) {
    answer = other;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      asked.add(
          new Asked(
              exchange.getRequestURI().toString(),
              String.valueOf(headers.getFirst("If-None-Match")),
              String.valueOf(headers.getFirst("X-Key"))));
      answer.to(exchange);
    }
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  public String address() {
    return "http://127.0.0.1:%d/{z}/{x}/{y}.png".formatted(server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
