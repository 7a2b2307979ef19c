/// What the map shows, and the search for a street, a thing or a datastream.
@NullMarked
package io.belvedere.app.layers;

import org.jspecify.annotations.NullMarked;
