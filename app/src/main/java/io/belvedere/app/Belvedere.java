package io.belvedere.app;

import io.belvedere.app.frame.Toolkit;
import io.belvedere.app.frame.Toolkit.NoDisplay;
import io.belvedere.ingest.headless.Headless;
import io.belvedere.ingest.headless.NoSecrets;
import io.belvedere.ingest.time.Clock;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Where it all starts. Does not extend `Application`, so that it can say what is missing before
/// JavaFX is touched.
public final class Belvedere {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int NOT_UNDERSTOOD = 2;

  private Belvedere() {}

  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /// Runs until it is done, the window is closed or the terminal ends it.
  ///
  /// @return the exit code
  static int run(String[] args, PrintStream out, PrintStream err) {
    var options = new Options();
    CommandLine line = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
    try {
      NoSecrets.check(args);
      ParseResult parsed = line.parseArgs(args);
      if (parsed.isUsageHelpRequested()) {
        line.usage(out);
        return DONE;
      }
      if (parsed.isVersionHelpRequested()) {
        line.printVersionHelp(out);
        return DONE;
      }
      if (parsed.hasSubcommand()) {
        return line.execute(args);
      }
      Clock machine = Clock.system();
      options.check(machine);
      return run(options, machine, headless(parsed), out, err);
    } catch (ParameterException | IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println("belvedere --help tells all options.");
      return NOT_UNDERSTOOD;
    } catch (IOException e) {
      err.println(e.getMessage());
      return FAILED;
    }
  }

  private static int run(
      Options options, Clock machine, String[] headless, PrintStream out, PrintStream err)
      throws IOException {
    Optional<PictureWanted> picture = options.picture();
    if (options.isHeadless()) {
      return Headless.run(headless);
    }
    if (picture.isPresent()) {
      Toolkit.drawOffScreen();
    }
    try {
      Toolkit.start();
    } catch (NoDisplay e) {
      if (picture.isPresent()) {
        throw new IOException(e.getMessage(), e);
      }
      err.println(e.getMessage() + " Going on in the terminal; Ctrl-C ends it.");
      return Headless.run(headless);
    }
    Clock clock = options.sandbox().clock(machine);
    try (City city = City.open(options, machine)) {
      if (picture.isPresent()) {
        new Screenshot(options, picture.get(), city, clock).take();
        out.println(picture.get().file());
      } else {
        new Window(options, city, clock).runUntilClosed();
      }
      return DONE;
    } finally {
      Toolkit.exit();
    }
  }

  /// What of the command line is understood without a screen.
  private static String[] headless(ParseResult parsed) {
    CommandSpec understood = new CommandLine(new Headless()).getCommandSpec();
    List<String> args = new ArrayList<>();
    for (OptionSpec option : parsed.matchedOptions()) {
      String name = option.longestName();
      if (understood.findOption(name) != null) {
        option.originalStringValues().forEach(value -> args.add(name + "=" + value));
      }
    }
    return args.toArray(String[]::new);
  }
}
