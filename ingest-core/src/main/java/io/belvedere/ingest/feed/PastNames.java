package io.belvedere.ingest.feed;

import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The dictionary for those who read the past: calls every datastream by a handle of its own, whose
/// number comes from a roster or, if that does not know the id, from the feed thread, which alone
/// may give new ones. Owned by one thread.
final class PastNames implements Names {
  private static final int UNKNOWN = -1;

  private final Map<String, Integer> handles = new HashMap<>();
  private final List<Integer> numbers = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final int most;
  private Roster roster;
  private int size;

  /// @param most how many datastreams a district may have; those of the roster come on top
  PastNames(Roster roster, int most) {
    this.most = most;
    this.roster = roster;
    this.size = roster.size();
  }

  /// Takes a newer roster: what it says of values is asked from now on.
  void follow(Roster newer) {
    roster = newer;
    size = Math.max(size, newer.size());
  }

  /// The ids whose numbers must be asked for before any of [#number] is asked.
  List<String> unknown() {
    return List.copyOf(unknown);
  }

  /// Takes the numbers of all ids that were unknown, in that order.
  void learn(List<Integer> answer) {
    for (int i = 0; i < answer.size(); i++) {
      numbers.set(datastream(unknown.get(i)), answer.get(i));
      size = Math.max(size, answer.get(i) + 1);
    }
    unknown.subList(0, answer.size()).clear();
  }

  /// The dense number that a handle stands for; [Names#FULL] if there was none left.
  int number(int handle) {
    int number = numbers.get(handle);
    if (number == UNKNOWN) {
      throw new IllegalStateException("Nobody has told the number of handle " + handle + ".");
    }
    return number;
  }

  /// As the catalogue has it for `value` now.
  Severity severity(int handle, double value) {
    return described(handle).map(d -> d.severityOf(value)).orElse(Severity.NORMAL);
  }

  /// How many datastreams have a number, at least.
  int size() {
    return size;
  }

  @Override
  public int datastream(String id) {
    Integer known = handles.get(id);
    if (known != null) {
      return known;
    }
    int handle = numbers.size();
    int number = roster.number(id).orElse(UNKNOWN);
    if (number == UNKNOWN && handle >= most) {
      return FULL;
    }
    handles.put(id, handle);
    numbers.add(number);
    if (number == UNKNOWN) {
      unknown.add(id);
    }
    return handle;
  }

  @Override
  public double category(int handle, String name) {
    return described(handle)
        .map(datastream -> datastream.valueOf(name).orElse(Double.NaN))
        .orElse(Double.NaN);
  }

  @Override
  public @Nullable String catalogued(String name) {
    return roster.catalogue().idOf(name).orElse(null);
  }

  private Optional<Datastream> described(int handle) {
    int number = numbers.get(handle);
    return number < 0 ? Optional.empty() : roster.find(number);
  }
}
