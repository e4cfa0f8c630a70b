package io.entropy.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entropy.api.v1.NetworkMode;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.Health;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.spi.ContainerRuntime.ContainerEvent;
import io.entropy.injectors.spi.ContainerRuntime.EngineInfo;
import io.entropy.injectors.spi.ContainerRuntime.Subscription;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DockerRuntimeIT {
  @TempDir static Path context;
  private static Containers containers;
  private static DockerRuntime engine;

  @BeforeAll
  static void open() throws Exception {
    containers = new Containers(context);
    engine = DockerRuntime.open(EngineEndpoint.of(null, Map.of()));
  }

  @AfterAll
  static void close() {
    engine.close();
    containers.close();
  }

  private static Target listed(String id) throws RuntimeUnavailableException {
    return engine.list().stream().filter(t -> t.getId().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void saysWhatTheEngineIs() throws Exception {
    EngineInfo info = engine.info();
    assertThat(info.id()).isEqualTo(Containers.docker("info", "-f", "{{.ID}}"));
    assertThat(info.version()).isEqualTo(Containers.docker("version", "-f", "{{.Server.Version}}"));
    assertThat(info.kernel()).isEqualTo(Containers.docker("info", "-f", "{{.KernelVersion}}"));
  }

  @Test
  void listsAndInspectsARunningContainer() throws Exception {
    String id = containers.run("voter", "--label", "servicename=voter");
    Target listed = listed(id);
    assertThat(listed.getSpec().getName()).isEqualTo(containers.name("voter"));
    assertThat(listed.getSpec().getKey()).isEqualTo(containers.name("voter"));
    assertThat(listed.getSpec().getNodeId()).isEqualTo(engine.info().id());
    assertThat(listed.getSpec().getLabelsMap()).containsEntry("servicename", "voter");
    assertThat(listed.getStatus().getState()).isEqualTo(State.RUNNING);
    assertThat(listed.getStatus().getNetworkMode()).isEqualTo(NetworkMode.OWN);

    Target inspected = engine.inspect(containers.name("voter")).orElseThrow();
    assertThat(inspected.getStatus().getPid())
        .isEqualTo(Integer.parseInt(Containers.docker("inspect", "-f", "{{.State.Pid}}", id)));
    assertThat(inspected.getStatus().hasStarted()).isTrue();
    Target.Builder withoutProcess = inspected.toBuilder();
    withoutProcess.getStatusBuilder().clearPid().clearStarted();
    assertThat(withoutProcess.build()).isEqualTo(listed);
  }

  @Test
  void listsAStoppedContainerToo() throws Exception {
    String id = containers.run("stopped");
    Containers.docker("kill", id);
    await().until(() -> listed(id).getStatus().getState() == State.STOPPED);
  }

  @Test
  void knowsNoContainerOfAnotherName() throws Exception {
    assertThat(engine.inspect("no-such-container")).isEmpty();
    assertThat(engine.inspect("no/such?container")).isEmpty();
  }

  @Test
  void tellsNetworkModesAndWhoSharesANamespace() throws Exception {
    String owner = containers.run("owner");
    String sharing = containers.run("sharing", "--network", "container:" + owner);
    String host = containers.run("host", "--network", "host");
    String none = containers.run("none", "--network", "none");

    assertThat(listed(owner).getStatus().getSharesNetworkWithList())
        .containsExactly(containers.name("sharing"));
    Target shared = listed(sharing);
    assertThat(shared.getStatus().getNetworkMode()).isEqualTo(NetworkMode.SHARED);
    assertThat(shared.getStatus().getNetworkOf()).isEqualTo(owner);
    assertThat(shared.getStatus().getSharesNetworkWithList())
        .containsExactly(containers.name("owner"));
    assertThat(listed(host).getStatus().getNetworkMode()).isEqualTo(NetworkMode.HOST_NETWORK);
    assertThat(listed(none).getStatus().getNetworkMode()).isEqualTo(NetworkMode.NO_NETWORK);
  }

  @Test
  void tellsAddressesOfBothFamilies() throws Exception {
    String network = containers.name("six");
    containers.network("six", "--ipv6", "--subnet", "fd00:e147:1::/64");
    String id = containers.run("dual", "--network", network, "--network-alias", "alias");
    Target dual = listed(id);
    assertThat(dual.getStatus().getNetworksList()).hasSize(1);
    assertThat(dual.getStatus().getNetworks(0).getNetwork()).isEqualTo(network);
    List<String> addresses = dual.getStatus().getNetworks(0).getAddressesList();
    assertThat(addresses).hasSize(2);
    assertThat(addresses.get(0)).contains(".");
    assertThat(addresses.get(1)).startsWith("fd00:e147:1::");
    Target inspected = engine.inspect(id).orElseThrow();
    assertThat(inspected.getStatus().getNetworks(0).getAliasesList()).contains("alias");
  }

  @Test
  void tellsPublishedPortsInTheListAsInTheDetails() throws Exception {
    String id = containers.run("ports", "-p", "127.0.0.1:0:80", "--expose", "81");
    Target target = listed(id);
    assertThat(target.getStatus().getPublishedPortsList())
        .isEqualTo(engine.inspect(id).orElseThrow().getStatus().getPublishedPortsList())
        .singleElement()
        .matches(port -> port.getContainerPort() == 80 && port.getHostPort() > 0)
        .matches(port -> port.getHostAddress().equals("127.0.0.1"))
        .matches(port -> port.getProtocol().equals("tcp"));
  }

  @Test
  void tellsHealth() throws Exception {
    String id = containers.run("healthy", "--health-cmd", "true", "--health-interval", "500ms");
    await().until(() -> listed(id).getStatus().getHealth() == Health.HEALTHY);
    assertThat(engine.inspect(id).orElseThrow().getStatus().getHealth()).isEqualTo(Health.HEALTHY);
  }

  @Test
  void followsWhatHappensToAContainer() throws Exception {
    containers.network("followed");
    List<ContainerEvent> events = new CopyOnWriteArrayList<>();
    List<RuntimeUnavailableException> lost = new CopyOnWriteArrayList<>();
    try (Subscription _ = engine.follow(events::add, lost::add)) {
      String id = containers.run("busy");
      Containers.docker("pause", id);
      Containers.docker("unpause", id);
      Containers.docker("network", "connect", containers.name("followed"), id);
      Containers.docker("rename", id, containers.name("renamed"));
      Containers.docker("rm", "-f", id);
      await()
          .until(() ->
              events.stream()
                  .anyMatch(e ->
                      e.type() == ContainerEvent.Type.DESTROYED && e.containerId().equals(id)));
      assertThat(events)
          .filteredOn(event -> event.containerId().equals(id))
          .extracting(ContainerEvent::type)
          .containsSubsequence(
              ContainerEvent.Type.CREATED,
              ContainerEvent.Type.STARTED,
              ContainerEvent.Type.PAUSED,
              ContainerEvent.Type.UNPAUSED,
              ContainerEvent.Type.NETWORK_CHANGED,
              ContainerEvent.Type.RENAMED,
              ContainerEvent.Type.DIED,
              ContainerEvent.Type.DESTROYED);
    }
    int seen = events.size();
    containers.run("unseen");
    assertThat(events).hasSize(seen);
    assertThat(lost).isEmpty();
  }
}
