/// The JavaFX control room. This package only wires the rooms together; a room may know `look`,
/// `frame` and `session`, and never another pane.
///
/// Everything here runs on the JavaFX thread unless a room's own page says otherwise.
@NullMarked
package io.belvedere.app;

import org.jspecify.annotations.NullMarked;
