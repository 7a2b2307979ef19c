package io.belvedere.ingest.city;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How the text of a dBASE table is encoded: as the `.cpg` says; without one as UTF-8 where the
/// bytes are, since other text hardly ever looks like it, and else as the table's header says, or
/// as Windows wrote it in Western Europe.
final class DbfText {
  private static final Charset WESTERN = Charset.forName("windows-1252");

  /// The language driver ids that are met with; the others mean the same or are long gone.
  private static final Map<Integer, String> DRIVERS =
      Map.of(
          0x01,
          "IBM437",
          0x02,
          "IBM850",
          0x64,
          "IBM852",
          0x65,
          "IBM866",
          0xc8,
          "windows-1250",
          0xc9,
          "windows-1251",
          0xca,
          "windows-1254",
          0xcb,
          "windows-1253");

  private final Charset charset;
  private final boolean isCertain;

  private DbfText(Charset charset, boolean isCertain) {
    this.charset = charset;
    this.isCertain = isCertain;
  }

  static DbfText unknown(int driver) {
    return new DbfText(named(DRIVERS.getOrDefault(driver & 0xff, "")).orElse(WESTERN), false);
  }

  /// @param driver the language driver id of the table's header
  static DbfText of(Path shapes, int driver, FeatureSink sink) throws IOException {
    Path file = MapFiles.beside(shapes, "cpg");
    if (!Files.isRegularFile(file)) {
      return unknown(driver);
    }
    String name = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    Optional<Charset> charset = named(name);
    if (charset.isEmpty()) {
      sink.assumed(
          String.valueOf(file.getFileName()), "names the unknown encoding \"" + name + "\"");
    }
    return charset.map(known -> new DbfText(known, true)).orElseGet(() -> unknown(driver));
  }

  /// `UTF-8`, `65001`, `1252`, `ANSI 1252`, `88591`, `ISO 8859-1`.
  private static Optional<Charset> named(String name) {
    String word = name.toUpperCase(Locale.ROOT).replaceFirst("^(ANSI|CP|OEM)[ -]*", "");
    String known =
        switch (word) {
          case "65001", "UTF8" -> "UTF-8";
          case String code when code.matches("125[0-8]") -> "windows-" + code;
          case String code when code.matches("8859[0-9]{1,2}") -> "ISO-8859-" + code.substring(4);
          case String code when code.matches("[0-9]{3}") -> "IBM" + code;
          default -> word.replaceFirst("^ISO[ -]?8859", "ISO-8859").replace(' ', '-');
        };
    try {
      return known.isEmpty() ? Optional.empty() : Optional.of(Charset.forName(known));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  String decoded(byte[] bytes, int start, int length) {
    if (!isCertain) {
      try {
        return StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(bytes, start, length))
            .toString();
      } catch (CharacterCodingException e) {
        // Then it is the other.
      }
    }
    return new String(bytes, start, length, charset);
  }
}
