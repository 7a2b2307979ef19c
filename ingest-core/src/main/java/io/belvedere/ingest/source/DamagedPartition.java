package io.belvedere.ingest.source;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;

/// Which partition a consumer stumbled over. It says so in words only; a test on a real broker
/// watches that they stay so.
final class DamagedPartition {
  private static final String WORDS = "Received exception when fetching the next record from ";

  private DamagedPartition() {}

  /// The number of the partition if `failure` is about a record or batch that cannot be read.
  static Optional<Integer> in(KafkaException failure, String topic) {
    if (failure.getMessage() == null) {
      return Optional.empty();
    }
    Matcher matcher =
        Pattern.compile(Pattern.quote(WORDS + topic + "-") + "(\\d{1,9})\\b")
            .matcher(failure.getMessage());
    return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }
}
