package io.entropy.injectors.drop;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Target;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.network.Flow;
import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Filters, each by which of several flows between a target and two others it lets a fault hit: all
/// that are given have to match, any value in a list is enough.
///
/// The flows are all with A but one: `v4` and `v6` (UDP, port 6001 to 7001), `sport` (from 6002),
/// `dport` (to 7002), `tcp` (to 7001), `ping`, `ping6`; `b` is as `v4`, with B. In the filters FAR
/// and NEAR stand for the parameters with the others' and the target's addresses, A and B for
/// names, A4, A6, B4, T4 for addresses and NET for a network with A but without B.
class FilterIT extends OnContainers {
  private End target;
  private End a;
  private End b;
  private Map<String, String> words;

  @BeforeAll
  void startContainers() {
    target = End.of(container());
    a = End.of(container());
    b = End.of(container());
    words =
        Map.of(
            "A", a.name(),
            "B", b.name(),
            "A4", a.v4.getHostAddress(),
            "A6", a.v6.getHostAddress(),
            "B4", b.v4.getHostAddress(),
            "T4", target.v4.getHostAddress(),
            "NET", Blocks.with(a.v4, b.v4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                   | v4 v6 sport dport tcp ping ping6 b",
        "FAR=A                              | v4 v6 sport dport tcp ping ping6",
        "FAR=B                              | b",
        "FAR=A,B                            | v4 v6 sport dport tcp ping ping6 b",
        "FAR=A4                             | v4 sport dport tcp ping",
        "FAR=A6                             | v6 ping6",
        "FAR=NET                            | v4 sport dport tcp ping",
        "FAR=A6,B4                          | v6 ping6 b",
        "NEAR=T4                            | v4 sport dport tcp ping b",
        "dport=7001                         | v4 v6 sport tcp b",
        "dport=7002,7005-7010               | dport",
        "dport=7001-7002                    | v4 v6 sport dport tcp b",
        "sport=6002                         | sport",
        "sport=1000,6000-6001               | v4 v6 dport b",
        "protocol=udp                       | v4 v6 sport dport b",
        "protocol=tcp                       | tcp",
        "protocol=icmp                      | ping ping6",
        "protocol=tcp,icmp                  | tcp ping ping6",
        "interface=eth0                     | v4 v6 sport dport tcp ping ping6 b",
        "FAR=A protocol=udp dport=7001 sport=6001 | v4 v6",
        "FAR=NET NEAR=T4 interface=eth0 protocol=tcp,icmp | tcp ping"
      })
  void whatMatchesEveryFilterIsLostAndNothingElse(@Nullable String filters, String lost)
      throws Exception {
    for (Way way : Way.values()) {
      try (Started drop = session().start(way.provider(), target.container, text(filters, way))) {
        assertThat(lost(way)).as("%s %s", way, filters).containsExactlyInAnyOrder(lost.split(" "));
        assertThat(drop.dropped()).isEqualTo(drop.seen()).isPositive();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FAR=B dport=7002",
    "interface=eth9",
    "FAR=A6 NEAR=T4",
    "protocol=tcp sport=6001",
    "FAR=192.0.2.0/24"
  })
  void aFilterThatMatchesNothingHitsNothing(String filters) throws Exception {
    for (Way way : Way.values()) {
      try (Started drop = session().start(way.provider(), target.container, text(filters, way))) {
        assertThat(lost(way)).as("%s %s", way, filters).isEmpty();
        assertThat(drop.seen()).isZero();
        assertThat(drop.dropped()).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void withoutAFaultEveryFlowGetsThrough(Way way) throws Exception {
    assertThat(lost(way)).isEmpty();
  }

  private String text(@Nullable String filters, Way way) {
    String text = filters == null ? "" : filters;
    for (Map.Entry<String, String> word : words.entrySet()) {
      text = text.replaceAll("\\b" + word.getKey() + "\\b", word.getValue());
    }
    return text.replace("FAR", way.far()).replace("NEAR", way.near());
  }

  /// The names of the flows that don't get through.
  private List<String> lost(Way way) throws Exception {
    List<String> lost = new ArrayList<>();
    for (Map.Entry<String, FlowMaker> maker : flows(way).entrySet()) {
      try (Flow flow = maker.getValue().open()) {
        if (!flow.getsThrough()) {
          lost.add(maker.getKey());
        }
      }
    }
    return lost;
  }

  private interface FlowMaker {
    Flow open() throws IOException;
  }

  private Map<String, FlowMaker> flows(Way way) {
    End from = way == Way.RECEIVE ? a : target;
    End to = way == Way.RECEIVE ? target : a;
    End fromB = way == Way.RECEIVE ? b : target;
    End toB = way == Way.RECEIVE ? target : b;
    Map<String, FlowMaker> flows = new LinkedHashMap<>();
    flows.put("v4", () -> Flow.udp(from.network, 6001, to.network, to.v4, 7001));
    flows.put("v6", () -> Flow.udp(from.network, 6001, to.network, to.v6, 7001));
    flows.put("sport", () -> Flow.udp(from.network, 6002, to.network, to.v4, 7001));
    flows.put("dport", () -> Flow.udp(from.network, 6001, to.network, to.v4, 7002));
    flows.put("b", () -> Flow.udp(fromB.network, 6001, toB.network, toB.v4, 7001));
    flows.put("tcp", () -> Flow.tcp(from.network, to.network, to.v4, 7001));
    flows.put("ping", () -> Flow.ping(from.network, to.v4));
    flows.put("ping6", () -> Flow.ping(from.network, to.v6));
    return flows;
  }

  /// A container as far as its flows are concerned, looked up once.
  private record End(Target container, NetworkNamespace network, InetAddress v4, InetAddress v6) {
    static End of(TestContainer container) {
      return new End(
          container.target(),
          NetworkNamespace.ofProcess(container.pid()),
          Ip.V4.address(container),
          Ip.V6.address(container));
    }

    String name() {
      return container.getSpec().getName();
    }
  }
}
