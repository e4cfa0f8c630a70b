package io.entropy.injectors.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Targets and parameters that can't have the fault here, or no longer.
class RefusalIT extends OnContainers {

  private InjectorException refused(Target target, String parameters) {
    return catchThrowableOfType(
        InjectorException.class,
        () -> session().arm(new LatencyProvider(), target, parameters).close());
  }

  @Test
  void aContainerOnTheHostsNetworkIsRefusedByName() {
    Target host = engine().container("--network", "host").target();
    InjectorException refusal = refused(host, "time=10ms");
    assertThat(refusal.code()).isEqualTo(Code.REFUSED);
    assertThat(refusal).hasMessageContaining(host.getSpec().getName()).hasMessageContaining("host");
    assertThat(Strays.list(NetworkNamespace.own())).isEmpty();
  }

  @Test
  void aContainerWithoutANetworkIsRefusedByName() {
    Target none = anyContainer("--network", "none").target();
    assertThat(refused(none, "time=10ms"))
        .hasMessage(none.getSpec().getName() + " has no network")
        .extracting(InjectorException::code)
        .isEqualTo(Code.REFUSED);
  }

  @Test
  void theQueueCannotDelayWhatIsSentAndSaysSo() {
    Target target = container().target();
    InjectorException refusal = refused(target, "time=10ms direction=send method=nfqueue");
    assertThat(refusal.code()).isEqualTo(Code.REFUSED);
    assertThat(refusal)
        .hasMessageContaining("nfqueue: holds only what is received")
        .hasMessageContaining("this host has:");
    assertThat(Strays.list(NetworkNamespace.ofProcess(target.getStatus().getPid()))).isEmpty();
  }

  /// On a kernel with netem, `e2e` has the tests of what it does.
  @Test
  void netemIsRefusedWhereTheKernelLacksItWithWhatThisHostHas() {
    Assumptions.assumeFalse(present("netem"), "this kernel has netem");
    TestContainer container = container();
    String before = inNetworkOf(container, "tc", "qdisc", "show");
    InjectorException refusal = refused(container.target(), "time=10ms method=netem");
    assertThat(refusal.code()).isEqualTo(Code.UNSUPPORTED);
    assertThat(refusal)
        .hasMessageContaining("netem: this kernel's network emulator can't be used")
        .hasMessageEndingWith("this host has: nfqueue, toxiproxy");
    InjectorException sending = refused(container.target(), "time=10ms direction=send");
    assertThat(sending.code()).isEqualTo(Code.UNSUPPORTED);
    assertThat(sending)
        .hasMessageContaining("netem: this kernel's network emulator can't be used")
        .hasMessageContaining("nfqueue: holds only what is received")
        .hasMessageEndingWith("this host has: nfqueue, toxiproxy");
    assertThat(inNetworkOf(container, "tc", "qdisc", "show")).isEqualTo(before);
    assertThat(inNetworkOf(container, "ip", "link", "show")).doesNotContain("ifb");
  }

  private static boolean present(String mechanism) {
    try (InjectorContext context = new InjectorContext("0000abce", new EngineRuntime())) {
      return new LatencyProvider()
          .open(context).probe().stream()
              .anyMatch(s -> s.getName().equals(mechanism) && s.getAvailable());
    }
  }

  @Test
  void thisHostHasTheQueue() {
    try (InjectorContext context = new InjectorContext("0000abcd", new EngineRuntime())) {
      List<MechanismStatus> found = new LatencyProvider().open(context).probe();
      assertThat(found)
          .filteredOn(status -> status.getName().equals("nfqueue"))
          .singleElement()
          .satisfies(status -> assertThat(status.getAvailable()).as(status.getDetail()).isTrue());
    }
  }

  @Test
  void aContainerThatEndsDuringItsFaultEndsItWithoutAnError() throws Exception {
    Target mortal = engine().container("--network", network()).target();
    Started latency = session().start(new LatencyProvider(), mortal, "time=10ms");
    engine().remove(mortal);
    latency.fault().end();
    assertThat(latency.fault().observe().getAsked()).isNotBlank();
    assertThat(latency.revert()).isNotInstanceOf(Reverted.Inert.class);
    assertThat(latency.revert()).isInstanceOf(Reverted.Nothing.class);
  }
}
