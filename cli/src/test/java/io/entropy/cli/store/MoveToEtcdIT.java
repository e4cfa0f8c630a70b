package io.entropy.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.cli.Entropy;
import io.entropy.cli.Entropy.Result;
import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.embedded.EmbeddedStore;
import io.entropy.store.model.Kinds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a folder to a real etcd by dump and load.
final class MoveToEtcdIT {
  @TempDir Path folder;
  private @Nullable Process etcd;

  @AfterEach
  void endEtcd() throws InterruptedException {
    Process started = etcd;
    if (started != null) {
      var _ = started.destroyForcibly();
      assertThat(started.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whatAFolderHeldIsInEtcd() throws Exception {
    Path from = folder.resolve("from");
    fill(from, 120);
    String to = "etcd://" + startEtcd() + "/entropy-test?timeout=30s";
    var entropy = new Entropy(Files.createDirectory(folder.resolve("process")));
    String dump = folder.resolve("dump").toString();

    assertDone(entropy.run("store", "dump", "--store", from.toString(), dump));
    assertDone(entropy.run("store", "load", "--store", to, dump));
    Result checked = entropy.run("store", "check", "--store", to);
    assertDone(checked);
    assertThat(checked.out()).contains("120 failure-policies");

    Result refused = entropy.run("store", "load", "--store", to, dump);
    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(refused.err()).contains("it holds 120 failure-policies");
    assertDone(entropy.run("store", "load", "--replace", "--store", to, dump));

    Path back = folder.resolve("back");
    assertDone(entropy.run("store", "dump", "--store", to, dump));
    assertDone(entropy.run("store", "load", "--store", back.toString(), dump));
    assertDone(entropy.run("store", "check", "--store", back.toString()));
  }

  private static void assertDone(Result result) {
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  private static void fill(Path path, int policies) {
    try (Store store = EmbeddedStore.open(path, InstantSource.system(), StoreLimits.DEFAULT)) {
      store.batch(b -> {
        for (int i = 0; i < policies; i++) {
          var policy =
              FailurePolicy.newBuilder()
                  .setId("p" + i)
                  .setSpec(FailurePolicySpec.newBuilder().setName("name" + i))
                  .build();
          b.update(t -> t.create(Kinds.FAILURE_POLICIES, policy));
        }
      });
    }
  }

  /// Returns its `host:port`.
  private String startEtcd() throws IOException {
    String client = "127.0.0.1:" + freePort();
    String peer = "http://127.0.0.1:" + freePort();
    etcd =
        new ProcessBuilder(
                "etcd",
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=http://" + client,
                "--advertise-client-urls=http://" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("etcd.log").toFile())
            .start();
    return client;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
