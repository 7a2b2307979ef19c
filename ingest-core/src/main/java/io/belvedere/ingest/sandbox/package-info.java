/// A real Kafka broker in a child process and a simulated district that talks to it: what Belvedere
/// shows when it is given nothing else. [Sandbox] is the one class to open; what the district is
/// and sends is in the room `district` below, which knows nothing of Kafka.
///
/// | thread | owns | hands over by |
/// |---|---|---|
/// | `simulator-<district>` | the simulated district, its producer's calls | records to Kafka |
/// | Kafka's producer thread | what is on its way | acknowledgements, counted |
///
/// The broker is another process. Everything on [Sandbox] and [Broker] may be called by any thread.
@NullMarked
package io.belvedere.ingest.sandbox;

import org.jspecify.annotations.NullMarked;
