package io.belvedere.ingest.decode.profile;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/// A profile cannot be used. The message has a line for each thing that is wrong, in the file's
/// order, as `FILE:LINE:COLUMN: POINTER: what`.
public final class ProfileException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final transient List<ProfileError> errors;

  ProfileException(String file, List<ProfileError> errors) {
    super(errors.stream().map(error -> file + ":" + error).collect(Collectors.joining("\n")));
    this.errors = List.copyOf(errors);
  }

  /// Everything that is wrong, in the file's order.
  public List<ProfileError> errors() {
    return errors;
  }
}
