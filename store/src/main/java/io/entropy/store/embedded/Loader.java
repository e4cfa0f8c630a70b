package io.entropy.store.embedded;

import com.google.protobuf.InvalidProtocolBufferException;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.model.Kind;
import io.entropy.store.model.Kinds;
import io.entropy.store.state.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads the whole database into a state, checking every object. Used once, at opening.
final class Loader {
  private static final int NAMED = 5;
  private static final String GO_ON =
      ". To go on, move the folder away and load the last dump into a new one";

  private final Map<String, Kind<?>> kinds =
      Kinds.ALL.stream().collect(Collectors.toMap(Kind::name, Function.identity()));
  private final List<String> damaged = new ArrayList<>();
  private State state = State.empty();
  private long read;

  private Loader() {}

  /// @throws StoreException `CORRUPT`, saying what is lost
  static State load(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long expected = Schema.number(statement, "SELECT objects FROM state");
      long version = Schema.number(statement, "SELECT version FROM state");
      var loader = new Loader();
      try (ResultSet rows = statement.executeQuery("SELECT * FROM objects")) {
        while (rows.next()) {
          loader.add(rows);
        }
      } catch (SQLException e) {
        throw new StoreException(
            Code.CORRUPT,
            "the database is damaged: of %d objects %d could be read (%s)%s"
                .formatted(expected, loader.read, e.getMessage(), GO_ON),
            e);
      }
      loader.check(expected);
      return loader.state.at(version);
    }
  }

  private void add(ResultSet row) throws SQLException {
    String name = row.getString("kind");
    String id = row.getString("id");
    byte[] data = row.getBytes("data");
    read++;
    if (name == null
        || id == null
        || data == null
        || row.getLong("checksum") != Checksum.of(name, id, data)) {
      damaged.add(name + "/" + id);
      return;
    }
    Kind<?> kind = kinds.get(name);
    if (kind == null) {
      throw new StoreException(
          Code.UNAVAILABLE,
          "the store holds %s, which this version of Entropy doesn't know".formatted(name));
    }
    try {
      state = with(kind, data);
    } catch (InvalidProtocolBufferException e) {
      damaged.add(name + "/" + id);
    }
  }

  private <T> State with(Kind<T> kind, byte[] data) throws InvalidProtocolBufferException {
    return state.with(kind, kind.parser().parseFrom(data));
  }

  private void check(long expected) {
    if (!damaged.isEmpty()) {
      throw new StoreException(
          Code.CORRUPT,
          "%d of %d objects are damaged: %s%s%s"
              .formatted(
                  damaged.size(),
                  expected,
                  String.join(", ", damaged.subList(0, Math.min(NAMED, damaged.size()))),
                  damaged.size() > NAMED ? ", …" : "",
                  GO_ON));
    }
    if (read != expected) {
      throw new StoreException(
          Code.CORRUPT, "%d objects were stored, %d are there%s".formatted(expected, read, GO_ON));
    }
  }
}
