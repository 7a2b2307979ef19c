package io.belvedere.ingest.city;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Where the nodes of an extract are: three sorted columns, 16 bytes a node, so that the extract of
/// a whole metropolis fits. Degrees are kept as OpenStreetMap keeps them, in steps of 1e-7.
final class OsmNodes {
  private static final double STEPS = 1e7;

  private long[] ids = new long[1 << 14];
  private int[] lons = new int[1 << 14];
  private int[] lats = new int[1 << 14];
  private int size;
  private boolean sorted = true;

  /// @param lon nanodegrees, which is what the file counts in
  void add(long id, long lon, long lat) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
      lons = Arrays.copyOf(lons, size * 2);
      lats = Arrays.copyOf(lats, size * 2);
    }
    sorted &= size == 0 || ids[size - 1] < id;
    ids[size] = id;
    lons[size] = Math.toIntExact(Math.floorDiv(lon + 50, 100));
    lats[size] = Math.toIntExact(Math.floorDiv(lat + 50, 100));
    size++;
  }

  /// To be called once after the last [#add].
  void sort() {
    if (!sorted) {
      int[] order =
          IntStream.range(0, size)
              .boxed()
              .sorted((a, b) -> Long.compare(ids[a], ids[b]))
              .mapToInt(Integer::intValue)
              .toArray();
      ids = IntStream.of(order).mapToLong(i -> ids[i]).toArray();
      lons = IntStream.of(order).map(i -> lons[i]).toArray();
      lats = IntStream.of(order).map(i -> lats[i]).toArray();
      sorted = true;
    }
  }

  int size() {
    return size;
  }

  /// The place of a node in the columns, or a negative number if the file does not have it.
  int find(long id) {
    return Arrays.binarySearch(ids, 0, size, id);
  }

  double lon(int place) {
    return lons[place] / STEPS;
  }

  double lat(int place) {
    return lats[place] / STEPS;
  }

  /// The box around all nodes.
  CityMap.Bounds bounds() {
    var lon = IntStream.range(0, size).map(i -> lons[i]).summaryStatistics();
    var lat = IntStream.range(0, size).map(i -> lats[i]).summaryStatistics();
    return new CityMap.Bounds(
        lon.getMin() / STEPS, lat.getMin() / STEPS, lon.getMax() / STEPS, lat.getMax() / STEPS);
  }
}
