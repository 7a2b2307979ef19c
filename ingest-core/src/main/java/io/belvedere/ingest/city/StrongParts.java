package io.belvedere.ingest.city;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The strongly connected parts of a directed graph (Tarjan, 1972), with a stack of our own because
/// a street grid is deeper than the thread's.
final class StrongParts {
  private static final int UNSEEN = -1;

  private final int[] firsts;
  private final int[] targets;
  private final int[] seenAt;
  private final int[] lowest;
  private final int[] part;
  private final int[] nextEdge;
  private final int[] open;
  private final int[] path;
  private int opened;
  private int clock;
  private int parts;

  /// @param firsts the edges of node `n` are `firsts[n]` to `firsts[n + 1] - 1`
  /// @param targets where each edge leads
  StrongParts(int[] firsts, int[] targets) {
    this.firsts = firsts;
    this.targets = targets;
    int size = firsts.length - 1;
    seenAt = new int[size];
    lowest = new int[size];
    part = new int[size];
    nextEdge = Arrays.copyOf(firsts, size);
    open = new int[size];
    path = new int[size];
    Arrays.fill(seenAt, UNSEEN);
    Arrays.fill(part, UNSEEN);
    for (int node = 0; node < size; node++) {
      if (seenAt[node] == UNSEEN) {
        explore(node);
      }
    }
  }

  /// The nodes of the part with the most of them, ascending.
  IntStream largest() {
    int[] sizes = new int[parts];
    Arrays.stream(part).forEach(p -> sizes[p]++);
    int largest = IntStream.range(0, parts).reduce(0, (a, b) -> sizes[b] > sizes[a] ? b : a);
    return IntStream.range(0, part.length).filter(node -> part[node] == largest);
  }

  private void explore(int root) {
    int depth = 0;
    path[0] = root;
    enter(root);
    while (depth >= 0) {
      int node = path[depth];
      if (nextEdge[node] < firsts[node + 1]) {
        int target = targets[nextEdge[node]++];
        if (seenAt[target] == UNSEEN) {
          path[++depth] = target;
          enter(target);
        } else if (part[target] == UNSEEN) {
          lowest[node] = Math.min(lowest[node], seenAt[target]);
        }
      } else {
        if (lowest[node] == seenAt[node]) {
          close(node);
        }
        if (--depth >= 0) {
          lowest[path[depth]] = Math.min(lowest[path[depth]], lowest[node]);
        }
      }
    }
  }

  private void enter(int node) {
    seenAt[node] = clock;
    lowest[node] = clock++;
    open[opened++] = node;
  }

  /// All that was opened since this node forms a part with it.
  private void close(int node) {
    do {
      part[open[--opened]] = parts;
    } while (open[opened] != node);
    parts++;
  }
}
