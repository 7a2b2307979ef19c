package io.belvedere.ingest.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import io.belvedere.ingest.decode.profile.Profile;
import io.belvedere.ingest.decode.profile.ProfileException;
import io.belvedere.ingest.model.DistrictId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What a coverage-guided fuzzer calls with ever new bytes, for one of our decoders. Whatever the
/// bytes, no exception comes out, there are no more outcomes than bytes, the memory that it takes
/// is bounded by them, and where there are a fast and a slow way both say the same.
///
/// An input is a record: lines `name: value` for headers up to an empty line, if it begins so, and
/// then the value.
public final class DecoderFuzz {
  /// The system property that names the decoder.
  static final String DECODER = "fuzz.decoder";

  private static final String CATALOGUE = "catalogue";
  private static final String PROFILE = "profile-";
  private static final long MORE_AT_ALL = 128 << 10;
  private static final long MORE_WITH_HOOKS = 64 << 20;
  private static final long MOST_FOR_A_BYTE = 600;
  private static final int MOST_TIMES_AGAIN = 10;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Consumer<Input> TARGET = target(System.getProperty(DECODER, CATALOGUE));

  /// What the decoders themselves take, which are made for each input.
  private static final long FOR_NOTHING = forNothing();

  private DecoderFuzz() {}

  /// All that can be tried: the formats by name, looking, the catalogue, and each example of a
  /// mapping profile.
  static List<String> decoders() {
    List<String> all = new ArrayList<>();
    for (FormatName format : FormatName.values()) {
      all.add(format.toString());
    }
    all.add("found");
    all.add(CATALOGUE);
    profiles().forEach(p -> all.add(PROFILE + p.getFileName()));
    return all;
  }

