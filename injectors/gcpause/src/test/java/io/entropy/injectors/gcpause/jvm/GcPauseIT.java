package io.entropy.injectors.gcpause.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Measurement;
import io.entropy.injectors.gcpause.pause.PausingProcess;
import io.entropy.injectors.gcpause.standstill.Echo;
import io.entropy.injectors.kernel.process.Watchdogs;
import io.entropy.injectors.spi.ActiveFault.Lease;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.SharedEngine;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Real pauses of real JVMs: as long as asked by the JVM's own counters, repeated, and refused
/// where they can't be.
@ExtendWith(SharedEngine.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GcPauseIT {
  private static final List<String> TMP = List.of("--tmpfs", "/tmp:exec");
  private static final List<String> METHODS = List.of("jvmti", "agent", "heapdump");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InjectorSession session = new InjectorSession(new EngineRuntime());

  @AfterAll
  void closeSession() {
    session.close();
  }

  private TestContainer last = new TestContainer("");

  @AfterEach
  void removeContainer() {
    String _ = Shell.run("docker", "rm", "-f", last.id());
  }

  private TestContainer jvm(List<String> engineOptions, String... jvmOptions) throws Exception {
    last = JvmContainers.start(SharedEngine.get(), engineOptions, jvmOptions);
    return answering(last);
  }

  private static TestContainer answering(TestContainer container) throws Exception {
    Echo.to(container).close();
    return container;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Serial", "Parallel", "G1", "Z", "Shenandoah", "Epsilon"})
  void pauseIsAsLongAsAskedByTheJvmsOwnCounters(String collector) throws Exception {
    TestContainer container =
        jvm(TMP, "-XX:+UnlockExperimentalVMOptions", "-XX:+Use" + collector + "GC");
    for (String method : METHODS) {
      assertPausesAsAsked(container, method);
    }
    assertThat(librariesLoaded(container)).isEqualTo(1);
  }

  @Test
  void jvmThatDoesNotCollectWhenAskedPausesAllTheSame() throws Exception {
    TestContainer container = jvm(TMP, "-XX:+DisableExplicitGC");
    for (String method : METHODS) {
      assertPausesAsAsked(container, method);
    }
  }

  @Test
  void olderJvmPausesByWhatItHas() throws Exception {
    var jdk = JvmContainers.jdk17();
    if (jdk.isEmpty()) {
      last = SharedEngine.get().container();
      System.err.println("no JDK 17 on this machine: that one isn't tested");
      return;
    }
    last = JvmContainers.start(SharedEngine.get(), jdk.get(), TMP);
    TestContainer container = answering(last);
    assertThat(refused(container, "agent"))
        .hasMessageContaining("a JVM of Java 17, and this takes 22 or later")
        .hasMessageContaining("use method=jvmti, method=heapdump, method=freezer");
    assertThat(JvmContainers.files(container.target())).isEmpty();
    assertPausesAsAsked(container, "jvmti");
    assertPausesAsAsked(container, "heapdump");
  }

  /// With java.base and nothing else: no jdk.attach, no java.instrument.
  @Test
  void linkedRuntimePausesByWhatItHas() throws Exception {
    last = JvmContainers.start(SharedEngine.get(), JvmContainers.linkedRuntime(), TMP);
    TestContainer container = answering(last);
    assertThat(refused(container, "agent")).hasMessageContaining("--add-modules java.instrument");
    assertPausesAsAsked(container, "jvmti");
    assertPausesAsAsked(container, "heapdump");
  }

  /// By the Java agent one of a few: on a busy machine the JVM may come late to what it asks for,
  /// or with ZGC not all of it stands still; then the injection fails, and says so.
  private void assertPausesAsAsked(TestContainer container, String method) throws Exception {
    for (int millis : new int[] {150, 200}) {
      Paused paused = Paused.NOT;
      int attempts = method.equals("agent") ? 4 : 1;
      for (int attempt = 0; attempt < attempts && !paused.isAsLongAs(millis); attempt++) {
        paused = pause(container, method, millis);
      }
      // A collection's own work comes on top, and takes long on a busy machine.
      assertThat(paused.stood()).as(method).isBetween(millis - 5.0, millis + 3_000.0);
      assertThat(paused.counted())
          .as("%s, by the JVM's own counters", method)
          .isBetween(Math.min(millis, paused.stood()) - 10.0, paused.stood() + 3_000.0);
      assertThat(JvmContainers.files(container.target())).isEmpty();
    }
  }

  /// What a pause was like, in milliseconds.
  private record Paused(double stood, double counted) {
    static final Paused NOT = new Paused(0, 0);

    boolean isAsLongAs(int millis) {
      return stood >= millis - 5.0 && counted >= Math.min(millis, stood) - 10.0;
    }
  }

  private Paused pause(TestContainer container, String method, int millis) throws Exception {
    try (Started pause =
            session.start(
                new GcPauseProvider(), container, "time=" + millis + "ms method=" + method);
        Echo echo = Echo.to(container)) {
      assertThat(echo.answersWithin(PATIENCE)).isTrue();
      pause.fault().end();
      Fidelity fidelity = pause.fault().observe();
      return new Paused(value(fidelity, "stood_still"), value(fidelity, "safepoints"));
    } catch (InjectorException failed) {
      assertThat(failed).hasMessageContaining("not all of it stood still");
      return Paused.NOT;
    }
  }

  /// The JVM goes on as soon as nobody reads; that nobody does shows when the processes are gone.
  private static void assertEnded(Started pause) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (pause.fault().verify().active() && System.nanoTime() < deadline) {
      Thread.sleep(10);
    }
    assertThat(pause.fault().verify().active()).isFalse();
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
  @CsvSource({
    "jvmti, KILL",
    "jvmti, STOP",
    "agent, KILL",
    "agent, STOP",
    "heapdump, KILL",
    "heapdump, STOP"
  })
  void pauseEndsWithItsLeaseWhateverBecomesOfTheAgent(String method, String signal)
      throws Exception {
    TestContainer container = jvm(TMP);
    try (Echo echo = Echo.to(container);
        PausingProcess agent =
            PausingProcess.start(
                List.of(),
                container,
                List.of("gc_pause", "time=5m method=" + method),
                Duration.ofSeconds(2))) {
      assertThat(echo.answers()).isFalse();
      agent.signal(signal);
      assertThat(echo.answersWithin(PATIENCE)).isTrue();
    }
  }

  @Test
  void heapDumpBreaksOffWhenAllThatHoldsItIsKilled() throws Exception {
    TestContainer container = jvm(TMP);
    try (Echo echo = Echo.to(container);
        Started pause =
            session.start(new GcPauseProvider(), container, "time=1m method=heapdump")) {
      assertThat(echo.answers()).isFalse();
      List<Watchdogs.Running> there =
          Watchdogs.list().stream().filter(w -> w.containerId().equals(container.id())).toList();
      assertThat(there).hasSize(2);
      there.forEach(one -> Shell.run("kill", "-STOP", Long.toString(one.pid())));
      there.forEach(one -> Shell.run("kill", "-KILL", Long.toString(one.pid())));
      assertThat(echo.answersWithin(PATIENCE)).isTrue();
      assertEnded(pause);
    }
    assertThat(JvmContainers.files(container.target())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvmti", "agent", "heapdump"})
  void anotherProcessEndsThePauseAndDeletesTheFiles(String method) throws Exception {
    TestContainer container = jvm(TMP);
    Started pause = session.start(new GcPauseProvider(), container, "time=1m method=" + method);
    try (InjectorContext reaper = new InjectorContext("0000beef", new EngineRuntime())) {
      assertThat(new GcPauseProvider().open(reaper).revert(pause.undo()))
          .isInstanceOf(Reverted.Removed.class);
      Echo.to(container).close();
      assertEnded(pause);
      assertThat(JvmContainers.files(container.target())).isEmpty();
    }
    pause.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvmti", "agent", "heapdump"})
  void jvmThatRestartsMeanwhileIsAnotherOne(String method) throws Exception {
    TestContainer container = jvm(TMP);
    Started pause = session.start(new GcPauseProvider(), container, "time=1m method=" + method);
    String _ = Shell.run("docker", "restart", "-t", "0", container.id());
    Echo.to(container).close();
    assertEnded(pause);
    pause.fault().end();
    pause.close();
    assertThat(pause.revert()).isInstanceOf(Reverted.Nothing.class);
  }

  private InjectorException refused(TestContainer container, String method) {
    var refusal =
        catchThrowableOfType(
            InjectorException.class,
            () ->
                session
                    .arm(new GcPauseProvider(), container.target(), "time=1s method=" + method)
                    .close());
    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo(Code.REFUSED);
    assertThat(container.inspect("{{.State.Running}}")).isEqualTo("true");
    return refusal;
  }

  @Test
  void processThatIsNoJvmIsRefusedBeforeAnythingIsSent() {
    last = SharedEngine.get().container();
    for (String method : METHODS) {
      assertThat(refused(last, method)).hasMessageContaining("method=freezer");
    }
  }

  @Test
  void readOnlyTmpIsRefused() throws Exception {
    TestContainer container = jvm(List.of("--tmpfs", "/tmp:exec,ro"), "-XX:-UsePerfData");
    for (String method : METHODS) {
      assertThat(refused(container, method))
          .hasMessageContaining("/tmp")
          .hasMessageContaining("--tmpfs")
          .hasMessageEndingWith("; or use method=freezer");
    }
  }

  @Test
  void nowhereToLoadALibraryFromIsRefusedButTheOthersWork() throws Exception {
    TestContainer container = jvm(List.of("--tmpfs", "/tmp:noexec", "--read-only"));
    assertThat(refused(container, "jvmti"))
        .hasMessageContaining("execute")
        .hasMessageContaining("use method=agent, method=heapdump, method=freezer");
    assertPausesAsAsked(container, "agent");
    assertPausesAsAsked(container, "heapdump");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xrs", "-XX:+DisableAttachMechanism"})
  void jvmThatCannotBeAttachedToIsRefused(String option) throws Exception {
    TestContainer container = jvm(TMP, option);
    for (String method : METHODS) {
      assertThat(refused(container, method))
          .hasMessageContaining(option.replaceAll("^-XX:.", ""))
          .hasMessageEndingWith("; or use method=freezer");
    }
    assertThat(JvmContainers.files(container.target())).isEmpty();
  }

  @Test
  void jvmThatLoadsNoAgentsPausesByAHeapDump() throws Exception {
    TestContainer container = jvm(TMP, "-XX:-EnableDynamicAgentLoading");
    for (String method : List.of("jvmti", "agent")) {
      assertThat(refused(container, method))
          .hasMessageContaining("EnableDynamicAgentLoading")
          .hasMessageEndingWith("; or use method=heapdump, method=freezer");
    }
    assertThat(JvmContainers.files(container.target())).isEmpty();
    assertPausesAsAsked(container, "heapdump");
  }

  @Test
  void jvmThatDeniesNativeAccessIsRefusedToTheJavaAgent() throws Exception {
    TestContainer container = jvm(TMP, "--illegal-native-access=deny");
    assertThat(refused(container, "agent")).hasMessageContaining("--illegal-native-access=deny");
  }
}
