package io.belvedere.ingest.headless;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A number of bytes as it is typed: `800M`, `10G`, `2T`, or all digits.
final class ByteCount implements ITypeConverter<Long> {
  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,15})([kMGT]?)");

  @Override
  public Long convert(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new TypeConversionException(
          "\"" + text + "\" is no number of bytes: write 800M, 10G or 2T.");
    }
    try {
      return Math.multiplyExact(Long.parseLong(written.group(1)), unit(written.group(2)));
    } catch (ArithmeticException e) {
      throw new TypeConversionException("\"" + text + "\" is more than there is anywhere.");
    }
  }

  private static long unit(String letter) {
    return switch (letter) {
      case "k" -> 1_000;
      case "M" -> 1_000_000;
      case "G" -> 1_000_000_000;
      case "T" -> 1_000_000_000_000L;
      default -> 1;
    };
  }
}
