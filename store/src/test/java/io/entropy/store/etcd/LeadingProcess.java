package io.entropy.store.etcd;

import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.lease.Lease;
import java.time.Duration;

/// A process that takes the lease `leader` and increments `c` under its fence until it's refused.
/// It prints `leading <token>`, each value, and the code with which it ends.
final class LeadingProcess {
  private LeadingProcess() {}

  public static void main(String[] args) throws InterruptedException {
    try (EtcdStore store = EtcdCluster.open(EtcdEndpoint.parse(args[0]))) {
      Lease lease = store.leases().acquire("leader", "child", Duration.ofSeconds(2));
      Store fenced = store.fencedBy(lease);
      System.out.println("leading " + lease.token());
      while (true) {
        try {
          System.out.println(Counters.increment(fenced, "c"));
        } catch (StoreException e) {
          System.out.println(e.code());
          return;
        }
      }
    }
  }
}
