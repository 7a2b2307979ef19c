/// Raw records out of Kafka: assignment, catch-up, seek, reconnect, backpressure, and the discovery
/// of topics. Owned by the feed thread, but for the probe, which has a thread and an Admin client
/// of its own.
@NullMarked
package io.belvedere.ingest.source;

import org.jspecify.annotations.NullMarked;
