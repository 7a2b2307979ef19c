package io.belvedere.ingest.decode.profile;

import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.decode.TopicFormat;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How to read the payload of a city as it is.
///
/// @param when what must hold for a message to be read at all
/// @param cloudEvents whether CloudEvents are read by it too, envelope and all
public record Profile(List<Condition> when, List<Readings> readings, boolean cloudEvents)
    implements TopicFormat {
  public Profile {
    when = List.copyOf(when);
    readings = List.copyOf(readings);
  }

  /// Reads a profile from a file of YAML or JSON in UTF-8.
  ///
  /// @throws ProfileException with everything that is wrong in it
  /// @throws IOException if it cannot be read
  public static Profile read(Path file) throws IOException, ProfileException {
    try {
      return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (CharacterCodingException e) {
      throw new ProfileException(
          file.toString(), List.of(new ProfileError(1, 1, "", "it is not UTF-8.")));
    }
  }

  /// Reads a profile from its text.
  ///
  /// @param file its name, for what is told
  /// @throws ProfileException with everything that is wrong in it
  public static Profile parse(String file, String text) throws ProfileException {
    return new ProfileCompiler(file, Yaml.read(file, text)).compile();
  }

  @Override
  public ProfileReader reader(Names names) {
    return new ProfileReader(this, names);
  }
}
