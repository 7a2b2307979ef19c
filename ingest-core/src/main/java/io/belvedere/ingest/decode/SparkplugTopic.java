package io.belvedere.ingest.decode;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The topic of a Sparkplug B message: `spBv1.0/<group>/<type>/<edge node>[/<device>]`.
///
/// @param type such as `DDATA`
/// @param node group and edge node, `<group>/<edge node>`
/// @param path the node, with `/<device>` behind it where there is one
record SparkplugTopic(String type, String node, String path) {
  static final String NAMESPACE = "spBv1.0/";

  private static final Set<String> OF_NODES = Set.of("NBIRTH", "NDATA", "NDEATH", "NCMD");
  private static final Set<String> OF_DEVICES = Set.of("DBIRTH", "DDATA", "DDEATH", "DCMD");

  /// @return null if it is none
  static @Nullable SparkplugTopic parse(String mqttTopic) {
    if (!mqttTopic.startsWith(NAMESPACE)) {
      return null;
    }
    String[] parts = mqttTopic.split("/", -1);
    if (parts[1].equals("STATE")) {
      return new SparkplugTopic("STATE", "", "");
    }
    if (parts.length == 4 && OF_NODES.contains(parts[2])) {
      String node = parts[1] + "/" + parts[3];
      return new SparkplugTopic(parts[2], node, node);
    }
    if (parts.length == 5 && OF_DEVICES.contains(parts[2])) {
      String node = parts[1] + "/" + parts[3];
      return new SparkplugTopic(parts[2], node, node + "/" + parts[4]);
    }
    return null;
  }

  boolean isDevice() {
    return path.length() > node.length();
  }

  boolean isBirth() {
    return type.equals("NBIRTH") || type.equals("DBIRTH");
  }

  boolean isDeath() {
    return type.equals("NDEATH") || type.equals("DDEATH");
  }

  boolean isData() {
    return type.equals("NDATA") || type.equals("DDATA");
  }
}
