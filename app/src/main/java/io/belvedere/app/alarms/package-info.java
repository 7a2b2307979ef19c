/// What needs a person at the instant on screen, worst first.
@NullMarked
package io.belvedere.app.alarms;

import org.jspecify.annotations.NullMarked;
