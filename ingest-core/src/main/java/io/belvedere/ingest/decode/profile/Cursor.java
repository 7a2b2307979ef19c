package io.belvedere.ingest.decode.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.belvedere.ingest.decode.Pointers;
import io.belvedere.ingest.decode.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where in a message the walk stands: the message itself, and below it an element for each `*`
/// that it has gone through.
final class Cursor {
  /// A longer name of a member is told shortened: no message shall be told many times over.
  private static final int LONGEST_NAME = 200;

  private final JsonNode[] nodes;
  private final @Nullable String[] names;
  private final int[] indexes;
  private RawRecord record;
  private @Nullable JsonNode key;
  private final Map<String, JsonNode> headers = new HashMap<>();

  /// @param depth how many `*` there may be
  Cursor(int depth, RawRecord record) {
    this.nodes = new JsonNode[depth + 1];
    Arrays.fill(nodes, MissingNode.getInstance());
    this.names = new @Nullable String[depth + 1];
    this.indexes = new int[depth + 1];
    this.record = record;
  }

  void begin(RawRecord record, JsonNode message) {
    this.record = record;
    nodes[0] = message;
    key = null;
    headers.clear();
  }

  /// Forgets the record, which may be large.
  void end(RawRecord none) {
    Arrays.fill(nodes, MissingNode.getInstance());
    record = none;
    key = null;
    headers.clear();
  }

  long appendTime() {
    return record.appendTime();
  }

  /// The key as text; it may be asked for by each of many readings.
  @Nullable JsonNode key() {
    if (key == null) {
      key = text(record.key());
    }
    return key;
  }

  /// A header as text.
  @Nullable JsonNode header(String name) {
    JsonNode known = headers.get(name);
    if (known == null) {
      known = text(record.headers().last(name));
      if (known != null) {
        headers.put(name, known);
      }
    }
    return known;
  }

  private static @Nullable JsonNode text(byte @Nullable [] sent) {
    return sent == null ? null : TextNode.valueOf(new String(sent, StandardCharsets.UTF_8));
  }

  /// @param level 0 for the message, 1 for the element that the first `*` stands for, and so on
  JsonNode node(int level) {
    return nodes[level];
  }

  void element(int level, int index, JsonNode element) {
    nodes[level] = element;
    names[level] = null;
    indexes[level] = index;
  }

  void member(int level, String name, JsonNode member) {
    nodes[level] = member;
    names[level] = name;
  }

  /// What the element at that level is called: the name of a member, or its index.
  String name(int level) {
    String name = names[level];
    return name == null ? Integer.toString(indexes[level]) : name;
  }

  /// The same as a token of a pointer.
  String token(int level) {
    String name = name(level);
    return Pointers.escape(
        name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name);
  }
}
