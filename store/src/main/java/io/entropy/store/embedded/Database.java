package io.entropy.store.embedded;

import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.model.Kind;
import io.entropy.store.state.State;
import io.entropy.store.watch.Commit;
import io.entropy.store.watch.WatchEvent.Change;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The SQLite database of a store. Used by one thread at a time.
final class Database implements AutoCloseable {
  private final Connection connection;
  private final Statement statement;
  private final PreparedStatement put;
  private final PreparedStatement delete;
  private final PreparedStatement version;

  private Database(Connection connection) throws SQLException {
    this.connection = connection;
    statement = connection.createStatement();
    put = connection.prepareStatement("INSERT OR REPLACE INTO objects VALUES (?, ?, ?, ?)");
    delete = connection.prepareStatement("DELETE FROM objects WHERE kind = ? AND id = ?");
    version = connection.prepareStatement("UPDATE state SET version = ?, objects = ?");
  }

  static Database open(Path folder) {
    try {
      return new Database(Schema.open(folder));
    } catch (SQLException e) {
      throw failure("can't open " + folder.resolve(Schema.FILE), e);
    }
  }

  State load() {
    try {
      return Loader.load(connection);
    } catch (SQLException e) {
      throw failure("can't read the database", e);
    }
  }

  /// Writes commits through to the disk, all or none.
  ///
  /// @param objects how many there are after them
  /// @throws StoreException `OUTCOME_UNKNOWN` when they may or may not be there at the next
  ///   opening; any other code when they won't
  void write(List<Commit> commits, long objects) {
    try {
      statement.execute("BEGIN IMMEDIATE");
      for (Change<?> change : last(commits)) {
        write(change);
      }
      version.setLong(1, commits.getLast().version());
      version.setLong(2, objects);
      version.execute();
    } catch (SQLException e) {
      rollBack(e);
      throw failure("nothing was committed", e);
    }
    try {
      statement.execute("COMMIT");
    } catch (SQLException e) {
      rollBack(e);
      throw isFull(e)
          ? failure("nothing was committed", e)
          : new StoreException(Code.OUTCOME_UNKNOWN, "the commit may or may not be on the disk", e);
    }
  }

  /// Of several writes of one object only the last counts.
  private static Collection<Change<?>> last(List<Commit> commits) {
    Map<String, Change<?>> changes = new LinkedHashMap<>();
    for (Commit commit : commits) {
      for (Change<?> change : commit.changes()) {
        changes.put(change.kind() + "/" + change.id(), change);
      }
    }
    return changes.values();
  }

  private <T> void write(Change<T> change) throws SQLException {
    Kind<T> kind = change.kind();
    T object = change.after();
    PreparedStatement row = object == null ? delete : put;
    row.setString(1, kind.name());
    row.setString(2, change.id());
    if (object != null) {
      byte[] data = kind.bytes(object);
      row.setBytes(3, data);
      row.setLong(4, Checksum.of(kind.name(), change.id(), data));
    }
    row.execute();
  }

  /// SQLite may have rolled back by itself, and then says so.
  private void rollBack(SQLException cause) {
    try {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static boolean isFull(SQLException e) {
    return primary(e) == SQLiteErrorCode.SQLITE_FULL.code;
  }

  /// The low byte of SQLite's extended result codes (https://sqlite.org/rescode.html).
  private static int primary(SQLException e) {
    return e instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : 0;
  }

  private static StoreException failure(String what, SQLException e) {
    if (isFull(e)) {
      return new StoreException(Code.UNAVAILABLE, what + ": the disk is full", e);
    }
    int primary = primary(e);
    boolean corrupt =
        primary == SQLiteErrorCode.SQLITE_CORRUPT.code
            || primary == SQLiteErrorCode.SQLITE_NOTADB.code;
    return new StoreException(
        corrupt ? Code.CORRUPT : Code.UNAVAILABLE, what + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure("can't close the database", e);
    }
  }
}
