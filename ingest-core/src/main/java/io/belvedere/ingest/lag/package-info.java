/// How far we are behind, and what is silent: offset lag, time lag, the delay from the sensor to
/// us and its parts, the trend, and the progress of each partition.
///
/// The feed thread and the probe thread write, each its own part; readings are immutable records
/// that any thread may take.
@NullMarked
package io.belvedere.ingest.lag;

import org.jspecify.annotations.NullMarked;
