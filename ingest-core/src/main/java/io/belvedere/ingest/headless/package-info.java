/// Belvedere without a screen: the command line for servers, and its HTTP answers.
@NullMarked
package io.belvedere.ingest.headless;

import org.jspecify.annotations.NullMarked;
