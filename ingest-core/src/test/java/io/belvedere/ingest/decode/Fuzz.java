package io.belvedere.ingest.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lets a coverage-guided fuzzer at our decoders, each in a process of its own for a while, and
/// says what it found. What it learns stays in a folder, so that the next time goes on from there;
/// it is tried once more without the fuzzer, whose hooks take memory that is not the decoder's.
final class Fuzz {
  private static final Pattern PROGRESS = Pattern.compile("#(\\d+)\\s.*cov: (\\d+).*corp: (\\d+)/");

  private Fuzz() {}

  /// @param args the folder, the seconds for each decoder, and which decoders; none for all
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    long seconds = Long.parseLong(args[1]);
    List<String> chosen = Arrays.stream(args).skip(2).filter(name -> !name.isBlank()).toList();
    int found = 0;
    for (String decoder : chosen.isEmpty() ? DecoderFuzz.decoders() : chosen) {
      found += run(decoder, folder.resolve(decoder), seconds) ? 0 : 1;
    }
    if (found > 0) {
      System.out.println("Something was found in " + found + " decoders.");
      System.exit(1);
    }
  }

  private static boolean run(String decoder, Path folder, long seconds) throws Exception {
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    int number = 0;
    for (byte[] seed : DecoderFuzz.seeds(decoder)) {
      Files.write(corpus.resolve("seed-" + number++), seed);
    }
    Path log = folder.resolve("log.txt");
    int code =
        java(
            decoder,
            log.toFile(),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + DecoderFuzz.class.getName(),
            "--instrumentation_includes=io.belvedere.ingest.decode.**:com.fasterxml.jackson.core.**",
            "--reproducer_path=" + folder,
            "-artifact_prefix=" + folder + File.separator,
            "-max_total_time=" + seconds,
            "-timeout=60",
            "-rss_limit_mb=4096",
            "-max_len=8192",
            corpus.toString());
    File kept = folder.resolve("kept.txt").toFile();
    if (code == 0 && java(decoder, kept, DecoderFuzz.class.getName(), corpus.toString()) != 0) {
      System.out.printf("%-28s FOUND something without the fuzzer, see %s%n", decoder, kept);
      return false;
    }
    System.out.printf(
        Locale.ROOT,
        "%-28s %s: %s%n",
        decoder,
        code == 0 ? "nothing found" : "FOUND something, see " + log,
        progress(log));
    return code == 0;
  }

  /// @return what it ends with
  private static int java(String decoder, File log, String... main) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dbelvedere.root=" + System.getProperty("belvedere.root"),
                "-D" + DecoderFuzz.DECODER + "=" + decoder,
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(List.of(main));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log)
        .start()
        .waitFor();
  }

  private static String progress(Path log) throws IOException {
    String last = "no try";
    for (String line : new String(Files.readAllBytes(log), UTF_8).split("\n", -1)) {
      Matcher progress = PROGRESS.matcher(line);
      if (progress.find()) {
        last =
            String.format(
                Locale.ROOT,
                "%,d tries, %s edges, %s inputs kept",
                Long.parseLong(progress.group(1)),
                progress.group(2),
                progress.group(3));
      }
    }
    return last;
  }
}
