/// One selected thing: its values, how fresh they are, and their course.
@NullMarked
package io.belvedere.app.inspector;

import org.jspecify.annotations.NullMarked;
