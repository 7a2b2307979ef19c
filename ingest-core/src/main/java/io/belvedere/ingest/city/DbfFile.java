package io.belvedere.ingest.city;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The rows of a dBASE table, one after the other, as they belong to the shapes beside it.
final class DbfFile implements AutoCloseable {
  private static final int HEADER = 32;
  private static final int FIELD = 32;
  private static final byte END_OF_FIELDS = 0x0d;
  private static final byte DELETED = '*';

  /// So many zeros are still written out.
  private static final int LONGEST = 30;

  private final InputStream in;
  private final String called;
  private final FeatureSink sink;
  private final List<Field> fields = new ArrayList<>();
  private DbfText text = DbfText.unknown(0);
  private int rowLength;
  private int read;
  private boolean isOver;

  private DbfFile(InputStream in, String called, FeatureSink sink) {
    this.in = in;
    this.called = called;
    this.sink = sink;
  }

  private record Field(String name, char type, int start, int length) {}

  /// @param values by the names of the columns in lower case, without the empty ones
  record Row(Map<String, String> values, boolean isDeleted) {
    static final Row NONE = new Row(Map.of(), false);
  }

  /// The table beside a `.shp`; one without rows if there is none, which is told.
  static DbfFile beside(Path shapes, FeatureSink sink) throws IOException {
    Path file = MapFiles.beside(shapes, "dbf");
    String called = String.valueOf(file.getFileName());
    if (!Files.isRegularFile(file)) {
      sink.assumed(
          String.valueOf(shapes.getFileName()), "has no .dbf, so that nothing has a name or kind");
      var none = new DbfFile(new ByteArrayInputStream(new byte[0]), called, sink);
      none.isOver = true;
      return none;
    }
    var table = new DbfFile(MapFiles.open(file), called, sink);
    table.header(shapes);
    return table;
  }

  private void header(Path shapes) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER)).order(ByteOrder.LITTLE_ENDIAN);
    if (header.remaining() < HEADER) {
      over("breaks off in its header");
      return;
    }
    int length = Short.toUnsignedInt(header.getShort(8));
    rowLength = Short.toUnsignedInt(header.getShort(10));
    text = DbfText.of(shapes, header.get(29), sink);
    byte[] columns = in.readNBytes(Math.max(0, length - HEADER));
    int start = 1;
    for (int at = 0; at + FIELD <= columns.length && columns[at] != END_OF_FIELDS; at += FIELD) {
      int end = at;
      while (end < at + 11 && columns[end] != 0) {
        end++;
      }
      String name = new String(columns, at, end - at, StandardCharsets.ISO_8859_1);
      int width = Byte.toUnsignedInt(columns[at + 16]);
      fields.add(
          new Field(name.strip().toLowerCase(Locale.ROOT), (char) columns[at + 11], start, width));
      start += width;
    }
    if (fields.isEmpty() || start > rowLength) {
      over("has a header that does not fit its rows");
    }
  }

  /// The next row; one without values if the table is over before the shapes are, which is told.
  Row next() throws IOException {
    if (isOver) {
      return Row.NONE;
    }
    byte[] row = in.readNBytes(rowLength);
    if (row.length < rowLength) {
      over("has only " + read + " rows, fewer than there are shapes");
      return Row.NONE;
    }
    read++;
    Map<String, String> values = HashMap.newHashMap(fields.size());
    for (Field field : fields) {
      String value = value(field, text.decoded(row, field.start(), field.length()).strip());
      if (!value.isEmpty()) {
        values.put(field.name(), value);
      }
    }
    return new Row(values, row[0] == DELETED);
  }

  private static String value(Field field, String raw) {
    return switch (field.type()) {
      case 'N', 'F' -> number(raw);
      case 'L' ->
          switch (raw) {
            case "T", "t", "Y", "y" -> "yes";
            case "F", "f", "N", "n" -> "no";
            default -> "";
          };
      default -> raw.replace("\0", "").strip();
    };
  }

  /// As a person writes it: 1100 and not `1.10000000000e+003`. What did not fit its column is
  /// written as asterisks.
  private static String number(String raw) {
    try {
      BigDecimal number = new BigDecimal(raw).stripTrailingZeros();
      return Math.abs(number.scale()) > LONGEST ? raw : number.toPlainString();
    } catch (NumberFormatException e) {
      return "";
    }
  }

  private void over(String what) {
    isOver = true;
    sink.fault(called, what);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
