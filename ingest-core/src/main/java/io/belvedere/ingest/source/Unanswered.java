package io.belvedere.ingest.source;

/// Kafka did not answer, or refused; the message is for an operator.
final class Unanswered extends Exception {
  private static final long serialVersionUID = 1;

  private final String words;

  Unanswered(String words, Throwable cause) {
    super(words, cause);
    this.words = words;
  }

  @Override
  public String getMessage() {
    return words;
  }
}
