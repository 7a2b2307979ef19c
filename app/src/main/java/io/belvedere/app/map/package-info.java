/// The district map: camera, base map tiles, the overlay rasteriser, picking. Tiles are drawn on
/// the `base-map` thread; the thread `tools` of the control room writes pictures, searches ways and
/// asks where vehicles were; all else on the JavaFX thread.
@NullMarked
package io.belvedere.app.map;

import org.jspecify.annotations.NullMarked;
