package io.entropy.injectors.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entropy.api.v1.NetworkAttachment;
import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.fault.Cidr;
import io.entropy.injectors.kernel.fault.Fault.Stage;
import io.entropy.injectors.kernel.fault.Match;
import io.entropy.injectors.kernel.fault.Ports;
import io.entropy.injectors.kernel.fault.Protocol;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.fake.FakeContainerRuntime;
import io.entropy.injectors.spi.fake.FakeTargets;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiltersTest {
  private static final FailureMode MODE =
      new FailureMode(
          "some_mode",
          List.of(),
          "A mode with filters.",
          Layer.NETWORK,
          FilterParameters.after(),
          FilterParameters.rulesAnd(),
          "");

  private final FakeContainerRuntime runtime = new FakeContainerRuntime();

  private List<Stage> stages(Map<String, String> filters) throws InjectorException {
    return Filters.of(MODE.read(filters), runtime);
  }

  private void attach(String name, List<List<String>> networks) {
    Target target = FakeTargets.running(name, Map.of());
    List<NetworkAttachment> attachments =
        networks.stream()
            .map(a -> NetworkAttachment.newBuilder().setNetwork("net").addAllAddresses(a).build())
            .toList();
    runtime.put(
        target.toBuilder()
            .setStatus(target.getStatus().toBuilder().addAllNetworks(attachments))
            .build());
  }

  @Test
  void noFilterMeansEveryPacket() throws Exception {
    assertThat(stages(Map.of())).isEmpty();
  }

  @Test
  void everyFilterIsAStageOfItsOwn() throws Exception {
    assertThat(
            stages(
                Map.of(
                    "from", "10.0.0.0/8",
                    "to", "fd00::1",
                    "sport", "1000",
                    "dport", "80",
                    "protocol", "tcp",
                    "interface", "eth1")))
        .containsExactlyInAnyOrder(
            Stage.anyOf(new Match.Source(Cidr.parse("10.0.0.0/8"))),
            Stage.anyOf(new Match.Destination(Cidr.parse("fd00::1"))),
            Stage.anyOf(new Match.SourcePort(Ports.of(1000))),
            Stage.anyOf(new Match.DestinationPort(Ports.of(80))),
            Stage.anyOf(new Match.Transport(Protocol.TCP)),
            Stage.anyOf(new Match.Interface("eth1")));
  }

  @Test
  void theValuesOfAListAreAlternatives() throws Exception {
    assertThat(stages(Map.of("dport", "80,8000-8999", "protocol", "tcp,udp")))
        .containsExactlyInAnyOrder(
            Stage.anyOf(
                new Match.DestinationPort(Ports.of(80)),
                new Match.DestinationPort(new Ports(8000, 8999))),
            Stage.anyOf(new Match.Transport(Protocol.TCP), new Match.Transport(Protocol.UDP)));
  }

  @Test
  void aNameIsAllAddressesOfItsContainer() throws Exception {
    attach("db", List.of(List.of("172.18.0.2", "fd00::2"), List.of("172.19.0.2")));
    assertThat(stages(Map.of("from", "db,10.1.2.3")))
        .containsExactly(
            Stage.anyOf(
                new Match.Source(Cidr.parse("172.18.0.2")),
                new Match.Source(Cidr.parse("fd00::2")),
                new Match.Source(Cidr.parse("172.19.0.2")),
                new Match.Source(Cidr.parse("10.1.2.3"))));
  }

  @Test
  void aNameThatIsNotThereIsRefused() {
    attach("db", List.of(List.of("172.18.0.2")));
    assertRefused(Map.of("from", "db,nobody"), "nobody");
  }

  @Test
  void aNameWithoutAnAddressIsRefused() {
    attach("offline", List.of());
    assertRefused(Map.of("to", "offline"), "offline");
  }

  @Test
  void anEngineThatIsAwayIsAFailureAndNoRefusal() {
    runtime.disappear();
    assertThatExceptionOfType(InjectorException.class)
        .isThrownBy(() -> stages(Map.of("from", "db")))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.FAILED));
  }

  @Test
  void addressesNeedNoEngine() throws Exception {
    runtime.disappear();
    assertThat(stages(Map.of("from", "10.0.0.1"))).hasSize(1);
  }

  private void assertRefused(Map<String, String> filters, String name) {
    assertThatExceptionOfType(InjectorException.class)
        .isThrownBy(() -> stages(filters))
        .withMessageContaining("`" + name + "`")
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.REFUSED));
  }
}
