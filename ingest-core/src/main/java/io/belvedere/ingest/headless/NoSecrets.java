package io.belvedere.ingest.headless;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keeps secrets off the command line, which every process of the machine can read.
public final class NoSecrets {
  private static final String WORDS = "password|passwd|passphrase|secret|token|jaas|credential";

  /// `--password`, `-Dsasl.token=...`
  private static final Pattern OPTION = Pattern.compile("(?i)-[^=\\s]*(?:" + WORDS + ")[^=\\s]*");

  /// `sasl.jaas.config=...`, as it stands in a file
  private static final Pattern SETTING =
      Pattern.compile("(?i)[a-z.-]*(?:" + WORDS + ")[a-z.-]*(?==.)");

  /// `https://name:password@host`, `name:password@broker:9092`
  private static final Pattern USER =
      Pattern.compile("(?://|^|=|,)[^/:@,=\\s]+:[^/@,\\s]+@(?=[^/@,\\s]+(?::\\d+|/))");

  private NoSecrets() {}

  /// Looks through all arguments before anybody repeats one of them.
  ///
  /// @throws IllegalArgumentException with a sentence that names the argument and not the secret
  public static void check(String... args) {
    for (String arg : args) {
      Matcher option = OPTION.matcher(arg);
      Matcher setting = SETTING.matcher(arg);
      if (option.lookingAt()) {
        throw refused(option.group());
      }
      if (setting.find()) {
        throw refused(setting.group());
      }
      if (USER.matcher(arg).find()) {
        throw refused("name and password in an address");
      }
    }
  }

  private static IllegalArgumentException refused(String what) {
    return new IllegalArgumentException(
        what
            + ": no secret belongs on the command line, where every process of this machine can read"
            + " it (and may have done so now). Write it into the file of --kafka-config, or name"
            + " there where it stands: ${env:NAME}, ${file:PATH:KEY} or ${directory:FOLDER:FILE}.");
  }
}
