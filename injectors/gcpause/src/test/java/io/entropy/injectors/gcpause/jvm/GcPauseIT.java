package io.entropy.injectors.gcpause.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Measurement;
import io.entropy.injectors.gcpause.pause.PausingProcess;
import io.entropy.injectors.gcpause.standstill.Echo;
import io.entropy.injectors.gcpause.standstill.SharedEngine;
import io.entropy.injectors.spi.ActiveFault.Lease;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real pauses of real JVMs: as long as asked by the JVM's own counters, repeated, and refused
/// where they can't be.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GcPauseIT {
  private static final List<String> TMP = List.of("--tmpfs", "/tmp:exec");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private TestEngine engine;
  private final InjectorSession session = new InjectorSession(new EngineRuntime());

  @BeforeAll
  void openEngine() throws Exception {
    engine = SharedEngine.open();
  }

  @AfterAll
  void closeEngine() {
    session.close();
    SharedEngine.close();
  }

  private TestContainer last = new TestContainer("");

  @AfterEach
  void removeContainer() {
    String _ = Shell.run("docker", "rm", "-f", last.id());
  }

  private TestContainer jvm(List<String> engineOptions, String... jvmOptions) throws Exception {
    last = JvmContainers.start(engine, engineOptions, jvmOptions);
    return answering(last);
  }

  private static TestContainer answering(TestContainer container) throws Exception {
    Echo.to(container).close();
    return container;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Serial", "G1", "Z", "Epsilon"})
  void pauseIsAsLongAsAskedByTheJvmsOwnCounters(String collector) throws Exception {
    TestContainer container =
        jvm(TMP, "-XX:+UnlockExperimentalVMOptions", "-XX:+Use" + collector + "GC");
    assertPausesAsAsked(container);
  }

  @Test
  void pauseIsAsLongAsAskedOnJdk17() throws Exception {
    var jdk = JvmContainers.jdk17();
    if (jdk.isEmpty()) {
      last = engine.container();
      System.err.println("no JDK 17 on this machine: that one isn't tested");
      return;
    }
    last = JvmContainers.start(engine, jdk.get(), TMP);
    assertPausesAsAsked(answering(last));
  }

  private void assertPausesAsAsked(TestContainer container) throws Exception {
    for (int millis : new int[] {200, 300, 250}) {
      try (Started pause =
              session.start(new GcPauseProvider(), container, "time=" + millis + "ms");
          Echo echo = Echo.to(container)) {
        assertThat(echo.answersWithin(PATIENCE)).isTrue();
        pause.fault().end();
        Fidelity fidelity = pause.fault().observe();
        assertThat(value(fidelity, "stood_still")).isBetween(millis - 1.0, millis + 400.0);
        assertThat(value(fidelity, "safepoints")).isBetween(millis - 5.0, millis + 800.0);
      }
      assertThat(JvmContainers.files(container.target())).isEmpty();
    }
    assertThat(librariesLoaded(container)).isEqualTo(1);
  }

  /// However often it was asked to.
  private static long librariesLoaded(TestContainer container) throws Exception {
    Path maps = Path.of("/proc", Integer.toString(container.pid()), "maps");
    return Files.readAllLines(maps).stream()
        .filter(line -> line.contains(".entropy-") && line.contains("r-xp"))
        .count();
  }

  private static double value(Fidelity fidelity, String name) {
    return fidelity.getMeasurementsList().stream()
        .filter(m -> m.getName().equals(name))
        .mapToDouble(Measurement::getValue)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void faultOutlivesItsPauseAndIsStillKept() throws Exception {
    TestContainer container = jvm(TMP);
    try (Started pause = session.start(new GcPauseProvider(), container, "time=50ms");
        Echo echo = Echo.to(container)) {
      assertThat(echo.answersWithin(PATIENCE)).isTrue();
      assertThat(pause.fault().verify().active()).isTrue();
      assertThat(pause.fault().refresh(Duration.ofSeconds(3))).isEqualTo(Lease.KEPT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "STOP"})
  void pauseEndsWithItsLeaseWhateverBecomesOfTheAgent(String signal) throws Exception {
    TestContainer container = jvm(TMP);
    try (Echo echo = Echo.to(container);
        PausingProcess agent =
            PausingProcess.start(
                List.of(), container, List.of("gc_pause", "time=5m"), Duration.ofSeconds(2))) {
      assertThat(echo.answers()).isFalse();
      agent.signal(signal);
      assertThat(echo.answersWithin(PATIENCE)).isTrue();
    }
  }

  @Test
  void anotherProcessEndsThePauseAndDeletesTheFiles() throws Exception {
    TestContainer container = jvm(TMP);
    Started pause = session.start(new GcPauseProvider(), container, "time=1m");
    try (InjectorContext reaper = new InjectorContext("0000beef", new EngineRuntime())) {
      assertThat(new GcPauseProvider().open(reaper).revert(pause.undo()))
          .isInstanceOf(Reverted.Removed.class);
      Echo.to(container).close();
      assertThat(pause.fault().verify().active()).isFalse();
      assertThat(JvmContainers.files(container.target())).isEmpty();
    }
    pause.close();
  }

  @Test
  void jvmThatEndsMeanwhileLeavesNothing() throws Exception {
    TestContainer container = jvm(TMP);
    Started pause = session.start(new GcPauseProvider(), container, "time=1m");
    String _ = Shell.run("docker", "kill", container.id());
    assertThat(pause.fault().verify().active()).isFalse();
    pause.fault().end();
    pause.close();
    assertThat(pause.revert()).isInstanceOf(Reverted.Nothing.class);
  }

  private InjectorException refused(TestContainer container) {
    var refusal =
        catchThrowableOfType(
            InjectorException.class,
            () -> session.arm(new GcPauseProvider(), container.target(), "time=1s").close());
    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo(Code.REFUSED);
    assertThat(container.inspect("{{.State.Running}}")).isEqualTo("true");
    return refusal;
  }

  @Test
  void processThatIsNoJvmIsRefusedBeforeAnythingIsSent() {
    last = engine.container();
    assertThat(refused(last)).hasMessageContaining("method=freezer");
  }

  @Test
  void readOnlyTmpIsRefused() throws Exception {
    TestContainer container = jvm(List.of("--tmpfs", "/tmp:exec,ro"), "-XX:-UsePerfData");
    assertThat(refused(container)).hasMessageContaining("/tmp").hasMessageContaining("--tmpfs");
  }

  @Test
  void nowhereToLoadALibraryFromIsRefused() throws Exception {
    TestContainer container = jvm(List.of("--tmpfs", "/tmp:noexec", "--read-only"));
    assertThat(refused(container)).hasMessageContaining("execute");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xrs", "-XX:+DisableAttachMechanism", "-XX:-EnableDynamicAgentLoading"})
  void jvmThatCannotBeAttachedToIsRefused(String option) throws Exception {
    TestContainer container = jvm(TMP, option);
    assertThat(refused(container)).hasMessageContaining(option.replaceAll("^-XX:.", ""));
    assertThat(JvmContainers.files(container.target())).isEmpty();
  }
}
