package io.belvedere.app.letters;

import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.feed.DeadLetter;
import io.belvedere.ingest.feed.LetterBody;
import io.belvedere.ingest.feed.Letters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How dead letters are told.
final class LettersWords {
  private LettersWords() {}

  /// Whether anything was rejected, and since when: what nobody knows is not nothing.
  static String summary(List<Letters.Reading> all, long now, TimeText text) {
    if (all.isEmpty()) {
      return "No district has been found yet.";
    }
    if (all.stream().anyMatch(each -> each.since().isEmpty())) {
      return "Nobody knows yet what was rejected: what is kept is being looked at.";
    }
    String since =
        text.clockNear(
            all.stream().mapToLong(each -> each.since().getAsLong()).min().orElse(now), now);
    long kept = all.stream().mapToLong(Letters.Reading::kept).sum();
    long gone = all.stream().mapToLong(Letters.Reading::gone).sum();
    long leftOut = all.stream().mapToLong(Letters.Reading::leftOut).sum();
    if (kept + gone + leftOut == 0) {
      return "Nothing was rejected since " + since + ".";
    }
    String words = "%,d kept since %s.".formatted(kept, since);
    if (gone > 0) {
      words += " %,d older ones had to go to make room.".formatted(gone);
    }
    if (leftOut > 0) {
      words += " %,d came too fast and are counted only.".formatted(leftOut);
    }
    return all.stream().allMatch(Letters.Reading::onDisk)
        ? words
        : words + " They last until Belvedere ends: it has no folder.";
  }

  static String trouble(List<Letters.Reading> all) {
    return all.stream()
        .map(Letters.Reading::trouble)
        .filter(words -> !words.isEmpty())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /// `1 letter`, `1,204 letters`
  static String letters(int count) {
    return count == 1 ? "1 letter" : "%,d letters".formatted(count);
  }

  /// `no phenomenonTime at /sensors/1/ts, and 3 more times`
  static String reason(DeadLetter letter) {
    String at = letter.pointer().isEmpty() ? "" : " at " + letter.pointer();
    int more = letter.times() - 1;
    return letter.reason()
        + at
        + switch (more) {
          case 0 -> "";
          case 1 -> ", and once more";
          default -> ", and %,d more times".formatted(more);
        };
  }

  /// Where it is in Kafka, and what travelled with it.
  static List<List<String>> facts(DeadLetter letter, LetterBody body, TimeText text) {
    String headers =
        body.headers().stream()
            .map(each -> each.name() + ": " + printable(each.value()))
            .collect(Collectors.joining("\n"));
    return List.of(
        List.of(
            "In Kafka",
            "%s, partition %d, offset %d"
                .formatted(letter.topic(), letter.partition(), letter.offset())),
        List.of("Received", text.full(letter.receiveTime())),
        List.of("Key", body.key() == null ? "none" : printable(body.key())),
        List.of("Headers", headers.isEmpty() ? "none" : headers));
  }

  /// How much of the value is there, and where in it the mistake is.
  static String remark(DeadLetter letter, LetterBody body, int from, int to, boolean exact) {
    byte[] value = body.value();
    if (value == null) {
      return "It has no value.";
    }
    String size =
        letter.size() > value.length
            ? "The first %,d of %,d bytes".formatted(value.length, letter.size())
            : "%,d bytes".formatted(value.length);
    if (from < 0) {
      return size + ".";
    }
    String where =
        to - 1 == from ? "byte %,d".formatted(from) : "bytes %,d to %,d".formatted(from, to - 1);
    return "%s; what is wrong is %s %s.".formatted(size, exact ? "at" : "missing in", where);
  }

  private static String printable(byte @Nullable [] bytes) {
    return bytes == null
        ? ""
        : new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "·");
  }
}
