package io.belvedere.ingest.sandbox;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the jars of the sandbox's broker are: they are never on our own class path.
final class BrokerLib {
  /// System property that names the folder of the jars and wins over looking for it.
  static final String PROPERTY = "belvedere.broker-lib";

  private BrokerLib() {}

  /// The class path of the child: the jars, and our own classes.
  ///
  /// @throws IOException if there are no such jars, with where they were looked for
  static String classPath() throws IOException {
    Path own = ownCode();
    Path lib = folder(own);
    if (!Files.isDirectory(lib)) {
      throw new IOException(
          "The sandbox's broker is not here: there is no folder "
              + lib
              + ". Build with Maven, or name the folder with -D"
              + PROPERTY
              + "=FOLDER.");
    }
    return lib.resolve("*") + File.pathSeparator + own;
  }

  /// Both `target/classes` and a jar stand beside the folder that the build fills.
  private static Path folder(Path own) {
    String named = System.getProperty(PROPERTY, "");
    return named.isBlank() ? own.resolveSibling("broker-lib") : Path.of(named).toAbsolutePath();
  }

  private static Path ownCode() throws IOException {
    try {
      return Path.of(BrokerLib.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("Cannot tell from where Belvedere's own classes were loaded.", e);
    }
  }
}
