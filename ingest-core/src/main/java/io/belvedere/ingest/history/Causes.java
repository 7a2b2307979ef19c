package io.belvedere.ingest.history;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Why a disk fails, as an operator reads it: the end of a sentence, without the names of classes.
final class Causes {
  private Causes() {}

  static String words(IOException e) {
    return switch (e) {
      case NoSuchFileException gone -> "there is no " + gone.getFile();
      case FileAlreadyExistsException there -> there.getFile() + " is there already";
      case AccessDeniedException denied -> "access to " + denied.getFile() + " is denied";
      case ClosedChannelException closed -> "it has been closed";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> e.getMessage() == null ? "the disk does not say why" : e.getMessage();
    };
  }
}
