package io.belvedere.ingest.headless;

import io.belvedere.ingest.decode.Decoder;
import io.belvedere.ingest.decode.FormatName;
import io.belvedere.ingest.decode.Formats;
import io.belvedere.ingest.decode.RawRecord;
import io.belvedere.ingest.decode.profile.Profile;
import io.belvedere.ingest.decode.profile.ProfileException;
import io.belvedere.ingest.decode.profile.ProfileReader;
import io.belvedere.ingest.model.Catalogue;
import io.belvedere.ingest.time.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Shows what would come of a sample of a city's payload.
@Command(
    name = "decode",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Shows which observations would come of a sample, and what would be rejected, where and why.",
    footer = {
      "",
      "Exit codes: 0 all was read, 1 something was rejected, 2 wrong arguments or profile."
    })
public final class Decode implements Callable<Integer> {
  private static final int WRONG = 2;

  @Option(
      names = "--sample",
      required = true,
      paramLabel = "FILE",
      description = "A message as it is in Kafka, or several, one a line.")
  private Path sample = Path.of("");

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "The mapping profile to read it by (YAML or JSON).")
  private @Nullable Path profile;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "Without a profile: what the messages are, of native, cloudevents, sensorthings, ngsi and"
              + " sparkplug (default: what they look like).")
  private @Nullable String format;

  @Option(
      names = "--key",
      paramLabel = "TEXT",
      defaultValue = "sample",
      description = "The key of the messages (default: ${DEFAULT-VALUE}).")
  private String key = "";

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "A header of the messages; may be given several times.")
  private Map<String, String> headers = Map.of();

  @Option(
      names = "--catalogue",
      paramLabel = "FILE",
      description =
          "What the datastreams are: an object of catalogue entries by datastream, or lines of"
              + " datastream, tab, entry, as Kafka's console consumer prints them.")
  private @Nullable Path catalogue;

  private final Clock clock = Clock.system();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    try {
      return show(line.getOut());
    } catch (ProfileException | IllegalArgumentException e) {
      line.getErr().println(e.getMessage());
    } catch (IOException e) {
      line.getErr().println(e.getMessage());
    }
    return WRONG;
  }

  private int show(PrintWriter to) throws IOException, ProfileException {
    if (profile != null && format != null) {
      throw new IllegalArgumentException(
          "--profile reads a city's own payload, --format one that Belvedere knows: choose one.");
    }
    Profile own = profile == null ? null : readProfile(profile);
    Catalogue described =
        catalogue == null
            ? Catalogue.empty(SampleCatalogue.DISTRICT)
            : SampleCatalogue.read(catalogue.toString(), text(catalogue));
    var table = new SampleTable(described, catalogue != null);
    Decoder decoder = decoder(own, table);
    List<byte[]> messages = SampleMessages.of(bytes(sample));
    for (byte[] message : messages) {
      table.begin();
      decoder.decode(record(message, table.messages()), table);
    }
    table.print(to);
    to.flush();
    return table.rejections() == 0 ? 0 : 1;
  }

  private Decoder decoder(@Nullable Profile own, SampleTable table) {
    if (own == null) {
      return new Decoder(
          table, format == null ? Formats.found() : Formats.of(FormatName.parse(format)));
    }
    ProfileReader reader = own.reader(table);
    table.unitsFrom(reader::unit);
    return new Decoder(table, Formats.by(_ -> reader));
  }

  private RawRecord record(byte[] message, int offset) {
    return new RawRecord(
        "sample",
        0,
        offset,
        clock.now(),
        utf8(key),
        message,
        name -> {
          String header = headers.get(name);
          return header == null ? null : utf8(header);
        });
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Profile readProfile(Path file) throws IOException, ProfileException {
    try {
      return Profile.read(file);
    } catch (IOException e) {
      throw cannotRead(file, e);
    }
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw cannotRead(file, e);
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw cannotRead(file, e);
    }
  }

  private static IOException cannotRead(Path file, IOException e) {
    return new IOException("Cannot read " + file + ": " + reason(e) + ".", e);
  }

  /// Why a file cannot be read, in words.
  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "there is no such file";
      case CharacterCodingException foreign -> "it is not UTF-8";
      default -> e.toString();
    };
  }
}
