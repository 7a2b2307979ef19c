/// Threads that go on: [Worker] runs a step again and again, whatever the step meets, until it is
/// closed. What a step is, and what its thread owns, stands in the rooms that use it. [Niceness]
/// tells which of them give way where all want a core.
@NullMarked
package io.belvedere.ingest.thread;

import org.jspecify.annotations.NullMarked;
