package io.belvedere.app.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// The views that the operator keeps, by name. JavaFX thread only.
public final class Bookmarks {
  private final Consumer<List<Bookmark>> keep;
  private List<Bookmark> all;

  /// @param keep is given all of them whenever one has changed
  public Bookmarks(List<Bookmark> kept, Consumer<List<Bookmark>> keep) {
    this.all = List.copyOf(kept);
    this.keep = keep;
  }

  /// By name; the same list until one is saved or removed.
  public List<Bookmark> all() {
    return all;
  }

  /// Saves a view, in place of the one of that name if there is one.
  public void save(Bookmark bookmark) {
    change(bookmark.name(), List.of(bookmark));
  }

  public void remove(Bookmark bookmark) {
    change(bookmark.name(), List.of());
  }

  private void change(String name, List<Bookmark> instead) {
    List<Bookmark> changed = new ArrayList<>(all);
    changed.removeIf(other -> other.name().equals(name));
    changed.addAll(instead);
    changed.sort(Comparator.comparing(Bookmark::name));
    all = List.copyOf(changed);
    keep.accept(all);
  }
}
