package io.belvedere.ingest.history;

import java.io.IOException;

/// A file does not begin as every [FrameFile] does, in whatever version.
final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedFileException(String message) {
    super(message);
  }
}
