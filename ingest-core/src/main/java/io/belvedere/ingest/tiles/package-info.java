/// Maps cut into squares: which square is where, and the archives that keep them in one file.
///
/// No thread; an archive is read by one thread at a time. Files are read only where a method says
/// so.
@NullMarked
package io.belvedere.ingest.tiles;

import org.jspecify.annotations.NullMarked;
