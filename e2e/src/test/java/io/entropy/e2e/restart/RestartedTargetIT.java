package io.entropy.e2e.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.e2e.safety.RunEvent;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every failure mode in a container that restarts: with `--on-restart follow` it's felt again in
/// the restarted one, with `end` it isn't. Some at a time, since they mostly wait for the engine.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestartedTargetIT {
  private Path stateDir;
  private TestEngine engine;
  private TestContainer peer;
  private Proxies proxies;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    stateDir = folder;
    engine = TestEngine.open();
    peer = engine.container("--label", "restart-peer=" + engine.label().replaceFirst(".*=", ""));
    proxies = Proxies.start(stateDir);
  }

  @AfterAll
  void close() throws Exception {
    proxies.close();
    engine.close();
    try (Stream<Path> files = Files.walk(stateDir)) {
      assertThat(files.filter(Files::isRegularFile)).as("journals").isEmpty();
    }
  }

  private Stream<Case> cases() {
    return Stream.of(onNetwork(), onProcesses(), onProxies()).flatMap(each -> each);
  }

  private Stream<Case> onNetwork() {
    Sense received = Sense.received(peer);
    Sense sent = Sense.sent(peer);
    String peers = "peers=restart-peer=" + engine.label().replaceFirst(".*=", "");
    return Stream.of(
        new Case("recv_drop", Program.SLEEPER, received),
        new Case("recv_drop model=gemodel p=100 k=0", Program.SLEEPER, received),
        new Case("send_drop", Program.SLEEPER, sent),
        new Case("latency time=5s", Program.SLEEPER, received),
        new Case("corrupt percent=100", Program.SLEEPER, received),
        new Case("duplicate percent=100", Program.SLEEPER, received),
        new Case("reorder percent=100 gap=100 time=5s", Program.SLEEPER, received),
        new Case("rate rate=8kbit burst=80", Program.SLEEPER, received),
        new Case("rate rate=8kbit burst=80 direction=send", Program.SLEEPER, sent),
        new Case("partition " + peers, Program.SLEEPER, received));
  }

  private static Stream<Case> onProcesses() {
    Sense workers = Sense::hasWorkers;
    Sense pings = Sense.standsStill("busybox");
    Sense ticks = Sense.standsStill(Ticker.NAME);
    return Stream.of(
        new Case("pause method=freezer", Program.PINGER, pings),
        new Case("pause method=sigstop", Program.PINGER, pings),
        new Case("pause method=docker", Program.PINGER, pings),
        new Case("gc_pause time=5m method=jvmti", Program.JVM, ticks),
        new Case("gc_pause time=5m method=agent", Program.JVM, ticks),
        new Case("gc_pause time=5m method=heapdump", Program.JVM, ticks),
        new Case("gc_pause time=5m method=freezer", Program.JVM, ticks),
        new Case("stress_cpu load=5", Program.SLEEPER, workers),
        new Case("stress_mem bytes=4MiB", Program.SLEEPER, workers),
        new Case("stress_io bytes=4KiB", Program.SLEEPER, workers),
        new Case("disk_fill path=/tmp bytes=4MiB", Program.SLEEPER, workers));
  }

  private Stream<Case> onProxies() {
    return Stream.of(
            "latency time=1s method=toxiproxy",
            "bandwidth rate=8kbit",
            "limit_data bytes=1000",
            "reset_peer",
            "slicer average_size=100",
            "slow_close delay=1s",
            "timeout")
        .map(toxic -> toxic + " server=" + proxies.server())
        .map(toxic -> new Case(toxic, Program.SLEEPER, proxies::hasToxic));
  }

  private Subject subject(Case fault, String onRestart) throws Exception {
    String label = "restarting=%08x".formatted(ThreadLocalRandom.current().nextInt());
    List<String> options = List.of("--label", label, "--tmpfs", "/tmp:exec,size=16m");
    TestContainer container = fault.program().start(engine, options);
    proxies.add(container);
    List<String> command =
        new ArrayList<>(List.of("run", "-o", "json", "-f", "5m", "-p", "1", "-t", label));
    command.addAll(List.of("--on-restart", onRestart));
    command.addAll(fault.words());
    EntropyProcess run = EntropyProcess.start(stateDir, command.toArray(String[]::new));
    return new Subject(engine, container, run, fault.sense());
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource("cases")
  void followsOrEnds(Case fault) throws Exception {
    try (Subject following = subject(fault, "follow");
        Subject ending = subject(fault, "end")) {
      for (Subject each : List.of(following, ending)) {
        RunEvent _ = each.await("injection.verified");
        each.awaitFelt();
        each.restart();
      }
      assertThat(following.await("target.followed").message())
          .contains(following.container().name());
      following.awaitFelt();
      assertThat(ending.await("injection.reverted").end()).isEqualTo("target_lost");
      Thread.sleep(Duration.ofSeconds(1)); // time enough to follow
      ending.awaitUnfelt();
      ending.assertTold("target.followed", 0);
      for (Subject each : List.of(following, ending)) {
        each.interrupt();
        each.assertTold("injection.reverted", 1);
      }
    }
  }

  /// What is over once it's done has nothing that could follow.
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @ValueSource(strings = {"kill", "stop grace=0s", "restart grace=0s"})
  void whatIsDoneAtOnceIsNotDoneAgain(String failure) throws Exception {
    try (Subject subject = subject(new Case(failure, Program.SLEEPER, _ -> false), "follow")) {
      RunEvent _ = subject.await("injection.done");
      String _ = Shell.run("docker", "start", subject.container().id());
      String since = subject.container().inspect("{{.State.StartedAt}}");
      Thread.sleep(Duration.ofSeconds(1)); // time enough to follow
      assertThat(subject.container().inspect("{{.State.StartedAt}} {{.State.Status}}"))
          .isEqualTo(since + " running");
      subject.interrupt();
      subject.assertTold("injection.done", 1);
      subject.assertTold("target.followed", 0);
    }
  }
}
