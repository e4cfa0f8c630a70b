package io.entropy.injectors.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entropy.api.v1.NetworkMode;
import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Targets that can't have the fault, or no longer.
class RefusalIT extends OnContainers {
  private TestContainer target;
  private TestContainer peer;

  @BeforeAll
  void startContainers() {
    target = container();
    peer = container();
  }

  private InjectorException refused(Way way, Target who, String parameters) {
    return catchThrowableOfType(
        InjectorException.class, () -> session().arm(way.provider(), who, parameters).close());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aContainerOnTheHostsNetworkIsRefusedByName(Way way) {
    Target host = engine().container("--network", "host").target();
    InjectorException refusal = refused(way, host, "percent=100");
    assertThat(refusal.code()).isEqualTo(Code.REFUSED);
    assertThat(refusal).hasMessageContaining(host.getSpec().getName()).hasMessageContaining("host");
    // Even where the engine's word for it isn't known.
    Target unsaid =
        host.toBuilder()
            .setStatus(host.getStatus().toBuilder().setNetworkMode(NetworkMode.OWN))
            .build();
    assertThat(refused(way, unsaid, "percent=100"))
        .hasMessage(refusal.getMessage())
        .extracting(InjectorException::code)
        .isEqualTo(Code.REFUSED);
    assertThat(Strays.list(NetworkNamespace.own())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aContainerWithoutANetworkIsRefusedByName(Way way) {
    Target none = anyContainer("--network", "none").target();
    InjectorException refusal = refused(way, none, "percent=100");
    assertThat(refusal.code()).isEqualTo(Code.REFUSED);
    assertThat(refusal).hasMessage(none.getSpec().getName() + " has no network");
  }

  @Test
  void anUnknownNameInAFilterIsRefusedByThatName() {
    InjectorException refusal = refused(Way.RECEIVE, target.target(), "from=nobody-here");
    assertThat(refusal.code()).isEqualTo(Code.REFUSED);
    assertThat(refusal).hasMessageContaining("nobody-here");
  }

  @Test
  void aContainerThatHasEndedIsGone() {
    Target alive = engine().container("--network", network()).target();
    Shell.run("docker", "kill", alive.getId());
    assertThat(refused(Way.RECEIVE, alive, "percent=100").code()).isEqualTo(Code.TARGET_GONE);
    engine().remove(alive);
    assertThat(refused(Way.SEND, alive, "percent=100").code()).isEqualTo(Code.TARGET_GONE);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aContainerThatEndsDuringItsFaultEndsItWithoutAnError(Way way) throws Exception {
    Target mortal = engine().container("--network", network()).target();
    Started drop = session().start(way.provider(), mortal, "percent=100");
    engine().remove(mortal);
    drop.fault().end();
    assertThat(drop.fault().observe().getAsked()).isNotBlank();
    assertThat(drop.revert()).isNotInstanceOf(Reverted.Inert.class);
    assertThat(drop.revert()).isInstanceOf(Reverted.Nothing.class);
    assertThat(NetworkNamespace.find(Long.parseLong(drop.undo().details().get("namespace"))))
        .as("nothing of ours keeps its namespace")
        .isEmpty();
  }

  @Test
  void aPidThatIsAnothersNowIsNotBelieved() throws Exception {
    Target stale = target.target();
    stale = stale.toBuilder().setStatus(stale.getStatus().toBuilder().setPid(peer.pid())).build();
    try (Started drop = session().start(Way.RECEIVE.provider(), stale, "protocol=udp");
        Traffic toTarget = Way.RECEIVE.traffic(target, peer, Ip.V4);
        Traffic toPeer = Way.SEND.traffic(target, peer, Ip.V4)) {
      assertThat(toTarget.send(100)).isZero();
      assertThat(toPeer.send(100)).isEqualTo(100);
      assertThat(drop.dropped()).isEqualTo(100);
    }
  }
}
