package io.entropy.injectors.gcpause.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.injectors.gcpause.jvm.GcPauseMode.Method;
import io.entropy.injectors.kernel.hotspot.AgentFiles;
import io.entropy.injectors.kernel.hotspot.Technique;
import io.entropy.injectors.kernel.process.ProcessId;
import io.entropy.injectors.spi.mode.FailureModes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GcPauseModeTest {

  @Test
  void readsTimeAndMethod() {
    var read = GcPauseMode.MODE.read(Map.of("time", "250ms"));
    assertThat(read.get(GcPauseMode.TIME)).isEqualTo(Duration.ofMillis(250));
    assertThat(read.get(GcPauseMode.METHOD)).isEqualTo(Method.JVMTI);
    assertThat(FailureModes.load().find("gc_pause")).contains(GcPauseMode.MODE);
  }

  @Test
  void timeHasToBeGiven() {
    assertThatThrownBy(() -> GcPauseMode.MODE.read(Map.of()))
        .hasMessageContaining("gc_pause time: it has to be given");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0ms", "999us", "11m", "5"})
  void timeOutOfRangeIsRefused(String time) {
    assertThatThrownBy(() -> GcPauseMode.MODE.read(Map.of("time", time)))
        .hasMessageContaining("gc_pause time");
  }

  @Test
  void undoRecordWithoutATechniqueIsOfTheLibrary() {
    Map<String, String> old = Map.of("pid", "1", "started", "2", "folder", "/tmp", "control", "c");
    assertThat(GcPauseUndo.of(old).files().technique()).isEqualTo(Technique.LIBRARY);
  }

  @Test
  void eachMethodButTheFreezerIsATechnique() {
    assertThat(Arrays.stream(Method.values()).flatMap(m -> m.technique().stream()))
        .containsExactly(Technique.values());
    assertThat(Method.FREEZER.technique()).isEmpty();
    assertThat(Method.HEAPDUMP.typed()).isEqualTo("method=heapdump");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tmp", ""})
  void undoRecordReadsBackWhatItWrote(String folder) {
    GcPauseUndo undo =
        new GcPauseUndo(
            new ProcessId(12, 345), new AgentFiles(folder, "0123abcd", Technique.JAVA_AGENT));
    assertThat(GcPauseUndo.isOne(undo.details())).isTrue();
    assertThat(GcPauseUndo.of(undo.details())).isEqualTo(undo);
  }
}
