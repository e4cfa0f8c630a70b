package io.entropy.store.embedded;

import io.entropy.store.Store;
import java.nio.file.Path;

/// A process that commits as fast as it can, from several threads, until it's killed. It prints
/// each number when it's acknowledged.
final class CommittingProcess {
  private CommittingProcess() {}

  public static void main(String[] args) throws InterruptedException {
    Store store = Ledger.open(Path.of(args[0]));
    for (int i = 0; i < 3; i++) {
      Thread.ofPlatform().start(() -> commitForever(store));
    }
    Thread.currentThread().join();
  }

  private static void commitForever(Store store) {
    while (true) {
      long number = Ledger.commit(store);
      System.out.println(number);
    }
  }
}
