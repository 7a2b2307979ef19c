package io.belvedere.ingest.decode.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Whatever the bytes, reading by a profile ends: with observations or with reasons, and with no
/// more of either than there are places in the message.
class ProfilePropertyTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("belvedere.root")).resolve("src-assets/profiles");

  private static final String[] NAMES = {
    "gw",
    "sensors",
    "id",
    "ts",
    "state",
    "temperature",
    "humidity",
    "door",
    "sentAt",
    "battery_mV",
    "seq",
    "boots",
    "a/b~c",
    ""
  };
  private static final String[] SCALARS = {
    "0",
    "-0.0",
    "1e999",
    "NaN",
    "-999",
    "1768032930120",
    "99999999999999999999",
    "null",
    "true",
    "\"ok\"",
    "\"off\"",
    "\"open\"",
    "\"10.01.2026 09:15:31\"",
    "\"29.03.2026 02:30:00\"",
    "\"\"",
    "\"\\ud800\"",
    "\"" + "9".repeat(500) + "\"",
    "\"s1\"",
    "1.5",
    "\"1.5\"",
    "\"-\"",
    "\"1e+\""
  };

  @Property(tries = 500)
  void noExceptionEscapesWhateverTheMessage(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    var observed = new Observed(gateway());
    StringBuilder message = new StringBuilder();
    write(message, random, 0, 6);
    byte[] bytes = message.toString().getBytes(StandardCharsets.UTF_8);
    check(observed, bytes, message.length());
    for (int round = 0; round < 8; round++) {
      byte[] damaged = bytes.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      check(observed, damaged, message.length());
    }
  }

  @Property(tries = 1_000)
  void norWhateverTheBytes(@ForAll byte[] bytes) throws IOException {
    check(new Observed(gateway()), bytes, bytes.length + 4);
  }

  private static void check(Observed observed, byte[] message, int most) {
    assertThatCode(() -> assertThat(observed.of(message)).hasSizeLessThanOrEqualTo(3 * most + 3))
        .doesNotThrowAnyException();
  }

  private static String gateway() throws IOException {
    return Files.readString(FOLDER.resolve("gateway.yaml"));
  }

  private static void write(StringBuilder to, Random random, int depth, int deepest) {
    int kind = depth == 0 ? 2 : random.nextInt(depth < deepest ? 4 : 1);
    if (kind < 2) {
      to.append(SCALARS[random.nextInt(SCALARS.length)]);
      return;
    }
    boolean isObject = kind == 2;
    to.append(isObject ? '{' : '[');
    int from = isObject ? random.nextInt(NAMES.length) : 0;
    int size = random.nextInt(isObject ? NAMES.length : 6);
    for (int i = 0; i < size; i++) {
      to.append(i == 0 ? "" : ",");
      if (isObject) {
        to.append('"').append(NAMES[(from + i) % NAMES.length]).append("\":");
      }
      write(to, random, depth + 1, deepest);
    }
    to.append(isObject ? '}' : ']');
  }

  /// What is long and stands in the message once, but is asked for by each of many readings, must
  /// not be copied for each of them.
  @Property(tries = 20)
  void memoryIsBoundedByTheMessagesSize(@ForAll @IntRange(min = 0, max = 5) int what) {
    int many = 20_000;
    // As long as a text may be that is looked at.
    String huge = "x".repeat(65_000);
    String readings =
        IntStream.range(0, many).mapToObj(_ -> "{\"v\":1}").collect(Collectors.joining(","));
    String message =
        "{\"id\":\"%s\",\"t\":\"%s\",\"q\":\"%s\",\"v\":\"%s\",\"n\":\"%s\",\"s\":{\"%s\":[%s]}}"
            .formatted(
                what == 0 ? huge : "a",
                what == 1 ? huge : "2026-01-10T08:15:30Z",
                what == 2 ? huge : "good",
                what == 3 ? huge : "1",
                what == 4 ? huge : "1",
                what == 5 ? huge.substring(0, 1_000) : "list",
                readings);
    var observed =
        new Observed(
            """
            {profile: 1, time: /t, quality: /q, sequence: /n, readings: [{each: '/s/*/*', values: [
              {datastream: '{/id}', result: /v, unit: cm},
              {datastream: '{/id}', result: '/s/*/*/missing'}]}]}
            """);
    long before = allocated();
    List<String> found = observed.of(message);
    long bytes = allocated() - before;
    assertThat(found).hasSize(2 * many);
    // A copy for each reading would be 1.3 GB.
    assertThat(bytes).isLessThan(200_000_000L);
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
