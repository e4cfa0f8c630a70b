package io.entropy.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.store.Store;
import io.entropy.store.lease.Lease;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A leader that's another process, stopped by a signal for longer than its lease.
@Timeout(60)
final class PausedLeaderIT {

  @Test
  void aLeaderPausedPastItsLeaseCannotWriteAfterwards() throws Exception {
    try (EtcdCluster cluster = EtcdCluster.start(1)) {
      EtcdEndpoint endpoint = cluster.endpoint();
      Process leader = start(endpoint);
      try (EtcdStore store = EtcdCluster.open(endpoint);
          BufferedReader output = leader.inputReader()) {
        long token = Long.parseLong(output.readLine().substring("leading ".length()));
        for (int i = 1; i <= 20; i++) {
          assertThat(output.readLine()).isEqualTo(Integer.toString(i));
        }
        signal("STOP", leader);
        Lease mine = store.leases().acquire("leader", "test", Duration.ofSeconds(10));
        assertThat(mine.token()).isGreaterThan(token);
        Store fenced = store.fencedBy(mine);
        long value = Counters.increment(fenced, "c");
        signal("CONT", leader);
        List<String> rest = output.lines().toList();
        assertThat(leader.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(rest.getLast()).isEqualTo("FENCED");
        assertThat(numbers(rest)).allMatch(told -> told < value);
        assertThat(Counters.increment(fenced, "c")).isEqualTo(value + 1);
      } finally {
        leader.destroyForcibly().waitFor();
      }
    }
  }

  private static List<Long> numbers(List<String> lines) {
    List<Long> numbers = new ArrayList<>();
    lines.subList(0, lines.size() - 1).forEach(line -> numbers.add(Long.parseLong(line)));
    return numbers;
  }

  private static Process start(EtcdEndpoint endpoint) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            LeadingProcess.class.getName(),
            endpoint.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void signal(String name, Process process) throws Exception {
    String pid = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }
}
