package io.entropy.cli.store;

import io.entropy.cli.CommandException;
import io.entropy.cli.ExitCode;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.embedded.EmbeddedStore;
import io.entropy.store.embedded.FolderCheck;
import io.entropy.store.etcd.EtcdEndpoint;
import io.entropy.store.etcd.EtcdStore;
import io.entropy.store.transfer.Dump;
import io.entropy.store.transfer.LiveDump;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalLong;

/// Where a store is, and how it's opened.
public sealed interface StoreEndpoint {

  static StoreEndpoint parse(String text) {
    if (text.startsWith("etcd://")) {
      try {
        return new Etcd(EtcdEndpoint.parse(text));
      } catch (IllegalArgumentException e) {
        throw new CommandException(ExitCode.USAGE, "--store: " + e.getMessage());
      }
    }
    return new Folder(Path.of(text).toAbsolutePath().normalize());
  }

  /// Opens a store that must be there.
  Store open();

  /// Opens a store, making it when it isn't there.
  Store openOrMake();

  /// Writes all that a store holds which must be there, and says how many objects that are.
  default long dump(Appendable out) throws IOException {
    try (Store store = open()) {
      return Dump.write(store.view(s -> s), out);
    }
  }

  /// Reads all of it and finds it whole, or fails saying what is wrong.
  Snapshot check();

  /// A folder of the embedded back end. A process that has it open gives a dump of it.
  record Folder(Path path) implements StoreEndpoint {

    @Override
    public Store open() {
      if (!EmbeddedStore.isIn(path)) {
        throw new CommandException(ExitCode.ERROR, "there is no store in " + path);
      }
      return openOrMake();
    }

    @Override
    public Store openOrMake() {
      return EmbeddedStore.open(path, InstantSource.system(), StoreLimits.DEFAULT);
    }

    @Override
    public long dump(Appendable out) throws IOException {
      OptionalLong live = LiveDump.copy(path, out);
      return live.isPresent() ? live.getAsLong() : StoreEndpoint.super.dump(out);
    }

    @Override
    public Snapshot check() {
      return FolderCheck.check(path);
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /// A prefix in an etcd cluster. Others may have it open; an empty prefix is an empty store.
  record Etcd(EtcdEndpoint endpoint) implements StoreEndpoint {

    @Override
    public Store open() {
      return EtcdStore.open(endpoint, InstantSource.system(), StoreLimits.DEFAULT);
    }

    @Override
    public Store openOrMake() {
      return open();
    }

    @Override
    public Snapshot check() {
      try (Store store = open()) {
        return store.view(s -> s);
      }
    }

    @Override
    public String toString() {
      return endpoint.toString();
    }
  }
}
