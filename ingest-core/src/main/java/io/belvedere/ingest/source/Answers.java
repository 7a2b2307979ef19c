package io.belvedere.ingest.source;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;

/// Waits for what an Admin client was asked. The client gives up after `limit`, all questions that
/// it was asked at once together; in case it does not, so does this, a little later.
final class Answers {
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final Duration limit;
  private final Refusals refusals;

  Answers(Duration limit, Refusals refusals) {
    this.limit = limit;
    this.refusals = refusals;
  }

  /// @throws Unanswered if Kafka refuses or the limit has passed
  <T> T await(KafkaFuture<T> future) throws Unanswered, InterruptedException {
    return await(future, AclOperation.DESCRIBE, "");
  }

  /// As above, of a topic.
  ///
  /// @param asked what one has to be allowed to be answered
  <T> T await(KafkaFuture<T> future, AclOperation asked, String topic)
      throws Unanswered, InterruptedException {
    try {
      return future.get(limit.plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Unanswered(tooLate(), e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      boolean late = cause instanceof org.apache.kafka.common.errors.TimeoutException;
      throw new Unanswered(late ? tooLate() : refusals.words(cause, asked, topic), cause);
    }
  }

  private String tooLate() {
    return "No answer from Kafka within " + limit.toSeconds() + " s.";
  }
}
