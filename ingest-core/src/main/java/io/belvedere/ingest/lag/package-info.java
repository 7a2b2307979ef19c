/// How far we are behind, and what is silent: offset lag, time lag, the delay from the sensor to us
/// and its parts, the trend, and the progress of each partition.
///
/// The feed thread writes, also what the probe has learnt; readings are immutable records that any
/// thread may take, and progress may be asked by any.
@NullMarked
package io.belvedere.ingest.lag;

import org.jspecify.annotations.NullMarked;
