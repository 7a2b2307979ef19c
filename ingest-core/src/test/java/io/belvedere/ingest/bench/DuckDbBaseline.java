package io.belvedere.ingest.bench;

import io.belvedere.ingest.twin.DistrictState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// A table of a column store, sorted by datastream and time. What arrives is appended to a table in
/// another file, so that the file of the sorted one holds nothing else.
///
/// Of two observations of one datastream at one time only the later arrival may be left, or neither
/// way to ask has a definite answer.
final class DuckDbBaseline implements Baseline {
  private static final String SORT =
      """
      CREATE TABLE sorted.observation AS
      SELECT datastream, time, received, value, flags FROM arrived
      QUALIFY lead(time) OVER (PARTITION BY datastream ORDER BY time, number)
          IS DISTINCT FROM time
      ORDER BY datastream, time
      """;

  private static final String ASOF =
      """
      SELECT o.datastream, o.time, o.received, o.value, o.flags
      FROM (SELECT id, CAST(? AS BIGINT) AS t FROM sorted.datastream) d
      ASOF JOIN sorted.observation o ON d.id = o.datastream AND d.t >= o.time
      """;

  private static final String ARG_MAX =
      """
      SELECT datastream, max(time), arg_max(received, time), arg_max(value, time),
          arg_max(flags, time)
      FROM sorted.observation WHERE time <= ? GROUP BY datastream
      """;

  private final TemporaryFolder folder = new TemporaryFolder();
  private final Path file = folder.resolve("sorted.duckdb");
  private final int datastreams;
  private final DuckDBConnection connection;
  private final DuckDBAppender appender;
  private final List<PreparedStatement> ways = new ArrayList<>();
  private long number;

  DuckDbBaseline(int datastreams) throws IOException, SQLException {
    this.datastreams = datastreams;
    connection =
        (DuckDBConnection)
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("arrived.duckdb"));
    // It would take most of the machine's, and others are measured there too.
    execute("SET memory_limit = '4GB'");
    execute(
        """
        CREATE TABLE arrived (number BIGINT, datastream INTEGER, time BIGINT, received BIGINT,
            value DOUBLE, flags TINYINT)
        """);
    execute("ATTACH '" + file + "' AS sorted");
    appender = connection.createAppender("main", "arrived");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public int most() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int instants() {
    return 20;
  }

  @Override
  public void take(Arrivals batch) throws SQLException {
    for (int i = 0; i < batch.size(); i++) {
      appender
          .beginRow()
          .append(number++)
          .append(batch.datastream(i))
          .append(batch.eventTime(i))
          .append(batch.receiveTime(i))
          .append(batch.value(i))
          .append((byte) batch.flags(i))
          .endRow();
    }
  }

  @Override
  public void finish() throws SQLException {
    appender.close();
    execute(SORT);
    execute(
        "CREATE TABLE sorted.datastream AS SELECT CAST(range AS INTEGER) AS id FROM range("
            + datastreams
            + ")");
    execute("DROP TABLE arrived");
    execute("CHECKPOINT sorted");
    ways.add(connection.prepareStatement(ASOF));
    ways.add(connection.prepareStatement(ARG_MAX));
  }

  @Override
  public long bytes() throws IOException {
    return Files.size(file);
  }

  @Override
  public List<String> ways() {
    return List.of("ASOF JOIN", "arg_max");
  }

  @Override
  public void latestAt(int way, long t, DistrictState out) throws SQLException {
    out.reset(t, datastreams);
    PreparedStatement statement = ways.get(way);
    statement.setLong(1, t);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        out.set(
            rows.getInt(1), rows.getLong(2), rows.getLong(3), rows.getDouble(4), rows.getByte(5));
      }
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    for (PreparedStatement statement : ways) {
      statement.close();
    }
    connection.close();
    folder.close();
  }
}
