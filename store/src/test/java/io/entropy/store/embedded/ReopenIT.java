package io.entropy.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionSpec;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.model.Kinds;
import io.entropy.store.watch.WatchEvent.Resync;
import io.entropy.store.watch.WatchFilter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Closing and opening again, and what is not opened.
final class ReopenIT {
  @TempDir Path folder;

  @Test
  void everythingIsThereAfterReopening() {
    List<?> policies;
    long version;
    try (Store store = Ledger.open(folder)) {
      Ledger.commit(store);
      Ledger.commit(store);
      Injection injection =
          Injection.newBuilder()
              .setId("i")
              .setSpec(InjectionSpec.newBuilder().setNodeId("n"))
              .build();
      store.update(t -> t.create(Kinds.INJECTIONS, injection));
      store.batch(b -> b.update(t -> t.delete(Kinds.FAILURE_POLICIES, "entry-1")));
      policies = store.view(s -> s).all(Kinds.FAILURE_POLICIES);
      version = store.view(s -> s).version();
    }
    try (Store store = Ledger.open(folder)) {
      Snapshot snapshot = store.view(s -> s);
      assertThat(snapshot.all(Kinds.FAILURE_POLICIES)).isEqualTo(policies).hasSize(3);
      assertThat(snapshot.find(Kinds.INJECTIONS_BY_NODE, "n")).hasSize(1);
      assertThat(snapshot.byName(Kinds.FAILURE_POLICIES, "LEFT")).isPresent();
      assertThat(snapshot.version()).isEqualTo(version);
      Ledger.commit(store);
      assertThat(store.view(s -> s).version()).isGreaterThan(version);
    }
  }

  @Test
  void aSubscriberFromBeforeTheRestartIsToldToResync() throws InterruptedException {
    try (Store store = Ledger.open(folder)) {
      Ledger.commit(store);
      Ledger.commit(store);
    }
    try (Store store = Ledger.open(folder)) {
      assertThat(store.watchFrom(1, WatchFilter.everything()).take()).isInstanceOf(Resync.class);
    }
  }

  @Test
  void aSecondStoreOfOneFolderIsRefusedUntilTheFirstIsClosed() {
    try (Store store = Ledger.open(folder)) {
      assertRefused(Code.UNAVAILABLE, "in use");
      Ledger.commit(store);
    }
    try (Store store = Ledger.open(folder)) {
      assertThat(Ledger.check(store)).isEqualTo(1);
    }
  }

  @Test
  void aRefusedOpeningLeavesTheFolderFree() throws Exception {
    Ledger.open(folder).close();
    sql("PRAGMA user_version=2");
    assertRefused(Code.UNAVAILABLE, "has format 2; this version of Entropy reads format 1");
    sql("PRAGMA user_version=1");
    try (Store store = Ledger.open(folder)) {
      assertThat(Ledger.commit(store)).isEqualTo(1);
    }
  }

  @Test
  void aDatabaseOfSomethingElseIsRefused() throws Exception {
    sql("CREATE TABLE recipes (title TEXT)");
    assertRefused(Code.CORRUPT, "is not a store of Entropy");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws Exception {
    Files.writeString(folder.resolve(Schema.FILE), "Dear diary, ".repeat(500));
    assertRefused(Code.CORRUPT, "not a database");
  }

  @Test
  void objectsOfAnUnknownKindAreRefusedByName() throws Exception {
    Ledger.open(folder).close();
    byte[] data = {};
    sql(
        "INSERT INTO objects VALUES ('feeds', 'f', x'', %d)"
            .formatted(Checksum.of("feeds", "f", data)));
    assertRefused(Code.UNAVAILABLE, "holds feeds");
  }

  @Test
  void aFolderThatCanNotBeMadeIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> Ledger.open(file.resolve("store")))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
  }

  private void assertRefused(Code code, String message) {
    assertThatThrownBy(() -> Ledger.open(folder))
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  private void sql(String statement) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Schema.FILE));
        Statement open = connection.createStatement()) {
      open.execute(statement);
    }
  }
}
