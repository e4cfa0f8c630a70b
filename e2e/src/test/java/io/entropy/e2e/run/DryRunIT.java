package io.entropy.e2e.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.spi.engine.TestContainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `--dry-run` shows everything and changes nothing.
class DryRunIT {
  private static Stage stage;
  private static TestContainer container = new TestContainer("");

  @TempDir Path folder;

  @BeforeAll
  static void open() throws Exception {
    stage = Stage.open();
    container = stage.container("a");
    stage.container("b");
  }

  @AfterAll
  static void close() throws Exception {
    stage.close();
  }

  private Finished dryRun(String... options) throws Exception {
    Path state = folder.resolve("state");
    List<String> arguments = new ArrayList<>(List.of("run", "--dry-run"));
    arguments.addAll(List.of(options));
    try (EntropyProcess process =
        EntropyProcess.start(
            Map.of("ENTROPY_STATE_DIR", state.toString()), arguments.toArray(String[]::new))) {
      Finished finished = Finished.of(process);
      assertThat(state).as("no journal is begun").doesNotExist();
      assertThat(Strays.list(NetworkNamespace.ofProcess(container.pid()))).isEmpty();
      return finished;
    }
  }

  @Test
  void showsWhatWouldBeHitAndWhenAtOnce() throws Exception {
    long begin = System.nanoTime();
    Finished finished = dryRun("--for", "1h", "-f", "10m", "-t", stage.selector(), "recv_drop");
    assertThat(System.nanoTime() - begin).as("ns for an hour").isLessThan(60_000_000_000L);
    assertThat(finished.exitCode()).as("%s", finished).isZero();
    for (int tick = 0; tick < 6; tick++) {
      String at = "tick " + tick + " ";
      for (String name : stage.names("a", "b")) {
        assertThat(finished.out()).anyMatch(l -> l.contains(at) && l.contains(name));
      }
    }
    assertThat(finished.stdout()).contains("12 rolls", "12 hits", "12 injections", "seed ");
  }

  @Test
  void showsWhatWouldBeRefused() throws Exception {
    assertThat(dryRun("--for", "2s", "--limit", "1", "-t", stage.selector(), "send_drop").stdout())
        .contains("refused", "at most 1");
  }

  @Test
  void checksWhatWasTypedAsARunDoes() throws Exception {
    assertThat(dryRun("-t", stage.selector(), "recv_drop", "percent=101").exitCode()).isEqualTo(2);
    assertThat(dryRun("-t", "no.such.label", "recv_drop").exitCode()).isEqualTo(3);
    assertThat(dryRun("-H", "unix:///nowhere", "-t", "a", "recv_drop").exitCode()).isEqualTo(4);
  }
}
