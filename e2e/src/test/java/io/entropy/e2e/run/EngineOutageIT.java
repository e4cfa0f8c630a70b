package io.entropy.e2e.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.spi.engine.EngineProxy;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The engine dies in the middle of a run and comes back: the run carries on, quietly.
class EngineOutageIT {
  private static final long OUTAGE_MILLIS = 4_000;

  private static Stage stage;

  @TempDir Path folder;

  @BeforeAll
  static void open() throws Exception {
    stage = Stage.open();
  }

  @AfterAll
  static void close() throws Exception {
    stage.close();
  }

  @Test
  void carriesOnAndSeesWhatCameMeanwhile() throws Exception {
    stage.container("before");
    try (EngineProxy engine = EngineProxy.start(folder.resolve("engine.sock"));
        EntropyProcess run =
            stage.start(
                "run",
                "-H",
                engine.endpoint(),
                "-o",
                "json",
                "-f",
                "500ms",
                "--for",
                "20s",
                "-t",
                stage.selector(),
                "recv_drop",
                "percent=0")) {
      run.awaitLine(l -> verified(l, "before"));

      engine.stop();
      int cut = run.out().size();
      stage.container("meanwhile");
      Thread.sleep(OUTAGE_MILLIS);
      RunEvents during = RunEvents.of(run.out().subList(cut, run.out().size()));
      assertThat(during.targetNames("injection.verified"))
          .as("faults need the kernel, not the engine")
          .containsExactly(stage.name("before"));

      engine.start();
      run.awaitLine(l -> verified(l, "meanwhile"));
      stage.container("after");
      run.awaitLine(l -> verified(l, "after"));

      Finished finished = Finished.of(run);
      assertThat(finished.exitCode()).as("%s", finished).isZero();
      assertThat(finished.events().targetNames("target.matched"))
          .isEqualTo(Set.copyOf(stage.names("before", "meanwhile", "after")));
      assertThat(finished.events().of("target.lost")).isEmpty();
      assertThat(finished.events().of("injection.failed")).isEmpty();
      assertThat(finished.err()).as("no storm of errors").hasSizeLessThan(5);
    }
  }

  private static boolean verified(String line, String part) {
    RunEvent event = RunEvent.of(line);
    return event.is("injection.verified") && event.data("targetName").equals(stage.name(part));
  }
}
