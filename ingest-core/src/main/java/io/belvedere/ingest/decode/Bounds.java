package io.belvedere.ingest.decode;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.Serial;

/// How much of anything a record may hold, so that a hostile sender costs a counter and not the
/// heap. Whatever goes beyond is a rejection of the whole record, with a reason of its own for each
/// bound.
final class Bounds {
  /// Bytes of a record's value. Kafka's own bound is a quarter of that unless a city raises it.
  static final int MOST_BYTES = 4 << 20;

  /// Observations in a record. The shortest one that is right takes 49 bytes.
  static final int MOST_OBSERVATIONS = 1 << 17;

  /// Values, names and brackets in a record that is taken into memory as a tree.
  private static final int MOST_TOKENS = 500_000;

  /// Deeper nesting is nobody's observation.
  static final int DEEPEST = 64;

  /// The exact decimals of a `double` may be 767 digits.
  static final int LONGEST_NUMBER = 1_000;

  /// In characters; for a text that we must look at. What is passed over may be longer.
  static final int LONGEST_TEXT = 1 << 16;

  /// In bytes.
  static final int LONGEST_NAME = 1_000;

  /// For JSON that is read token by token.
  static final StreamReadConstraints JSON = new Json(0);

  /// For JSON that becomes a tree.
  static final StreamReadConstraints JSON_TREE = new Json(MOST_TOKENS);

  private Bounds() {}

  /// A record goes beyond a bound.
  static final class Exceeded extends StreamConstraintsException {
    @Serial private static final long serialVersionUID = 1;

    Exceeded(String reason) {
      super(reason);
    }

    /// One of [Reasons].
    String reason() {
      return getOriginalMessage();
    }
  }

  /// Jackson's own, which say by their class alone which bound it was that was exceeded.
  private static final class Json extends StreamReadConstraints {
    @Serial private static final long serialVersionUID = 1;

    /// @param mostTokens 0 for any number
    Json(long mostTokens) {
      super(DEEPEST, MOST_BYTES, LONGEST_NUMBER, LONGEST_TEXT, LONGEST_NAME, mostTokens);
    }

    @Override
    public void validateNestingDepth(int depth) throws Exceeded {
      check(depth <= DEEPEST, Reasons.TOO_DEEP);
    }

    @Override
    public void validateDocumentLength(long length) throws Exceeded {
      check(length <= MOST_BYTES, Reasons.TOO_LARGE);
    }

    @Override
    public void validateTokenCount(long count) throws Exceeded {
      check(!hasMaxTokenCount() || count <= getMaxTokenCount(), Reasons.TOO_MANY);
    }

    @Override
    public void validateFPLength(int length) throws Exceeded {
      check(length <= LONGEST_NUMBER, Reasons.LONG_NUMBER);
    }

    @Override
    public void validateIntegerLength(int length) throws Exceeded {
      check(length <= LONGEST_NUMBER, Reasons.LONG_NUMBER);
    }

    @Override
    public void validateStringLength(int length) throws Exceeded {
      check(length <= LONGEST_TEXT, Reasons.LONG_TEXT);
    }

    @Override
    public void validateNameLength(int length) throws Exceeded {
      check(length <= LONGEST_NAME, Reasons.LONG_NAME);
    }

    private static void check(boolean kept, String reason) throws Exceeded {
      if (!kept) {
        throw new Exceeded(reason);
      }
    }
  }
}
