package io.belvedere.ingest.headless;

import io.belvedere.ingest.decode.PlaceInJson;
import io.belvedere.ingest.feed.DeadLetter;
import io.belvedere.ingest.feed.KeptLetter;
import io.belvedere.ingest.feed.LetterArchive;
import io.belvedere.ingest.feed.LetterBody;
import io.belvedere.ingest.feed.LetterFilter;
import io.belvedere.ingest.feed.LetterJson;
import io.belvedere.ingest.feed.Letters;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.feed.Retried;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// Shows what could not be read, writes it out, and tries it again.
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Tells what of a district could not be read and why, from the folder of --data, or without"
            + " one from the district's dead-letter topic.",
    footer = {
      "",
      "Exit codes: 0 done, 1 --re-drive could not read all, 2 wrong arguments or nothing to read"
          + " from."
    })
@SuppressWarnings("NullAway.Init") // filled by the command line
public final class DeadLettersCommand implements Callable<Integer> {
  private static final int WRONG = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Mixin private FeedArguments feed;

  @Option(names = "--list", description = "One line for each letter, beside the counts.")
  private boolean list;

  @Option(
      names = "--show",
      paramLabel = "PARTITION:OFFSET",
      description = "All of one record: headers, and the value as hex and text.")
  private @Nullable String show;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description = "Writes the letters as JSON Lines, the values as Base64 and as text.")
  private @Nullable Path export;

  @Option(
      names = "--re-drive",
      description =
          "Reads the letters in the folder of --data once more, by the profile, format and"
              + " catalogue of now, and applies what can be read. Nobody else may use the folder"
              + " meanwhile.")
  private boolean redrive;

  @Option(
      names = "--dry-run",
      description = "With --re-drive: tells what would come of it and applies nothing.")
  private boolean dryRun;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Only those with this reason.")
  private String reason;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Only those with this in key, pointer or value, for example a datastream's id.")
  private String text;

  @Option(names = "--partition", paramLabel = "N", description = "Only those of this partition.")
  private @Nullable Integer partition;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Time.class,
      description = "Only those received from then on; RFC 3339: 2026-01-10T08:15:00Z.")
  private @Nullable Long since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Time.class,
      description = "Only those received before that.")
  private @Nullable Long until;

  private final Clock clock = Clock.system();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    var line = spec.commandLine();
    PrintWriter out = line.getOut();
    try {
      int code = redrive ? redrive(out) : read(out);
      out.flush();
      return code;
    } catch (UncheckedIOException e) {
      line.getErr().println(Objects.requireNonNull(e.getCause()).getMessage());
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      line.getErr().println(e.getMessage());
    }
    return WRONG;
  }

  private LetterFilter filter() {
    return new LetterFilter(
        reason,
        text,
        partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
        since == null ? Long.MIN_VALUE : since,
        until == null ? Long.MAX_VALUE : until,
        /* undrivenOnly= */ redrive);
  }

  private DistrictId district() {
    List<DistrictId> wanted = feed.districts();
    if (wanted.size() != 1) {
      throw new IllegalArgumentException("Dead letters are told of one district: --district ID.");
    }
    return wanted.getFirst();
  }

  private int read(PrintWriter out) throws IOException {
    if (dryRun) {
      throw new IllegalArgumentException("--dry-run goes with --re-drive.");
    }
    LetterFilter wanted = filter();
    if (show != null) {
      return showOne(show, wanted, out);
    }
    if (export != null) {
      return export(export, wanted, out);
    }
    return summary(wanted, out);
  }

  /// @return how it stands with them, where a folder tells
  private Optional<Letters.Reading> each(LetterFilter wanted, Consumer<KeptLetter> to)
      throws IOException {
    Consumer<KeptLetter> matching =
        kept -> {
          if (wanted.takes(kept.letter(), kept.body())) {
            to.accept(kept);
          }
        };
    Optional<Path> folder = feed.data();
    if (folder.isPresent()) {
      return LetterArchive.readFolder(folder.get(), district(), matching);
    }
    Optional<KafkaSettings> kafka = feed.kafka();
    if (kafka.isEmpty()) {
      throw new IllegalArgumentException(
          "Where are they? --data names a desk's folder, --bootstrap-servers the city's Kafka.");
    }
    LetterArchive.readTopic(kafka.get(), district(), clock, matching);
    return Optional.empty();
  }

  /// What was rejected for one reason.
  private static final class Count {
    private int records;
    private long observations;
    private int readLater;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void add(DeadLetter letter) {
      records++;
      observations += letter.times();
      readLater += letter.driven() ? 1 : 0;
      first = Math.min(first, letter.receiveTime());
      last = Math.max(last, letter.receiveTime());
    }
  }

  private int summary(LetterFilter wanted, PrintWriter out) throws IOException {
    Map<String, Count> reasons = new LinkedHashMap<>();
    List<DeadLetter> letters = new ArrayList<>();
    Optional<Letters.Reading> told =
        each(
            wanted,
            kept -> {
              reasons.computeIfAbsent(kept.letter().reason(), _ -> new Count()).add(kept.letter());
              if (list) {
                letters.add(kept.letter());
              }
            });
    if (reasons.isEmpty()) {
      out.println("No dead letter." + kept(told));
      return 0;
    }
    out.printf(
        "%8s  %12s  %10s  %-20s  %-20s  %s%n",
        "RECORDS", "OBSERVATIONS", "READ LATER", "FIRST", "LAST", "REASON");
    reasons.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<String, Count> e) -> e.getValue().records)
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .forEach(
            e ->
                out.printf(
                    Locale.ROOT,
                    "%,8d  %,12d  %,10d  %-20s  %-20s  %s%n",
                    e.getValue().records,
                    e.getValue().observations,
                    e.getValue().readLater,
                    second(e.getValue().first),
                    second(e.getValue().last),
                    e.getKey()));
    if (list) {
      out.printf("%n%-20s  %18s  %-16s  %s%n", "RECEIVED", "PARTITION:OFFSET", "KEY", "REASON");
      letters.sort(Comparator.comparingLong(DeadLetter::receiveTime).reversed());
      letters.forEach(
          each ->
              out.printf(
                  "%-20s  %18s  %-16s  %s%s%n",
                  second(each.receiveTime()),
                  each.partition() + ":" + each.offset(),
                  printable(each.key()),
                  reason(each),
                  each.driven() ? ", read later" : ""));
    }
    String more = kept(told);
    if (!more.isEmpty()) {
      out.println();
      out.println(more.strip());
    }
    return 0;
  }

  private static String kept(Optional<Letters.Reading> told) {
    if (told.isEmpty() || told.get().since().isEmpty()) {
      return "";
    }
    String gone =
        told.get().gone() == 0
            ? ""
            : String.format(
                Locale.ROOT, " %,d older ones had to go to make room.", told.get().gone());
    return " Kept since " + second(told.get().since().getAsLong()) + "." + gone;
  }

  private int showOne(String place, LetterFilter wanted, PrintWriter out) throws IOException {
    if (!place.matches("[0-9]{1,9}:[0-9]{1,18}")) {
      throw new IllegalArgumentException(
          "--show takes a partition and an offset, as 3:1041, and not \"" + place + "\".");
    }
    int of = Integer.parseInt(place.substring(0, place.indexOf(':')));
    long offset = Long.parseLong(place.substring(place.indexOf(':') + 1));
    List<KeptLetter> found = new ArrayList<>();
    var unused =
        each(
            wanted,
            kept -> {
              if (kept.letter().partition() == of && kept.letter().offset() == offset) {
                found.add(kept);
              }
            });
    if (found.isEmpty()) {
      throw new IllegalArgumentException("There is no dead letter of " + place + ".");
    }
    found.forEach(kept -> print(kept, out));
    return 0;
  }

  private static void print(KeptLetter kept, PrintWriter out) {
    DeadLetter letter = kept.letter();
    LetterBody body = kept.body();
    out.printf(
        "%s, partition %d, offset %d, received %s%n",
        letter.topic(),
        letter.partition(),
        letter.offset(),
        Micros.toInstant(letter.receiveTime()));
    if (!letter.topicId().isEmpty()) {
      out.println("Topic id: " + letter.topicId());
    }
    out.println("Rejected: " + reason(letter));
    if (letter.driven()) {
      out.println("It was read later.");
    }
    byte[] key = body.key();
    out.println(key == null ? "No key." : "Key: " + text(key));
    for (LetterBody.Header each : body.headers()) {
      byte[] value = each.value();
      out.printf("Header %s: %s%n", printable(each.name()), value == null ? "" : text(value));
    }
    byte[] value = body.value();
    if (value == null) {
      out.println("No value.");
      return;
    }
    Optional<PlaceInJson> place = PlaceInJson.of(value, letter.pointer());
    out.printf(
        Locale.ROOT,
        "Value: %,d bytes%s%s%n",
        letter.size(),
        value.length < letter.size() ? ", of which the first are kept" : "",
        place
            .map(
                p -> ", %s bytes %d to %d".formatted(p.exact() ? "at" : "in", p.from(), p.to() - 1))
            .orElse(""));
    HexDump.print(
        value, place.map(PlaceInJson::from).orElse(-1), place.map(PlaceInJson::to).orElse(-1), out);
    out.println();
  }

  private int export(Path file, LetterFilter wanted, PrintWriter out) throws IOException {
    int[] count = {0};
    try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(file))) {
      var unused =
          each(
              wanted,
              kept -> {
                try {
                  LetterJson.export(kept.letter(), kept.body(), to);
                  count[0]++;
                } catch (IOException e) {
                  throw new UncheckedIOException(
                      new IOException("Cannot write " + file + ": " + Decode.reason(e) + ".", e));
                }
              });
    }
    out.printf(Locale.ROOT, "Wrote %,d letters to %s.%n", count[0], file);
    return 0;
  }

  private int redrive(PrintWriter out) throws IOException, InterruptedException {
    if (feed.data().isEmpty()) {
      throw new IllegalArgumentException(
          "--re-drive needs --data: what is read has to be kept somewhere.");
    }
    if (feed.kafka().isEmpty()) {
      throw new IllegalArgumentException(
          "--re-drive needs the city's Kafka, which has the catalogue: --bootstrap-servers.");
    }
    DistrictId wanted = district();
    try (CityFeed city = CityFeed.open(feed, new SandboxArguments(), clock, /* server= */ false)) {
      LiveDistrict district = live(city, wanted);
      Letters letters = district.letters();
      List<DeadLetter> which = letters.find(filter());
      Retried what = letters.tryAgain(which, dryRun, _ -> {});
      out.println(what.sentence(dryRun));
      return what.read() == what.records() && what.left().isEmpty() ? 0 : 1;
    }
  }

  private LiveDistrict live(CityFeed city, DistrictId wanted)
      throws IOException, InterruptedException {
    long start = clock.ticks();
    var never = new CountDownLatch(1);
    while (true) {
      Optional<LiveDistrict> district =
          city.districts().stream().filter(d -> d.id().equals(wanted)).findFirst();
      if (district.isPresent()
          && district.get().status().isLive()
          && district.get().keeping().loaded()
          && district.get().letters().reading().since().isPresent()) {
        return district.get();
      }
      if (clock.ticks() - start > PATIENCE.toNanos()) {
        throw new IOException(
            "%s does not come up: %s"
                .formatted(wanted, district.map(d -> d.status().cause()).orElse("not found.")));
      }
      var unused = never.await(100, TimeUnit.MILLISECONDS);
    }
  }

  private static String reason(DeadLetter letter) {
    return letter.reason()
        + (letter.pointer().isEmpty() ? "" : " at " + letter.pointer())
        + (letter.times() == 1 ? "" : " and %d more".formatted(letter.times() - 1));
  }

  private static String text(byte[] bytes) {
    return printable(new String(bytes, StandardCharsets.UTF_8));
  }

  /// A terminal is not to be driven by what somebody sent.
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", ".");
  }

  private static String second(long micros) {
    return Micros.toInstant(micros / Micros.PER_SECOND * Micros.PER_SECOND).toString();
  }

  /// `2026-01-10T08:15:00Z`
  static final class Time implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        return Micros.of(instant);
      } catch (DateTimeException | ArithmeticException e) {
        throw new TypeConversionException(
            "\"" + text + "\" is no time with an offset, as 2026-01-10T08:15:00Z is.");
      }
    }
  }
}
