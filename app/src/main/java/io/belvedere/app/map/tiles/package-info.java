/// The ground in tiles that somebody else drew: from a city's own tile server, with a cache on
/// disk, or from an archive on this machine. Off by default.
///
/// | thread | what it does here |
/// |---|---|
/// | `base-map` | asks for tiles, reads those on disk and in archives |
/// | `ground-tiles-1`, `-2` | fetch what is missing or out of date, and check it |
/// | JavaFX | shows what has gone wrong |
/// | `tools` of the control room | opens a ground, which may take a moment |
///
/// Nothing hangs on it. The ground is not live data: a tile that is out of date is drawn as long as
/// there is no newer one, and where there is none at all our own ground is seen.
@NullMarked
package io.belvedere.app.map.tiles;

import org.jspecify.annotations.NullMarked;
