package io.entropy.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.safety.KillLane.Seen;
import io.entropy.injectors.spi.engine.TestContainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `kill -9` of `entropy run` at a hundred random moments: while it starts, arms, renews and
/// reverts. In a few [KillLane]s at once. `-Dentropy.test.seed=N` replays the moments, as far as a
/// machine can.
class KillIT extends OnContainers {
  private static final int LANES = 4;
  private static final int KILLS_A_LANE = 25;

  private final List<TestContainer> victims = new ArrayList<>();
  private TestContainer peer;

  @BeforeAll
  void startContainers() {
    peer = container();
    for (int i = 0; i < LANES; i++) {
      victims.add(victim("v" + i));
    }
  }

  @Test
  void killedAtAHundredMomentsItLeavesNoFaultAndTheNextStartClearsTheRest() throws Exception {
    long seed = Long.getLong("entropy.test.seed", System.nanoTime());
    System.out.println("KillIT: seed " + seed);
    RandomGenerator.SplittableGenerator random =
        RandomGeneratorFactory.<RandomGenerator.SplittableGenerator>of("L64X128MixRandom")
            .create(seed);
    List<Future<Seen>> lanes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
      for (int i = 0; i < LANES; i++) {
        String name = "v" + i;
        boolean receives = i % 2 == 0;
        TestContainer victim = victims.get(i);
        RandomGenerator moments = random.split();
        Path stateDir = Files.createDirectory(stateDir().resolve(name));
        lanes.add(
            threads.submit(() -> {
              try (UdpFlow flow =
                  receives ? UdpFlow.between(peer, victim) : UdpFlow.between(victim, peer)) {
                String mode = receives ? "recv_drop" : "send_drop";
                KillLane.Victim about = new KillLane.Victim(name, mode, victim, flow);
                return new KillLane(this, about, stateDir, moments).kill(KILLS_A_LANE);
              }
            }));
      }
    }
    Seen all = new Seen(0, 0, 0);
    for (Future<Seen> lane : lanes) {
      all = all.plus(lane.get());
    }
    System.out.println("KillIT: " + all);
    // Else it was killed at no interesting moment.
    assertThat(all.activeFaults()).isGreaterThan(LANES);
    assertThat(all.clearedByRun()).isGreaterThan(LANES);
    assertThat(all.clearedByReap()).isGreaterThan(LANES);
  }
}
