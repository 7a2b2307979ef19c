/// One table of tokens (colour, shape, size) in a light and a dark theme, from which both the CSS
/// and the symbols of the map are made.
@NullMarked
package io.belvedere.app.look;

import org.jspecify.annotations.NullMarked;
