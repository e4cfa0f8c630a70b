package io.entropy.e2e.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A peer that gets another address while the partition lasts is cut off at that one as well.
class PeerMovesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void aPeersNewAddressIsCutOffToo() throws Exception {
    try (TestEngine engine = TestEngine.open()) {
      String network = engine.dualStackNetwork();
      String label = engine.label() + "-target";
      TestContainer target = engine.container("--network", network, "--label", "e2e=" + label);
      TestContainer peer =
          engine.container("--network", network, "--label", "e2e=" + label + "-peer");
      try (EntropyProcess process =
          EntropyProcess.start(
              folder,
              "run",
              "-v",
              "-o",
              "json",
              "-p",
              "1",
              "-f",
              "300s",
              "-t",
              "e2e=\"" + label + "\"",
              "partition",
              "peers=e2e=\"" + label + "-peer\"")) {
        process.awaitLine(line -> line.contains("\"io.entropy.injection.verified\""));
        InetAddress before = peer.ipv4();
        assertThat(reaches(target, before)).isFalse();

        Shell.run("docker", "network", "disconnect", network, peer.id());
        TestContainer squatter = engine.container("--network", network); // takes the free address
        Shell.run("docker", "network", "connect", network, peer.id());
        assertThat(peer.ipv4()).isNotEqualTo(before);
        await("its new address is cut", () -> !reaches(target, peer.ipv4()));
        await("its old one is another's now", () -> reaches(target, squatter.ipv4()));

        process.signal("INT");
        assertThat(process.awaitExit()).as(process.everything()).isEqualTo(130);
        assertThat(reaches(target, peer.ipv4())).isTrue();
      }
    }
  }

  private static boolean reaches(TestContainer from, InetAddress address) {
    return from.exec("ping", "-c", "2", "-W", "2", address.getHostAddress()).exitCode() == 0;
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(String what, Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime())
          .as("%s within %s", what, List.of(PATIENCE))
          .isLessThan(deadline);
      Thread.sleep(100);
    }
  }
}
