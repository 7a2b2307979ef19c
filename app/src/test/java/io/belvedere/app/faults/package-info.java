/// Tests with outside programs and outages, in the profile `faults`: alone on the machine.
@NullMarked
package io.belvedere.app.faults;

import org.jspecify.annotations.NullMarked;
