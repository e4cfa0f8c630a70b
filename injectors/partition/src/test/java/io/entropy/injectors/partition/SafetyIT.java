package io.entropy.injectors.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entropy.api.v1.Peer;
import io.entropy.injectors.drop.RecvDropProvider;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.engine.ChildJvm;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Cuts whose process dies or stands still, beside other faults, or that can't be made.
class SafetyIT extends OnContainers {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private TestContainer target;
  private TestContainer peer;
  private TestContainer other;

  @BeforeAll
  void startContainers() {
    target = container();
    peer = container();
    other = container();
  }

  private int received(TestContainer from, int packets) throws Exception {
    try (Traffic traffic = Traffic.between(from, target, target.ipv4())) {
      return traffic.send(packets);
    }
  }

  private void assertHealsByItself() throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (received(peer, 1) == 0) {
      assertThat(System.nanoTime()).as("it heals within " + PATIENCE).isLessThan(deadline);
    }
    assertThat(received(peer, 10)).isEqualTo(10);
  }

  private Started cut(List<Peer> from) throws InjectorException {
    return session().arm(new PartitionProvider(), target.target(), "", from);
  }

  @Test
  void killingTheProcessHealsItLongBeforeTheLeaseIsOver() throws Exception {
    try (ChildJvm process = CuttingProcess.start(target, peer, Duration.ofMinutes(2))) {
      assertThat(received(peer, 10)).isZero();
      process.kill();
      assertHealsByItself();
      assertThat(Strays.list(NetworkNamespace.ofProcess(target.pid()))).isEmpty();
    }
  }

  @Test
  void aProcessThatStandsStillLosesItsLease() throws Exception {
    try (ChildJvm process = CuttingProcess.start(target, peer, Duration.ofSeconds(3))) {
      process.signal("STOP");
      assertHealsByItself();
    }
  }

  @Test
  void besideAnotherFaultEachHitsItsOwnAndEndsByItself() throws Exception {
    try (Started drop = session().start(new RecvDropProvider(), target, "every=2 protocol=udp");
        Started cut = cut(List.of(TestPeers.of(peer.target())))) {
      cut.fault().release(InjectorSession.LEASE);
      assertThat(received(peer, 100)).isZero();
      assertThat(received(other, 100)).isEqualTo(50);
      assertThat(cut.revert()).isInstanceOf(Reverted.Removed.class);
      assertThat(received(peer, 100)).isEqualTo(50);
      assertThat(drop.fault().verify().active()).isTrue();
      assertThat(drop.revert()).isInstanceOf(Reverted.Removed.class);
      assertThat(received(peer, 100)).isEqualTo(100);
    }
  }

  @Test
  void withoutPeersOrTheirAddressesItIsRefusedAndNothingChanges() {
    assertRefused(List.of(), "nothing says whom");
    assertRefused(List.of(TestPeers.named("far-away", false)), "far-away");
    assertThat(Strays.list(NetworkNamespace.ofProcess(target.pid()))).isEmpty();
  }

  private void assertRefused(List<Peer> from, String words) {
    InjectorException refusal =
        catchThrowableOfType(InjectorException.class, () -> cut(from).close());
    assertThat(refusal.code()).isEqualTo(Code.REFUSED);
    assertThat(refusal).hasMessageContaining(target.name()).hasMessageContaining(words);
  }
}
