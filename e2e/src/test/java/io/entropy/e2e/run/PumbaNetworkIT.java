package io.entropy.e2e.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.network.Flow;
import io.entropy.injectors.network.Traffic;
import io.entropy.injectors.spi.engine.TestContainer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The checks of Pumba's suite of network faults that no other test of the command line makes;
/// which these are stands in `pumba-checks.txt`.
class PumbaNetworkIT {
  private static final Pattern ROUND_TRIP = Pattern.compile("min/avg/max = ([0-9.]+)/.*");

  private static Stage stage;
  private static TestContainer target;
  private static TestContainer peer;
  private static TestContainer bystander;

  @BeforeAll
  static void open() throws Exception {
    stage = Stage.open();
    target = stage.container("target");
    peer = stage.container("peer");
    bystander = stage.container("bystander");
  }

  @AfterAll
  static void close() throws Exception {
    stage.close();
  }

  private interface Check {
    void make() throws Exception;
  }

  /// What a run told, during whose fault the check held.
  private static RunEvents during(Check check, String... failure) throws Exception {
    List<String> command = new ArrayList<>(List.of("run", "-o", "json", "-f", "60s"));
    command.addAll(List.of("--container", stage.name("target")));
    command.addAll(List.of(failure));
    try (EntropyProcess run = stage.start(command.toArray(String[]::new))) {
      run.awaitLine(line -> RunEvent.of(line).is("injection.verified"));
      check.make();
      run.signal("INT");
      Finished finished = Finished.of(run);
      assertThat(finished.exitCode()).as("%s", finished).isEqualTo(130);
      assertThat(finished.events().of("injection.reverted")).as("%s", finished).hasSize(1);
      return finished.events();
    }
  }

  /// The shortest of three, in milliseconds.
  private static double roundTrip(TestContainer from) {
    String said =
        from.exec("ping", "-c", "3", "-i", "0.2", target.ipv4().getHostAddress()).output();
    Matcher times = ROUND_TRIP.matcher(said);
    assertThat(times.find()).as(said).isTrue();
    return Double.parseDouble(times.group(1));
  }

  @Test
  void aDelayIsAddedToTheRoundTripOfWhomItNamesAndGoneAfterwards() throws Exception {
    double before = roundTrip(peer);
    during(
        () -> {
          assertThat(roundTrip(peer)).isGreaterThan(250);
          assertThat(roundTrip(bystander)).isLessThan(250);
        },
        "delay",
        "time=300ms",
        "jitter=10ms",
        "distribution=normal",
        "interface=eth0",
        "from=" + stage.name("peer"));
    assertThat(before).isLessThan(250);
    assertThat(roundTrip(peer)).isLessThan(250);
  }

  @Test
  void onePortIsCutAndAnotherOneAnswers() throws Exception {
    try (Flow cut = tcp(80);
        Flow open = tcp(8080)) {
      assertThat(cut.getsThrough() && open.getsThrough()).isTrue();
      during(
          () -> {
            assertThat(cut.getsThrough()).isFalse();
            assertThat(open.getsThrough()).isTrue();
          },
          "recv_drop",
          "protocol=tcp",
          "dport=80,443",
          "from=" + peer.ipv4().getHostAddress() + "/32");
      assertThat(cut.getsThrough()).isTrue();
    }
  }

  private static Flow tcp(int port) throws Exception {
    return Flow.tcp(network(peer), network(target), target.ipv4(), port);
  }

  private static NetworkNamespace network(TestContainer container) {
    return NetworkNamespace.ofProcess(container.pid());
  }

  @Test
  void everyThirdPacketIsLost() throws Exception {
    try (Traffic traffic = udp(7000)) {
      RunEvents events =
          during(
              () -> assertThat(traffic.send(300)).isEqualTo(200), "loss", "every=3", "dport=7000");
      assertThat(events.sum("injection.reverted", "packets_dropped")).isEqualTo(100);
    }
  }

  private static Traffic udp(int port) throws Exception {
    return Traffic.between(
        network(peer), 0, network(target), new InetSocketAddress(target.ipv4(), port));
  }

  @Test
  void aRateLetsNoMoreThrough() throws Exception {
    try (Traffic traffic = udp(7001)) {
      during(
          () -> {
            int packets = 12;
            long begin = System.nanoTime();
            for (int sent = 0; sent < packets; sent++) {
              traffic.sendOne();
            }
            for (int arrived = 0; arrived < packets; arrived += traffic.receive()) {
              Thread.sleep(1);
              assertThat(System.nanoTime() - begin).isLessThan(30_000_000_000L);
            }
            // Of 74 bytes each, two go at once: what is owed may be more than nothing.
            assertThat(System.nanoTime() - begin).isGreaterThan(10 * 70_000_000L);
          },
          "rate",
          "rate=8kbit",
          "burst=80",
          "dport=7001");
      assertThat(traffic.send(12)).isEqualTo(12);
    }
  }

  @Test
  void damagedPacketsDoNotArrive() throws Exception {
    try (Traffic traffic = udp(7002)) {
      RunEvents events =
          during(
              () -> assertThat(traffic.send(200)).isLessThan(200),
              "corrupt",
              "percent=50",
              "dport=7002");
      assertThat(events.of("injection.reverted").getFirst().fact("achieved").asText()).isNotBlank();
      assertThat(traffic.send(200)).isEqualTo(200);
    }
  }
}
