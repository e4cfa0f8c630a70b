package io.entropy.injectors.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.fault.Stray;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.latency.OneWay.Trip;
import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.spi.engine.FaultProcess;
import io.entropy.injectors.spi.engine.TestContainer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of packets when the process that holds them is killed, or stopped.
class ProcessEndIT extends OnContainers {
  private static final Duration LONG = Duration.ofMinutes(1);

  private TestContainer target;
  private TestContainer peer;

  @BeforeAll
  void startContainers() {
    target = container();
    peer = container();
  }

  private List<Stray> strays() {
    return Strays.list(NetworkNamespace.ofProcess(target.pid()));
  }

  private OneWay traffic() throws Exception {
    return OneWay.between(peer, target, Ip.V4.address(target));
  }

  @Test
  void whenItsProcessIsKilledNewPacketsPassAtOnceAndNothingIsLeft() throws Exception {
    try (FaultProcess process =
            FaultProcess.start(target, "latency", "time=50s protocol=udp", LONG);
        OneWay traffic = traffic()) {
      traffic.send();
      Thread.sleep(50);
      assertThat(traffic.receive()).isEmpty();
      process.kill();
      for (int waited = 0; !strays().isEmpty() && waited < 1_000; waited++) {
        Thread.sleep(10);
      }
      assertThat(strays()).isEmpty();
      List<Trip> arrived = traffic.send(5, Duration.ZERO);
      assertThat(arrived).hasSize(5).allMatch(trip -> trip.number() > 0);
    }
  }

  /// How many of five packets arrive, counting twice what comes twice.
  private static int arrivalsOfFive(OneWay traffic) throws Exception {
    for (int i = 0; i < 5; i++) {
      traffic.send();
    }
    return traffic.receiveWithin(300, new ArrayList<>(), 11).size();
  }

  @ParameterizedTest
  @CsvSource({
    "recv_drop, model=gemodel p=100 k=0 protocol=udp, 0",
    "duplicate, method=nfqueue percent=100 protocol=udp, 10",
    "corrupt, method=nfqueue percent=100 protocol=udp, 0",
    "reorder, method=nfqueue time=20s percent=100 gap=1000 protocol=udp, 0"
  })
  void whenAProcessThatTreatsPacketsIsKilledEachComesOnceAgain(
      String mode, String parameters, int meanwhile) throws Exception {
    try (FaultProcess process = FaultProcess.start(target, mode, parameters, LONG);
        OneWay traffic = traffic()) {
      assertThat(arrivalsOfFive(traffic)).isEqualTo(meanwhile);
      process.kill();
      for (int waited = 0; !strays().isEmpty() && waited < 1_000; waited++) {
        Thread.sleep(10);
      }
      assertThat(strays()).isEmpty();
      assertThat(arrivalsOfFive(traffic)).isEqualTo(5);
    }
  }

  @Test
  void whenItsProcessIsStoppedPacketsPassOnceTheLeaseIsOver() throws Exception {
    Duration lease = Duration.ofSeconds(6);
    try (FaultProcess process =
            FaultProcess.start(target, "latency", "time=1ms protocol=udp", lease);
        OneWay traffic = traffic()) {
      process.stop();
      traffic.send();
      Thread.sleep(100);
      assertThat(traffic.receive()).isEmpty();
      for (int waited = 0; strays().stream().anyMatch(Stray::active) && waited < 1_000; waited++) {
        Thread.sleep(10);
      }
      traffic.send();
      assertThat(numbers(traffic.receiveUntil(1, new ArrayList<>()))).containsExactly(1L);
      process.goOn();
      assertThat(numbers(traffic.receiveUntil(1, new ArrayList<>()))).containsExactly(0L);
    }
    for (int waited = 0; !strays().isEmpty() && waited < 1_000; waited++) {
      Thread.sleep(10);
    }
  }

  private static List<Long> numbers(List<Trip> trips) {
    return trips.stream().map(Trip::number).toList();
  }
}