  private static List<Path> profiles() {
    Path folder = Path.of(System.getProperty("belvedere.root")).resolve("src-assets/profiles");
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Called by the fuzzer, whose hooks take memory in our thread as well.
  public static void fuzzerTestOneInput(byte[] bytes) {
    check(bytes, MORE_WITH_HOOKS);
  }

  /// Tries without a fuzzer what it has kept.
  ///
  /// @param args the folder
  public static void main(String[] args) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      for (Path file : files.toList()) {
        try {
          check(Files.readAllBytes(file), MORE_AT_ALL);
        } catch (AssertionError e) {
          throw new AssertionError(file + ": " + e.getMessage(), e);
        }
      }
    }
  }

  private static void check(byte[] bytes, long more) {
    Input input = Input.of(bytes);
    long bound = FOR_NOTHING + more + MOST_FOR_A_BYTE * bytes.length;
    long taken = taken(input);
    // What is made only once, such as classes and what is linked late, is not the input's doing.
    for (int again = 0; again < MOST_TIMES_AGAIN && taken > bound; again++) {
      taken = taken(input);
    }
    if (taken > bound) {
      throw new AssertionError(taken + " bytes of memory for " + bytes.length);
    }
  }

  private static long forNothing() {
    var nothing = new Input(Map.of(), "{}".getBytes(UTF_8));
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      least = Math.min(least, taken(nothing));
    }
    return least;
  }

  private static long taken(Input input) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    TARGET.accept(input);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static Consumer<Input> target(String decoder) {
    return switch (decoder) {
      case CATALOGUE -> DecoderFuzz::readCatalogue;
      case "found" -> bothWays(Formats.found());
      default ->
          decoder.startsWith(PROFILE)
              ? oneWay(profile(decoder.substring(PROFILE.length())))
              : bothWays(Formats.of(FormatName.parse(decoder)));
    };
  }

  private static Formats profile(String file) {
    try {
      Path path = profiles().stream().filter(p -> p.endsWith(file)).findFirst().orElseThrow();
      return Formats.by(Profile.read(path));
    } catch (IOException | ProfileException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void readCatalogue(Input input) {
    byte[] key = input.headers.getOrDefault("key", "level-8").getBytes(UTF_8);
    CatalogueEntry entry = CatalogueJson.read(new DistrictId("monaco"), key, input.value);
    if (entry instanceof CatalogueEntry.Malformed(String reason, String pointer)
        && (reason.isBlank() || !(pointer.isEmpty() || pointer.startsWith("/")))) {
      throw new AssertionError("Malformed without a reason or place: " + entry);
    }
  }

  /// What a sender says before says nothing of the next record, but for Sparkplug's births: each
  /// input meets decoders that know nothing.
  private static Consumer<Input> bothWays(Formats formats) {
    return input -> {
      List<String> fast = new Decoded(true, formats).decode(input.record());
      List<String> slow = new Decoded(false, formats).decode(input.record());
      if (!fast.equals(slow)) {
        throw new AssertionError("Fast " + fast + " and slow " + slow + " differ.");
      }
      check(fast, input);
    };
  }

  private static Consumer<Input> oneWay(Formats formats) {
    return input -> check(new Decoded(true, formats).decode(input.record()), input);
  }

  /// A reading of a profile may be of several datastreams.
  private static void check(List<String> outcomes, Input input) {
    if (outcomes.size() > 3 * input.value.length + 3) {
      throw new AssertionError(outcomes.size() + " outcomes of " + input.value.length + " bytes");
    }
  }

  /// What to begin with: payloads of every kind that is known to be right.
  static List<byte[]> seeds(String decoder) {
    if (decoder.equals(CATALOGUE)) {
      return List.of(CatalogueJsonTest.LEVEL.getBytes(UTF_8));
    }
    if (decoder.startsWith(PROFILE)) {
      return samples(decoder.substring(PROFILE.length()).replace(".yaml", ""));
    }
    List<byte[]> seeds = new ArrayList<>();
    for (FormatName format : FormatName.values()) {
      if (decoder.equals("found") || decoder.equals(format.toString())) {
        GoldenPayloads.of(format.toString()).forEach(p -> seeds.add(Input.of(p).bytes()));
      }
    }
    return seeds;
  }

  private static List<byte[]> samples(String name) {
    List<byte[]> samples = new ArrayList<>();
    Path folder = Path.of(System.getProperty("belvedere.root")).resolve("src-assets/profiles");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.getFileName().toString().startsWith(name) && !file.toString().endsWith(".yaml")) {
          samples.add(Files.readAllBytes(file));
          Files.readAllLines(file).forEach(line -> samples.add(line.getBytes(UTF_8)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return samples;
  }

  /// A record.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Input(Map<String, String> headers, byte[] value) {
    static Input of(GoldenPayloads payload) {
      return new Input(payload.headers(), payload.bytes());
    }

    static Input of(byte[] bytes) {
      Map<String, String> headers = new HashMap<>();
      int at = 0;
      for (int end = end(bytes, at); end > at; end = end(bytes, at)) {
        String line = new String(bytes, at, end - at, UTF_8);
        int colon = line.indexOf(": ");
        if (colon < 0) {
          return new Input(Map.of(), bytes);
        }
        headers.put(line.substring(0, colon), line.substring(colon + 2));
        at = end + 1;
      }
      boolean isWhole = headers.isEmpty() || end(bytes, at) != at;
      return isWhole
          ? new Input(Map.of(), bytes)
          : new Input(headers, Arrays.copyOfRange(bytes, at + 1, bytes.length));
    }

    /// Where a line ends; before its beginning if it does not.
    private static int end(byte[] bytes, int from) {
      for (int i = from; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          return i;
        }
      }
      return from - 1;
    }

    byte[] bytes() {
      StringBuilder lines = new StringBuilder();
      headers.forEach((name, text) -> lines.append(name).append(": ").append(text).append('\n'));
      byte[] before = lines.isEmpty() ? new byte[0] : lines.append('\n').toString().getBytes(UTF_8);
      byte[] all = Arrays.copyOf(before, before.length + value.length);
      System.arraycopy(value, 0, all, before.length, value.length);
      return all;
    }

    RawRecord record() {
      return Decoded.record(headers.getOrDefault("key", "k").getBytes(UTF_8), value, headers);
    }
  }
}
