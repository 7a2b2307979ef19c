/// A real Kafka broker in a child process and a simulated district that talks to it: what Belvedere
/// shows when it is given nothing else.
@NullMarked
package io.belvedere.ingest.sandbox;

import org.jspecify.annotations.NullMarked;
