package io.entropy.store.etcd;

import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.conformance.StoreConformance;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The etcd back end on one real member against the whole conformance suite.
final class EtcdStoreIT extends StoreConformance {
  private static EtcdCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = EtcdCluster.start(1);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @Override
  protected Store openEmpty(InstantSource clock, StoreLimits limits) {
    return EtcdStore.open(cluster.endpoint(), clock, limits);
  }

  @Override
  public int histories() {
    return 10;
  }
}
