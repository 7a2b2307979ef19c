/// What happens on a bad day, with real outside programs and real outages. Too slow for every
/// build: `mvn -Pfaults verify` runs it, alone on the machine, because it measures times.
@NullMarked
package io.belvedere.ingest.faults;

import org.jspecify.annotations.NullMarked;
