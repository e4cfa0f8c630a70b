package io.entropy.injectors.gcpause.pause;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.process.ProcessId;
import io.entropy.injectors.kernel.process.Way;
import io.entropy.injectors.kernel.process.Way.Freezer.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PauseUndoTest {

  static Stream<Way> ways() {
    return Stream.of(
        new Way.Freezer(Version.V1, Path.of("/sys/fs/cgroup/freezer/docker/abc")),
        new Way.Freezer(Version.V2, Path.of("/proc/1/root/sys/fs/cgroup/docker-abc.scope")),
        new Way.Signals(Optional.empty()),
        new Way.Signals(Optional.of(Path.of("/sys/fs/cgroup/freezer/docker/abc"))),
        new Way.Engine(Path.of("/var/run/docker.sock")));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void readsBackWhatItWrote(Way way) {
    PauseUndo undo =
        new PauseUndo(
            way, new ProcessId(12, 345), List.of(new ProcessId(12, 345), new ProcessId(67, 890)));
    assertThat(PauseUndo.of(undo.details())).isEqualTo(undo);
  }

  @Test
  void recordWithoutDetailsNamesNoProcess() {
    PauseUndo undo = PauseUndo.of(Map.of());
    assertThat(undo.processes()).isEmpty();
    assertThat(undo.first()).isEqualTo(new ProcessId(0, 0));
  }
}
