package io.entropy.store.embedded;

import io.entropy.store.Store;
import java.io.IOException;
import java.nio.file.Path;

/// A process that is told to begin by a byte, and then commits as fast as it can, from several
/// threads, until it's killed or who started it is gone. It prints each number when it's
/// acknowledged.
final class CommittingProcess {
  private CommittingProcess() {}

  public static void main(String[] args) throws IOException {
    if (System.in.read() < 0) {
      return;
    }
    Store store = Ledger.open(Path.of(args[0]));
    for (int i = 0; i < 3; i++) {
      Thread.ofPlatform().start(() -> commitForever(store));
    }
    while (System.in.read() >= 0) {
      // Nothing more is said.
    }
    Runtime.getRuntime().halt(1);
  }

  private static void commitForever(Store store) {
    while (true) {
      long number = Ledger.commit(store);
      System.out.println(number);
    }
  }
}
