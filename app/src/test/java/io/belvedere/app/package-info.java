/// Tests of the rules that hold for the whole of the control room, and of the operator's way
/// through.
@NullMarked
package io.belvedere.app;

import org.jspecify.annotations.NullMarked;
