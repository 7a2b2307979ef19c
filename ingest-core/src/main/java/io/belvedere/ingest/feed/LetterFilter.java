package io.belvedere.ingest.feed;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Which dead letters are wanted.
///
/// @param reason the whole reason; empty for every reason
/// @param text a part of the key, the pointer, the topic or the value, of any case; empty for all
/// @param since append times from here on, microseconds UTC
/// @param until append times before that
/// @param undrivenOnly leaves out what a later try has read
public record LetterFilter(
    String reason,
    String text,
    OptionalInt partition,
    long since,
    long until,
    boolean undrivenOnly) {
  public static final LetterFilter ALL =
      new LetterFilter("", "", OptionalInt.empty(), Long.MIN_VALUE, Long.MAX_VALUE, false);

  /// The same with another reason.
  public LetterFilter withReason(String other) {
    return new LetterFilter(other, text, partition, since, until, undrivenOnly);
  }

  /// Whether a letter is among the wanted as far as it can be told without its value.
  public boolean mayTake(DeadLetter letter) {
    return (reason.isEmpty() || reason.equals(letter.reason()))
        && (partition.isEmpty() || partition.getAsInt() == letter.partition())
        && letter.receiveTime() >= since
        && letter.receiveTime() < until
        && !(undrivenOnly && letter.driven());
  }

  public boolean takes(DeadLetter letter, LetterBody body) {
    return mayTake(letter) && (hasText(letter) || holdsText(body.key()) || holdsText(body.value()));
  }

  /// Whether the text stands in what is known without the value, or none is wanted.
  boolean hasText(DeadLetter letter) {
    return text.isEmpty()
        || holdsText(letter.key())
        || holdsText(letter.pointer())
        || holdsText(letter.topic())
        || holdsText(letter.value());
  }

  private boolean holdsText(byte @Nullable [] bytes) {
    return bytes != null && holdsText(new String(bytes, StandardCharsets.UTF_8));
  }

  private boolean holdsText(String within) {
    return within.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }
}
