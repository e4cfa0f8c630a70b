package io.entropy.injectors.drop;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.fault.Stray;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.ActiveFault.Lease;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Several containers in one network, and several sessions on it.
class SharingIT extends OnContainers {
  private TestContainer owner;
  private TestContainer sharer;
  private TestContainer peer;

  @BeforeAll
  void startContainers() {
    owner = container();
    sharer = anyContainer("--network", "container:" + owner.id());
    peer = container();
  }

  private static List<Stray> tables(Way way, TestContainer container) {
    return Strays.list(NetworkNamespace.ofProcess(container.pid())).stream()
        .filter(stray -> stray.direction().name().equals(way.name()))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void containersThatShareANetworkSufferTogetherFromOneTable(Way way) throws Exception {
    try (Started ofOwner = session().start(way.provider(), owner, "protocol=udp every=2");
        Started ofSharer = session().start(way.provider(), sharer, "protocol=udp every=2");
        Traffic traffic = way.traffic(owner, peer, Ip.V6)) {
      assertThat(tables(way, owner)).hasSize(1);
      assertThat(tables(way, sharer)).hasSize(1);
      assertThat(traffic.send(400)).isEqualTo(100);
      assertThat(ofOwner.dropped()).isEqualTo(200);
      assertThat(ofSharer.dropped()).isEqualTo(100);
      assertThat(ofOwner.revert()).isInstanceOf(Reverted.Removed.class);
      assertThat(traffic.send(400)).as("without the owner's fault").isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void sessionsComposeAndNeitherEndsTheOthersFault(Way way) throws Exception {
    try (InjectorSession another = new InjectorSession(new EngineRuntime());
        Traffic traffic = way.traffic(owner, peer, Ip.V4);
        Started first = session().start(way.provider(), owner, "protocol=udp every=2");
        Started second = another.start(way.provider(), owner, "protocol=udp every=2")) {
      assertThat(tables(way, owner)).extracting(Stray::table).doesNotHaveDuplicates().hasSize(2);
      assertThat(traffic.send(400)).as("a half of a half").isEqualTo(100);
      assertThat(first.dropped() + second.dropped()).isEqualTo(300);
      assertThat(first.revert()).isInstanceOf(Reverted.Removed.class);
      assertThat(second.fault().refresh(InjectorSession.LEASE)).isEqualTo(Lease.KEPT);
      assertThat(traffic.send(400)).isEqualTo(200);
      assertThat(second.revert()).isInstanceOf(Reverted.Removed.class);
      assertThat(traffic.send(400)).isEqualTo(400);
      assertThat(tables(way, owner)).isEmpty();
    }
  }
}
