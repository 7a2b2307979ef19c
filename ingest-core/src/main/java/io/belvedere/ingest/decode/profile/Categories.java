package io.belvedere.ingest.decode.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.belvedere.ingest.decode.profile.Mapping.Category;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the table of categories out of what a profile writes for them.
final class Categories {
  private Categories() {}

  static Map<String, Category> read(@Nullable Part part) {
    Map<String, Category> categories = new HashMap<>();
    if (part == null) {
      return categories;
    }
    String what = "an object such as {open: 1, closed: 0}";
    part.members(what)
        .forEach(
            (word, meant) -> {
              JsonNode node = meant.scalar("a number, a category's name, or null for no value");
              if (node == null) {
                return;
              }
              if (node.isTextual()) {
                categories.put(word, new Category.Named(node.textValue()));
              } else if (node.isNull()) {
                categories.put(word, new Category.Value(Double.NaN));
              } else if (node.isNumber() && Double.isFinite(node.doubleValue())) {
                categories.put(word, new Category.Value(node.doubleValue()));
              } else {
                meant.expected("a number, a category's name, or null for no value");
              }
            });
    if (part.isMapping() && categories.isEmpty()) {
      part.expected(what);
    }
    return categories;
  }
}
