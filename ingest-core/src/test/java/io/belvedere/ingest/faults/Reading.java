package io.belvedere.ingest.faults;

import java.util.Locale;

/// What a server was like at one moment of a soak.
///
/// @param minutes since the soak began
/// @param heap bytes of objects that are in use after a full collection
/// @param resident bytes of the whole process
/// @param past bytes outside the heap that the past takes in memory
/// @param disk bytes that the past takes on disk
/// @param kept observations in memory
/// @param handles files and sockets that are open
/// @param threads of the operating system
/// @param p99 of the delay of the last minute, seconds
/// @param longest how old the oldest of all datastreams' newest values was at the worst since the
///     last reading, seconds
/// @param received observations since the server's start
/// @param bounces of brokers since the soak began
record Reading(
    double minutes,
    long heap,
    long resident,
    long past,
    long disk,
    long kept,
    int handles,
    int threads,
    double p99,
    double longest,
    long received,
    int bounces) {
  static final String TITLES =
      "   min  heap MB  resident MB  past MB  on disk MB  handles  threads  p99 ms"
          + "  longest s     received  bounces";
  static final String CSV_TITLES =
      "minutes,heap,resident,past,disk,kept,handles,threads,p99_s,longest_s,received,bounces";

  /// Bytes of the process without those of the past, which grow until it has its hour.
  long besidePast() {
    return resident - past;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%6.1f  %7.2f  %11.0f  %7.1f  %10.1f  %7d  %7d  %6.0f  %9.1f  %,11d  %7d",
        minutes,
        heap / 1e6,
        resident / 1e6,
        past / 1e6,
        disk / 1e6,
        handles,
        threads,
        p99 * 1e3,
        longest,
        received,
        bounces);
  }

  String csv() {
    return String.format(
        Locale.ROOT,
        "%.3f,%d,%d,%d,%d,%d,%d,%d,%.4f,%.3f,%d,%d",
        minutes,
        heap,
        resident,
        past,
        disk,
        kept,
        handles,
        threads,
        p99,
        longest,
        received,
        bounces);
  }
}
