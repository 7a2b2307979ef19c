package io.belvedere.app;

import java.nio.file.Path;
import java.util.Optional;

/// A picture to take.
///
/// @param at of when, as it was typed; empty: now
record PictureWanted(Path file, Optional<String> at, PictureSize size) {}
