package io.entropy.bench.store;

import static io.entropy.bench.measure.Report.times;

import io.entropy.api.time.SteadyTime;
import io.entropy.bench.measure.Report;
import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.etcd.EtcdEndpoint;
import io.entropy.store.etcd.EtcdStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/// Updates of the etcd back end, beside a plain jetcd loop of the same transactions on the same
/// member, in turn.
final class Etcd {
  private static final int ROUNDS = 5;
  private static final long ROUND = 2_000_000_000;
  private static final int MANY = 64;
  private static final double TARGET = 0.9;

  /// A commit record of one object: its nonce, kind and id.
  private static final int RECORD = 68;

  private Etcd() {}

  static void addTo(Report report, Path folder)
      throws IOException, InterruptedException, ExecutionException {
    Rates plain = new Rates();
    Rates one = new Rates();
    Rates many = new Rates();
    try (EtcdProcess etcd = EtcdProcess.start(folder);
        Store store =
            EtcdStore.open(
                EtcdEndpoint.parse("etcd://" + etcd.client() + "/bench?timeout=60s"),
                SteadyTime.start(),
                StoreLimits.DEFAULT);
        PlainJetcd loop =
            new PlainJetcd(
                etcd.client(), RECORD, Writers.injection(1_000).getSerializedSize() + 30)) {
      Writers.fill(store, 2_000);
      double _ = Writers.rate(store, 1, ROUND); // warms up
      double _ = loop.rate(ROUND);
      for (int i = 0; i < ROUNDS; i++) {
        plain.add(loop.rate(ROUND));
        one.add(Writers.rate(store, 1, ROUND));
        many.add(Writers.rate(store, MANY, ROUND));
      }
    }
    double ratio = one.median() / plain.median();
    report
        .note(
            "etcd updates, 1 writer:       %s, beside a plain jetcd loop's %s"
                .formatted(one, plain))
        .note(
            "etcd updates, %d writers:     %s, %s the loop's (commits are grouped)"
                .formatted(MANY, many, times(many.median() / plain.median())))
        .verdict(
            ratio >= TARGET,
            "at least %.0f %% of a plain jetcd loop".formatted(TARGET * 100),
            "%.0f %%".formatted(ratio * 100));
  }
}
