package io.entropy.store.embedded;

import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// How the database file is laid out and opened, and the check that it's one of ours.
final class Schema {
  static final String FILE = "store.db";
  static final String LOG = FILE + "-wal";
  static final int FORMAT = 1;

  /// "Entr", in the header of the file.
  private static final int APPLICATION = 0x456e7472;

  private Schema() {}

  /// Opens the database, making it when it's new. Exclusive locking needs no shared memory file;
  /// `synchronous=FULL` forces the log to the disk at each commit.
  static Connection open(Path folder) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(FILE));
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA locking_mode=EXCLUSIVE");
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
      check(statement, folder);
      return connection;
    } catch (SQLException | StoreException e) {
      connection.close();
      throw e;
    }
  }

  private static void check(Statement statement, Path folder) throws SQLException {
    long application = number(statement, "PRAGMA application_id");
    long format = number(statement, "PRAGMA user_version");
    if (application == 0 && number(statement, "SELECT count(*) FROM sqlite_schema") == 0) {
      create(statement);
    } else if (application != APPLICATION) {
      throw new StoreException(
          Code.CORRUPT, "%s is not a store of Entropy".formatted(folder.resolve(FILE)));
    } else if (format != FORMAT) {
      throw new StoreException(
          Code.UNAVAILABLE,
          "%s has format %d; this version of Entropy reads format %d"
              .formatted(folder.resolve(FILE), format, FORMAT));
    }
  }

  /// All in one transaction, the header's numbers too: a crash leaves a new file or a whole one.
  private static void create(Statement statement) throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
    statement.execute(
        "CREATE TABLE objects (kind TEXT NOT NULL, id TEXT NOT NULL, data BLOB NOT NULL,"
            + " checksum INTEGER NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID");
    statement.execute(
        "CREATE TABLE state (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL,"
            + " objects INTEGER NOT NULL)");
    statement.execute("INSERT INTO state VALUES (1, 0, 0)");
    statement.execute("PRAGMA application_id=" + APPLICATION);
    statement.execute("PRAGMA user_version=" + FORMAT);
    statement.execute("COMMIT");
  }

  static long number(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }
}
