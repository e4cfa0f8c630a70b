package io.entropy.e2e.restart;

import io.entropy.e2e.process.WakeUps;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.time.Duration;

/// Finds out by other means than Entropy's whether a fault is felt in a container. Any thread.
interface Sense {
  Duration SOON = Duration.ofMillis(300);

  boolean feels(TestContainer target) throws IOException, InterruptedException;

  /// Of some packets that the peer sends at once, not each arrives soon, and once.
  static Sense received(TestContainer peer) {
    return target -> isDisturbed(peer, target);
  }

  /// The same of those that the peer gets.
  static Sense sent(TestContainer peer) {
    return target -> isDisturbed(target, peer);
  }

  private static boolean isDisturbed(TestContainer from, TestContainer to)
      throws IOException, InterruptedException {
    int packets = 10;
    try (Traffic traffic = Traffic.between(from, to, to.ipv4())) {
      for (int sent = 0; sent < packets; sent++) {
        traffic.sendOne();
      }
      Thread.sleep(SOON);
      return traffic.receive() != packets;
    }
  }

  /// A thread of its first process stands still.
  static Sense standsStill(String thread) {
    return target -> WakeUps.cease(target.pid(), thread);
  }

  /// There is another process in it than its own.
  static boolean hasWorkers(TestContainer target) {
    return Shell.run("docker", "top", target.id(), "-eo", "pid").lines().count() > 2;
  }
}
