package io.belvedere.ingest.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;

/// Kafka's `${directory:FOLDER:FILE}`, but for the line break at the end of a file, which editors
/// put there and which no password has.
public final class SecretFolder extends DirectoryConfigProvider {
  @Override
  public ConfigData get(String folder) {
    return stripped(super.get(folder));
  }

  @Override
  public ConfigData get(String folder, Set<String> files) {
    return stripped(super.get(folder, files));
  }

  private static ConfigData stripped(ConfigData read) {
    Map<String, String> values = new HashMap<>();
    read.data().forEach((file, value) -> values.put(file, value.replaceFirst("\\R\\z", "")));
    return new ConfigData(values, read.ttl());
  }
}
