package io.belvedere.ingest.decode.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.belvedere.ingest.decode.Pointers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a field comes from: a place in the message, or what travels beside it.
sealed interface Source {
  /// What stands there now; null if there is nothing, not even a JSON null.
  @Nullable JsonNode in(Cursor cursor);

  /// JSON pointer to it; empty where it is not in the message.
  default String pointer(Cursor cursor) {
    return "";
  }

  /// With how many `*` it changes: 0 if it is the same for the whole message.
  default int level() {
    return 0;
  }

  /// Below the element that the last of its `*` stands for.
  ///
  /// @param parents pointers that go from each element to the next, and at last to the place: one
  ///     more than there are `*`
  record Place(List<List<String>> parents) implements Source {
    public Place {
      parents = parents.stream().map(List::copyOf).toList();
    }

    @Override
    public int level() {
      return parents.size() - 1;
    }

    @Override
    public @Nullable JsonNode in(Cursor cursor) {
      JsonNode node = cursor.node(level());
      List<String> way = parents.getLast();
      for (int i = 0; i < way.size(); i++) {
        JsonNode child =
            node.isObject() ? node.get(way.get(i)) : node.isArray() ? at(node, way.get(i)) : null;
        if (child == null) {
          return null;
        }
        node = child;
      }
      return node;
    }

    private static @Nullable JsonNode at(JsonNode array, String token) {
      int index = 0;
      for (int i = 0; i < token.length(); i++) {
        int digit = token.charAt(i) - '0';
        if (digit < 0 || digit > 9 || index > array.size()) {
          return null;
        }
        index = index * 10 + digit;
      }
      return token.isEmpty() ? null : array.get(index);
    }

    @Override
    public String pointer(Cursor cursor) {
      StringBuilder pointer = new StringBuilder();
      for (int i = 0; i < parents.size(); i++) {
        parents.get(i).forEach(token -> pointer.append('/').append(Pointers.escape(token)));
        if (i < level()) {
          pointer.append('/').append(cursor.token(i + 1));
        }
      }
      return pointer.toString();
    }
  }

  /// What an element is called in the object or array that it stands in.
  ///
  /// @param element the place of the element
  record Name(Place element) implements Source {
    @Override
    public int level() {
      return element.level();
    }

    @Override
    public JsonNode in(Cursor cursor) {
      return TextNode.valueOf(cursor.name(level()));
    }

    @Override
    public String pointer(Cursor cursor) {
      return element.pointer(cursor);
    }
  }

  /// The key of the record, as text.
  record Key() implements Source {
    @Override
    public @Nullable JsonNode in(Cursor cursor) {
      return cursor.key();
    }
  }

  /// A header of the record, as text.
  record Header(String name) implements Source {
    @Override
    public @Nullable JsonNode in(Cursor cursor) {
      return cursor.header(name);
    }
  }

  /// When the broker took the record, in microseconds.
  record AppendTime() implements Source {
    @Override
    public JsonNode in(Cursor cursor) {
      return LongNode.valueOf(cursor.appendTime());
    }
  }

  /// The same always.
  record Constant(JsonNode value) implements Source {
    @Override
    public JsonNode in(Cursor cursor) {
      return value;
    }
  }
}
