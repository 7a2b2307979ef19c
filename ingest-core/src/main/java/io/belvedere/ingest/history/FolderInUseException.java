package io.belvedere.ingest.history;

import java.io.IOException;

/// A folder belongs to another instance; the message is a sentence for the operator.
public final class FolderInUseException extends IOException {
  private static final long serialVersionUID = 1;

  FolderInUseException(String message) {
    super(message);
  }
}
