/// The live twin: the newest state of every datastream in columns, the rules by which an
/// observation becomes that state, and liveness, which is computed when it is read.
///
/// The feed thread of the district is the only writer of [Twin]; any thread may copy it into a
/// [DistrictState] of its own.
@NullMarked
package io.belvedere.ingest.twin;

import org.jspecify.annotations.NullMarked;
