/// Google's map as the ground, by GMapsFX: experimental and off by default. It needs the internet
/// and a key of the user's own. Everything here belongs to the JavaFX thread.
///
/// Nothing hangs on it. Our own ground is drawn until Google's is there, wherever it is not in step
/// with the camera, and for good when it does not come within eight seconds, with a sentence that
/// says why. GMapsFX keeps its web engine in a static field, so there is one such map in a process.
@NullMarked
package io.belvedere.app.map.google;

import org.jspecify.annotations.NullMarked;
