/// A simulated district, as a pure function of a map, a seed and an anchor: everything that its
/// devices send, in the order in which they send it. No Kafka, no thread, no clock: the same seed
/// and anchor give the same bytes.
///
/// An observation meets, in this order: what the world is ([Flood], [Traffic], [Weather]...), what
/// an [Instrument] reads of it, when its [Device] reports, what the network does to it ([Sender]),
/// and the bytes that leave ([Sent]). The incident is a file that a person can read and edit
/// (`src-assets/city/sandbox/<name>/story.txt`); [Script] reads it.
@NullMarked
package io.belvedere.ingest.sandbox.district;

import org.jspecify.annotations.NullMarked;
