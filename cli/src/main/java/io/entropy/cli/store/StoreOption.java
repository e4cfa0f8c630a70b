package io.entropy.cli.store;

import io.entropy.agent.journal.StateDir;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which store is meant.
public final class StoreOption {

  @Option(
      names = "--store",
      paramLabel = "DIR|etcd://…",
      description =
          "The store: its folder, or etcd's endpoints (default: $ENTROPY_STATE_DIR/store, else"
              + " /var/lib/entropy/store).")
  @Nullable String text;

  public StoreEndpoint endpoint() {
    String given = text;
    return StoreEndpoint.parse(
        given == null ? StateDir.of(System.getenv()).path().resolve("store").toString() : given);
  }
}
