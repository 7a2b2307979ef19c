/// How far we are behind, and what is silent: of each partition its status and why, offset lag,
/// time lag, trend, how soon what waits is deleted, what canaries tell, and its progress; the delay
/// from the sensor to us and its parts; silent gateways and those whose clocks are wrong.
///
/// The feed thread writes, also what the probe has learnt: once a second a sample of each
/// partition, judged by [LagRules] in a [PartitionWatch]. Readings are immutable records that any
/// thread may take; whoever takes one has it judged once more for the time that has passed since,
/// so that a feed whose thread stands is told to have stopped. Progress may be asked by any thread.
@NullMarked
package io.belvedere.ingest.lag;

import org.jspecify.annotations.NullMarked;
