package io.entropy.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.NetworkMode;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.Health;
import io.entropy.api.v1.TargetStatus.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContainerJsonTest {

  static EngineJson json(String text) throws IOException {
    String quoted = text.replace('\'', '"');
    try (JsonParser parser =
        EngineJson.parser(new ByteArrayInputStream(quoted.getBytes(StandardCharsets.UTF_8)))) {
      return EngineJson.next(parser).orElseThrow();
    }
  }

  @Test
  void readsAnEntryOfTheList() throws IOException {
    Target target =
        ContainerJson.listed(
            json(
                """
                {'Id':'abc','Names':['/web'],'Image':'nginx','State':'paused','Status':'Up (Paused)',
                 'Labels':{'a':'b'},'HostConfig':{'NetworkMode':'default'},'Ports':[{'PrivatePort':1}],
                 'NetworkSettings':{'Networks':{'bridge':{'IPAddress':'172.17.0.2',
                 'GlobalIPv6Address':'fd00::2','Aliases':['w'],'Links':null}}},'Size':1.5,'X':true}
                """),
            "node");
    assertThat(target.getId()).isEqualTo("abc");
    assertThat(target.getSpec().getNodeId()).isEqualTo("node");
    assertThat(target.getSpec().getName()).isEqualTo("web");
    assertThat(target.getSpec().getKey()).isEqualTo("web");
    assertThat(target.getSpec().getLabelsMap()).containsEntry("a", "b");
    assertThat(target.getStatus().getState()).isEqualTo(State.PAUSED);
    assertThat(target.getStatus().getNetworkMode()).isEqualTo(NetworkMode.OWN);
    assertThat(target.getStatus().getNetworks(0).getAddressesList())
        .containsExactly("172.17.0.2", "fd00::2");
    assertThat(target.getStatus().getNetworks(0).getAliasesList()).containsExactly("w");
  }

  @Test
  void readsTheSamePublishedPortsFromBoth() throws IOException {
    EngineJson listed =
        json(
            """
            {'Ports':[{'PrivatePort':53,'Type':'udp'},
             {'IP':'::','PrivatePort':80,'PublicPort':8080,'Type':'tcp'},
             {'IP':'0.0.0.0','PrivatePort':80,'PublicPort':8080,'Type':'tcp'}]}
            """);
    EngineJson details =
        json(
            """
            {'NetworkSettings':{'Ports':{'53/udp':null,
             '80/tcp':[{'HostIp':'0.0.0.0','HostPort':'8080'},{'HostIp':'::','HostPort':'8080'}]}}}
            """);
    assertThat(PortsJson.listed(listed))
        .isEqualTo(PortsJson.inspected(details))
        .extracting(p -> p.getHostAddress() + " " + p.getHostPort() + " " + p.getContainerPort())
        .containsExactly("0.0.0.0 8080 80", ":: 8080 80");
  }

  @ParameterizedTest
  @CsvSource({
    "Up 5 minutes (healthy), HEALTHY",
    "Up 5 minutes (unhealthy), UNHEALTHY",
    "Up 1 second (health: starting), STARTING",
    "Up 5 minutes, NONE",
    "Exited (0) 5 minutes ago, NONE"
  })
  void readsHealthFromTheStatusText(String text, Health health) throws IOException {
    assertThat(ContainerJson.listed(json("{'Status':'" + text + "'}"), "").getStatus().getHealth())
        .isEqualTo(health);
  }

  @ParameterizedTest
  @CsvSource({
    "host, HOST_NETWORK, ''",
    "none, NO_NETWORK, ''",
    "container:abc, SHARED, abc",
    "election_default, OWN, ''"
  })
  void readsTheNetworkMode(String text, NetworkMode mode, String of) throws IOException {
    Target target = ContainerJson.listed(json("{'HostConfig':{'NetworkMode':'" + text + "'}}"), "");
    assertThat(target.getStatus().getNetworkMode()).isEqualTo(mode);
    assertThat(target.getStatus().getNetworkOf()).isEqualTo(of);
  }

  @Test
  void takesItsIdentityFromComposeButNotForOneOffs() throws IOException {
    String labels =
        "'com.docker.compose.project':'p','com.docker.compose.service':'s',"
            + "'com.docker.compose.container-number':'2','com.docker.compose.oneoff':'%s'";
    String entry = "{'Names':['/p_s_2'],'Labels':{" + labels + "}}";
    assertThat(ContainerJson.listed(json(entry.formatted("False")), "").getSpec().getKey())
        .isEqualTo("p/s/2");
    assertThat(ContainerJson.listed(json(entry.formatted("True")), "").getSpec().getKey())
        .isEqualTo("p_s_2");
  }

  @Test
  void readsPidAndStartOfARunningOneOnly() throws IOException {
    String details =
        "{'Id':'abc','Name':'/web','State':{'Status':'%s','Pid':42,"
            + "'StartedAt':'2026-11-20T17:52:56.145510058Z'}}";
    Target running = ContainerJson.inspected(json(details.formatted("running")), "");
    assertThat(running.getStatus().getPid()).isEqualTo(42);
    assertThat(ProtoTime.fromProto(running.getStatus().getStarted()))
        .isEqualTo("2026-11-20T17:52:56.145510058Z");
    Target exited = ContainerJson.inspected(json(details.formatted("exited")), "");
    assertThat(exited.getStatus().getState()).isEqualTo(State.STOPPED);
    assertThat(exited.getStatus().getPid()).isZero();
    assertThat(exited.getStatus().hasStarted()).isFalse();
  }
}
