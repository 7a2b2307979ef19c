package io.belvedere.app.alarms;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.collections.ModifiableObservableListBase;

/// The rows on screen. Whoever shows them is told of few changes one by one, so that what stays is
/// not touched; of many at once, because each costs as much as laying out the list.
final class AlarmRows extends ModifiableObservableListBase<AlarmRow> {
  /// Rows that may change one by one.
  static final int FEW = 16;

  private final List<AlarmRow> rows = new ArrayList<>();

  /// Becomes equal to `next`.
  void become(List<AlarmRow> next) {
    int start = 0;
    int shorter = Math.min(size(), next.size());
    while (start < shorter && get(start).equals(next.get(start))) {
      start++;
    }
    int same = 0;
    while (same < shorter - start
        && get(size() - 1 - same).equals(next.get(next.size() - 1 - same))) {
      same++;
    }
    if (Math.max(size(), next.size()) - start - same > FEW) {
      replace(start, size() - same, next.subList(start, next.size() - same));
    } else {
      change(next);
    }
  }

  private void replace(int from, int to, List<AlarmRow> by) {
    beginChange();
    List<AlarmRow> part = rows.subList(from, to);
    List<AlarmRow> removed = List.copyOf(part);
    part.clear();
    rows.addAll(from, by);
    nextReplace(from, from + by.size(), removed);
    endChange();
  }

  /// As few changes as matter, row by row: what stays is never taken out.
  private void change(List<AlarmRow> next) {
    Set<String> staying = keys(next);
    for (int i = size() - 1; i >= 0; i--) {
      if (!staying.contains(get(i).key())) {
        remove(i);
      }
    }
    Set<String> there = keys(rows);
    for (int i = 0; i < next.size(); i++) {
      AlarmRow row = next.get(i);
      if (!there.contains(row.key())) {
        add(i, row);
        continue;
      }
      int at = indexOf(row.key(), i);
      if (at > i) {
        remove(at);
        add(i, row);
      } else if (!get(i).equals(row)) {
        set(i, row);
      }
    }
  }

  private int indexOf(String key, int from) {
    int i = from;
    while (!get(i).key().equals(key)) {
      i++;
    }
    return i;
  }

  private static Set<String> keys(List<AlarmRow> rows) {
    return rows.stream().map(AlarmRow::key).collect(Collectors.toCollection(HashSet::new));
  }

  @Override
  public AlarmRow get(int index) {
    return rows.get(index);
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  protected void doAdd(int index, AlarmRow row) {
    rows.add(index, row);
  }

  @Override
  protected AlarmRow doSet(int index, AlarmRow row) {
    return rows.set(index, row);
  }

  @Override
  protected AlarmRow doRemove(int index) {
    return rows.remove(index);
  }
}
