package io.entropy.injectors.gcpause.pause;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.process.Freezers;
import io.entropy.injectors.kernel.process.Watchdogs;
import io.entropy.injectors.spi.ActiveFault.Lease;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pauses whose watchdog was killed, and targets that end, restart or are let go on by others.
class StrayIT extends OnEngine {

  private Started pause(String method) throws Exception {
    return session().start(new PauseProvider(), container(), "method=" + method);
  }

  /// Both at once, so that neither can do anything any more.
  private void killWatchdogs() {
    String[] pids =
        Watchdogs.list().stream()
            .filter(one -> one.containerId().equals(container().id()))
            .map(one -> Long.toString(one.pid()))
            .toArray(String[]::new);
    String _ = Shell.run("kill", "-STOP", pids[0], pids[1]);
    String _ = Shell.run("kill", "-KILL", pids[0], pids[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"freezer", "sigstop"})
  void undoRecordAloneLetsGoOnWhatNoWatchdogDoes(String method) throws Exception {
    Started pause = pause(method);
    killWatchdogs();
    assertThat(echo().answers()).isFalse();
    assertThat(pause.fault().refresh(InjectorSession.LEASE)).isEqualTo(Lease.LOST);
    assertThat(revertInAnotherProcess(pause.undo())).isInstanceOf(Reverted.Removed.class);
    assertThat(echo().answersWithin(PATIENCE)).isTrue();
    assertThat(revertInAnotherProcess(pause.undo())).isInstanceOf(Reverted.Nothing.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"freezer", "sigstop", "docker"})
  void anotherProcessEndsTheWatchdog(String method) throws Exception {
    Started pause = pause(method);
    assertThat(watchdogs()).isEqualTo(2);
    assertThat(revertInAnotherProcess(pause.undo())).isInstanceOf(Reverted.Removed.class);
    assertThat(watchdogs()).isZero();
    assertThat(echo().answersWithin(PATIENCE)).isTrue();
    assertThat(pause.fault().verify().active()).isFalse();
  }

  @Test
  void killedWatchdogIsSeenAndTheOwnRevertLetsGoOn() throws Exception {
    try (Started pause = pause("freezer")) {
      killWatchdogs();
      assertThat(pause.fault().verify().active()).isFalse();
    }
    assertThat(echo().answersWithin(PATIENCE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"freezer", "docker"})
  void pauseThatItsUserEndsIsLostAndNotMadeAgain(String method) throws Exception {
    try (Started pause = pause(method)) {
      if (method.equals("docker")) {
        String _ = Shell.run("docker", "unpause", container().id());
      } else {
        Freezers.thaw(Freezers.of(container().pid(), container().id()).orElseThrow());
      }
      assertThat(echo().answersWithin(PATIENCE)).isTrue();
      assertThat(pause.fault().verify().active()).isFalse();
      assertThat(pause.fault().refresh(InjectorSession.LEASE)).isEqualTo(Lease.LOST);
      assertThat(echo().answers()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"freezer", "sigstop", "docker"})
  void targetThatIsRemovedMeanwhileLeavesNothing(String method) throws Exception {
    Started pause = pause(method);
    Thread removal = Thread.ofPlatform().start(() -> Shell.run("docker", "kill", container().id()));
    Thread.sleep(200);
    pause.fault().end(); // a frozen process can't even be killed
    removal.join();
    await("it has ended", () -> container().inspect("{{.State.Running}}").equals("false"));
    assertThat(pause.fault().verify().active()).isFalse();
    assertThat(pause.fault().refresh(InjectorSession.LEASE)).isEqualTo(Lease.LOST);
    pause.close();
    assertThat(pause.revert()).isInstanceOf(Reverted.Nothing.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"freezer", "sigstop"})
  void restartedTargetIsAnotherOneToAnOldUndoRecord(String method) throws Exception {
    Started pause = pause(method);
    session().close();
    String _ = Shell.run("docker", "restart", "-t", "0", container().id());
    try (InjectorSession other = new InjectorSession(new EngineRuntime());
        Started again = other.start(new PauseProvider(), container(), "method=" + method)) {
      assertThat(revertInAnotherProcess(pause.undo()))
          .isEqualTo(new Reverted.Nothing("the container has ended or restarted"));
      assertThat(again.fault().verify().active()).isTrue();
    }
  }
}
