package io.belvedere.app.map.tiles;

import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What goes wrong with tiles, each cause once: whoever looks at a map of a thousand tiles wants
/// one sentence.
final class Troubles {
  private static final Logger log = LoggerFactory.getLogger(Troubles.class);

  private final Set<String> told = new HashSet<>();
  private final Queue<String> news = new ConcurrentLinkedQueue<>();

  /// @param cause what makes it the same trouble
  synchronized void tell(String cause, String sentence) {
    if (told.add(cause)) {
      log.warn("{}", sentence);
      news.add(sentence);
    }
  }

  /// It is over: the next time is another one.
  synchronized void over(String cause) {
    told.remove(cause);
  }

  String next() {
    String sentence = news.poll();
    return sentence == null ? "" : sentence;
  }
}
