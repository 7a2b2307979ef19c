package io.belvedere.app.map.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.belvedere.app.map.TiledGround.Answer;
import io.belvedere.app.map.tiles.TilesStub.Asked;
import io.belvedere.ingest.tiles.TileId;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.ManualClock;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class ServedGroundTest {
  private static final TileId TILE = new TileId(14, 8529, 5974);
  private static final TileId BESIDE = new TileId(14, 8530, 5974);
  private static final long SHORT = 20_000_000;

  @TempDir private Path folder = Path.of("");
  private final List<ServedGround> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(ServedGround::close);
    opened.forEach(ground -> await().until(ground::hasEnded));
  }

  @Test
  void tileComesOnceItIsAskedFor() throws IOException {
    try (var stub = TilesStub.of(Color.ORANGE)) {
      ServedGround ground = open(stub.address());
      long before = ground.arrivals();
      assertThat(ground.picture(TILE)).isEqualTo(new Answer(null, true));
      await().until(() -> ground.hasComeSince(TILE, before));
      Answer answer = ground.picture(TILE);
      assertThat(answer.isAwaited()).isFalse();
      assertThat(color(answer.picture())).isEqualTo(Color.ORANGE);
      await().until(() -> !ground.isBusy());
      assertThat(ground.hasComeSince(BESIDE, before)).isFalse();
      assertThat(ground.newTrouble()).isEmpty();
      assertThat(stub.asked()).extracting(Asked::path).containsExactly("/14/8529/5974.png");
    }
  }

  @Test
  void whatWasFetchedIsThereAfterARestartWithoutTheServer() throws IOException {
    String address;
    try (var stub = TilesStub.of(Color.ORANGE)) {
      address = stub.address();
      ServedGround ground = open(address);
      awaitPicture(ground, TILE);
      await().until(() -> !ground.isBusy());
    }
    ServedGround again = open(address);
    assertThat(color(again.picture(TILE).picture())).isEqualTo(Color.ORANGE);
    assertThat(again.picture(BESIDE).picture()).isNull();
  }

  @Test
  void tileThatIsOutOfDateIsDrawnUntilTheServerHasAnother() throws IOException {
    var clock = new ManualClock(1_000_000_000_000L);
    try (var stub =
        new TilesStub(
            exchange -> {
              exchange.getResponseHeaders().set("ETag", "\"one\"");
              TilesStub.picture(Color.ORANGE, "max-age=1200").to(exchange);
            })) {
      ServedGround ground = open(stub.address(), clock);
      awaitPicture(ground, TILE);
      assertThat(ground.picture(TILE).isAwaited()).isFalse();

      // It has not changed, which is all that the server says.
      clock.advance(Duration.ofMinutes(21));
      stub.answer(TilesStub.status(304));
      assertThat(color(ground.picture(TILE).picture())).isEqualTo(Color.ORANGE);
      await().until(() -> !ground.picture(TILE).isAwaited());
      assertThat(stub.asked()).extracting(Asked::etag).containsExactly("null", "\"one\"");
      assertThat(ground.arrivals()).isEqualTo(1);

      clock.advance(Duration.ofDays(2));
      stub.answer(TilesStub.picture(Color.CYAN, "max-age=1200"));
      assertThat(color(ground.picture(TILE).picture())).isEqualTo(Color.ORANGE);
      await().until(() -> ground.hasComeSince(TILE, 1));
      assertThat(color(ground.picture(TILE).picture())).isEqualTo(Color.CYAN);
    }
  }

  @Test
  void tileThatMayNotBeKeptIsNotOnDisk() throws IOException {
    try (var stub = new TilesStub(TilesStub.picture(Color.ORANGE, "no-store"))) {
      ServedGround ground = open(stub.address());
      awaitPicture(ground, TILE);
      await().until(() -> !ground.isBusy());
      assertThat(files()).isEmpty();
      assertThat(ground.picture(TILE).isAwaited()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          404, is not there (the server answers 404)
          500, does not come (the server answers 500)
          """)
  void whatTheServerDoesNotHaveIsToldOnceAndNotAskedForAgain(int status, String what)
      throws IOException {
    try (var stub = new TilesStub(TilesStub.status(status))) {
      ServedGround ground = open(stub.address());
      ground.picture(TILE);
      ground.picture(BESIDE);
      await().until(() -> !ground.picture(TILE).isAwaited() && !ground.picture(BESIDE).isAwaited());
      await().until(() -> !ground.isBusy());
      assertThat(ground.newTrouble())
          .matches("Tile 14/85(29|30)/5974 of 127.0.0.1 \\Q" + what + "\\E. Our own ground .*");
      assertThat(ground.newTrouble()).isEmpty();
      assertThat(stub.asked()).hasSize(2);
      assertThat(ground.words()).contains("2 not to be had");
    }
  }

  @Test
  void answerThatIsNoTileIsTold() throws IOException {
    try (var stub =
        new TilesStub(
            exchange ->
                TilesStub.send(
                    exchange, 200, "<html>Log in</html>".getBytes(StandardCharsets.UTF_8)))) {
      ServedGround ground = open(stub.address());
      assertThat(trouble(ground, TILE)).contains("Tile 14/8529/5974 of 127.0.0.1 is no picture.");

      stub.answer(exchange -> TilesStub.send(exchange, 200, TilesStub.png(Color.RED, 2048)));
      assertThat(trouble(ground, BESIDE)).contains("is a picture of 2048 x 2048 pixels");

      byte[] png = TilesStub.png(Color.RED, 256);
      stub.answer(
          exchange -> TilesStub.send(exchange, 200, java.util.Arrays.copyOf(png, png.length / 2)));
      assertThat(trouble(ground, new TileId(3, 1, 1))).contains("is a damaged picture");

      stub.answer(exchange -> TilesStub.send(exchange, 200, new byte[TileServer.LARGEST + 1]));
      assertThat(trouble(ground, new TileId(3, 1, 2))).contains("is larger than 2 MB");
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void serverThatRefusesIsToldOnceAndIsAskedAgainLater() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    ServedGround refused = open("http://127.0.0.1:%d/{z}/{x}/{y}.png".formatted(port));
    assertThat(trouble(refused, TILE))
        .isEqualTo(
            "Tiles of 127.0.0.1 cannot be reached: the connection is refused. What is on disk is"
                + " drawn, and our own ground elsewhere.");
    assertThat(refused.words()).contains("which is away");

    try (var stub = new TilesStub(TilesStub.status(503))) {
      ServedGround ground = open(stub.address());
      assertThat(trouble(ground, TILE)).contains("do not come (the server answers 503)");
      await().until(() -> stub.asked().size() > 3);
      assertThat(ground.newTrouble()).isEmpty();
      stub.answer(TilesStub.picture(Color.ORANGE, "max-age=60"));
      awaitPicture(ground, TILE);
      assertThat(ground.words()).doesNotContain("away");
    }
  }

  @Test
  void serverThatDoesNotAnswerIsGivenUp() throws IOException {
    var over = new CountDownLatch(1);
    try (var stub =
        new TilesStub(
            exchange -> {
              // The head comes, the rest does not.
              exchange.sendResponseHeaders(200, 100_000);
              exchange.getResponseBody().flush();
              try {
                over.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            })) {
      ServedGround ground = open(stub.address());
      assertThat(trouble(ground, TILE)).contains("did not come within 1 seconds");
      over.countDown();
    }
  }

  @Test
  void keyIsSentAndNeverWrittenDown() throws IOException {
    var log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var written = new ListAppender<ILoggingEvent>();
    Level before = log.getLevel();
    log.setLevel(Level.TRACE);
    written.start();
    log.addAppender(written);
    try (var stub = new TilesStub(TilesStub.status(403))) {
      TilesChoice choice = choice(stub.address() + "?token=SECRET-A", Map.of("X-Key", "SECRET-B"));
      ServedGround ground = open(choice, Clock.system());
      assertThat(trouble(ground, TILE))
          .contains("are refused (the server answers 403)")
          .doesNotContain("SECRET");
      assertThat(stub.asked().getFirst())
          .isEqualTo(new Asked("/14/8529/5974.png?token=SECRET-A", "null", "SECRET-B"));
      assertThat(ground.words() + choice).doesNotContain("SECRET");
      stub.answer(TilesStub.picture(Color.ORANGE, "max-age=60"));
      awaitPicture(ground, TILE);
      await().until(() -> !ground.isBusy());
      assertThat(files()).isNotEmpty().noneMatch(file -> file.toString().contains("SECRET"));
    } finally {
      log.detachAppender(written);
      log.setLevel(before);
    }
    assertThat(written.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .filteredOn(line -> !line.contains("jdk.internal"))
        .noneMatch(line -> line.contains("SECRET"));
  }

  @Test
  void rowsMayBeCountedFromTheSouth() throws IOException {
    try (var stub = TilesStub.of(Color.ORANGE)) {
      ServedGround ground = open(stub.address().replace("{y}", "{-y}") + "?{s}");
      awaitPicture(ground, new TileId(2, 1, 0));
      assertThat(stub.asked()).extracting(Asked::path).containsExactly("/2/1/3.png?b");
    }
  }

  @Test
  void diskHoldsNoMoreThanItMay() throws IOException {
    try (var stub = TilesStub.of(Color.ORANGE)) {
      int one = new CachedTile(TilesStub.png(Color.ORANGE, 256), "", 0).toFile().length;
      TilesChoice choice = choice(stub.address(), Map.of(), 3L * one + one / 2);
      ServedGround ground = open(choice, Clock.system());
      for (int i = 0; i < 6; i++) {
        awaitPicture(ground, new TileId(5, i, 0));
      }
      await().until(() -> !ground.isBusy());
      assertThat(files())
          .extracting(file -> folder.relativize(file).getName(2).toString())
          .containsExactlyInAnyOrder("3", "4", "5");
      // A smaller budget holds from the next start on.
      var smaller = new TileFiles(folder, one);
      assertThat(smaller.bytes()).isEqualTo(one);
      assertThat(files()).hasSize(1);
    }
  }

  @Test
  void fileThatIsDamagedIsDroppedAndFetchedAnew() throws IOException {
    try (var stub = TilesStub.of(Color.ORANGE)) {
      ServedGround first = open(stub.address());
      awaitPicture(first, TILE);
      await().until(() -> !first.isBusy());
      Path file = files().getFirst();
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length - 9] ^= 0x55;
      Files.write(file, bytes);
      ServedGround again = open(stub.address());
      assertThat(again.picture(TILE)).isEqualTo(new Answer(null, true));
      assertThat(file).doesNotExist();
      awaitPicture(again, TILE);
    }
  }

  @Test
  void newestViewGoesFirstAndOldOnesAreForgotten() throws InterruptedException {
    var queue = new TileQueue(Clock.system());
    for (int i = 0; i < TileQueue.MOST; i++) {
      queue.ask(new TileId(10, i, 0));
    }
    queue.beginView();
    queue.ask(new TileId(12, 1, 1));
    queue.ask(new TileId(12, 1, 2));
    queue.ask(new TileId(10, 7, 0));
    assertThat(queue.size()).isEqualTo(TileQueue.MOST);
    assertThat(List.of(queue.take(), queue.take(), queue.take(), queue.take()))
        .containsExactly(
            new TileId(12, 1, 1), new TileId(12, 1, 2), new TileId(10, 7, 0), new TileId(10, 0, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://tiles.example/{z}/{x}.png          | has no {y}
          https://tiles.example/{z}/{y}.png          | has no {x}
          https://a b/{z}/{x}/{y}.png                | is none
          https:///{z}/{x}/{y}.png                   | is none
          """)
  void addressThatIsNoneIsTold(String address, String why) {
    assertThatThrownBy(() -> choice(address, Map.of()).open(Clock.system(), folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The address of the tiles " + why)
        .hasMessageNotContaining("tiles.example");
  }

  private ServedGround open(String address) throws IOException {
    return open(address, Clock.system());
  }

  private ServedGround open(String address, Clock clock) throws IOException {
    return open(choice(address, Map.of()), clock);
  }

  private ServedGround open(TilesChoice choice, Clock clock) throws IOException {
    var ground =
        new ServedGround(
            choice,
            TileTemplate.parse(choice.source()),
            new TileFiles(folder, choice.cacheBytes()),
            clock,
            SHORT,
            Duration.ofSeconds(1));
    opened.add(ground);
    return ground;
  }

  private static TilesChoice choice(String address, Map<String, String> headers) {
    return choice(address, headers, 1_000_000);
  }

  private static TilesChoice choice(String address, Map<String, String> headers, long bytes) {
    return new TilesChoice(true, address, "© City", 256, 0, 19, headers, bytes);
  }

  private static void awaitPicture(ServedGround ground, TileId id) {
    await().until(() -> ground.picture(id).picture() != null);
  }

  private static String trouble(ServedGround ground, TileId id) {
    ground.picture(id);
    return await().until(ground::newTrouble, sentence -> !sentence.isEmpty());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static Color color(@org.jspecify.annotations.Nullable BufferedImage picture) {
    return new Color(Objects.requireNonNull(picture).getRGB(100, 100));
  }
}
