package io.belvedere.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// The result of an observation as foreign formats send it.
///
/// @param value NaN if there is none, or if it is a category
/// @param category the name of a category; null if it is none
/// @param pointer to where it stands
record Scalar(double value, @Nullable String category, String pointer) {
  /// A number, the name of a category, true (1) or false (0), or null.
  ///
  /// @throws Fields.Wrong if it is something else
  static Scalar of(JsonNode node, String pointer) throws Fields.Wrong {
    return switch (node.getNodeType()) {
      case NUMBER -> of(node.doubleValue(), pointer);
      case BOOLEAN -> new Scalar(node.booleanValue() ? 1 : 0, null, pointer);
      case STRING -> new Scalar(Double.NaN, node.textValue(), pointer);
      case NULL -> new Scalar(Double.NaN, null, pointer);
      case ARRAY, BINARY, MISSING, OBJECT, POJO ->
          throw new Fields.Wrong(Reasons.WRONG_TYPE, pointer);
    };
  }

  /// @throws Fields.Wrong if it is not finite
  static Scalar of(double number, String pointer) throws Fields.Wrong {
    if (!Double.isFinite(number)) {
      throw new Fields.Wrong(Reasons.NOT_FINITE, pointer);
    }
    // Adding zero turns -0.0 into 0.0: one number, one value.
    return new Scalar(number + 0.0, null, pointer);
  }
}
