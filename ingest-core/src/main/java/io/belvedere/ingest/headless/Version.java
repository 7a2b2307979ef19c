package io.belvedere.ingest.headless;

import picocli.CommandLine.IVersionProvider;

/// The version that the jar was built as.
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String built = Version.class.getPackage().getImplementationVersion();
    return new String[] {"Belvedere " + (built == null ? "(from sources)" : built)};
  }
}
