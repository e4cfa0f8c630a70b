package io.entropy.injectors.kernel.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.fault.Fault.Stage;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatchTest {
  private static final Match WEB = new Match.DestinationPort(new Ports(80, 89));
  private static final Match TCP = new Match.Transport(Protocol.TCP);

  private static Match from(String block) {
    return new Match.Source(Cidr.parse(block));
  }

  private static Match to(String block) {
    return new Match.Destination(Cidr.parse(block));
  }

  @Test
  void excludesWhatNoPacketHasAsWell() {
    assertThat(WEB.excludes(new Match.DestinationPort(new Ports(89, 90)))).isFalse();
    assertThat(WEB.excludes(new Match.DestinationPort(new Ports(90, 99)))).isTrue();
    assertThat(WEB.excludes(new Match.SourcePort(Ports.of(1)))).isFalse();
    assertThat(new Match.SourcePort(Ports.of(2)).excludes(new Match.SourcePort(Ports.of(1))))
        .isTrue();
    assertThat(TCP.excludes(new Match.Transport(Protocol.UDP))).isTrue();
    assertThat(TCP.excludes(TCP)).isFalse();
    assertThat(new Match.Interface("eth0").excludes(new Match.Interface("eth1"))).isTrue();
    assertThat(from("10.0.0.0/8").excludes(from("10.1.2.3"))).isFalse();
    assertThat(from("10.0.0.0/9").excludes(from("10.128.0.0/9"))).isTrue();
    assertThat(from("10.0.0.0/8").excludes(from("fd00::/8"))).isTrue();
    assertThat(from("10.0.0.0/9").excludes(to("10.128.0.0/9"))).isFalse();
    assertThat(to("10.0.0.0/9").excludes(to("10.128.0.0/9"))).isTrue();
    Match peers = new Match.Peers(Set.of());
    assertThat(peers.excludes(peers)).isFalse();
  }

  @Test
  void packetsMeetUnlessAllAlternativesOfAStageAreExcluded() {
    Stage oneOrTwo = Stage.anyOf(from("10.0.0.1"), from("10.0.0.2"));
    Stage two = Stage.anyOf(from("10.0.0.2"));
    Stage three = Stage.anyOf(from("10.0.0.3"));
    assertThat(Stage.mayMeet(List.of(), List.of(two))).isTrue();
    assertThat(Stage.mayMeet(List.of(oneOrTwo), List.of(two))).isTrue();
    assertThat(Stage.mayMeet(List.of(Stage.anyOf(TCP), oneOrTwo), List.of(three))).isFalse();
  }
}
