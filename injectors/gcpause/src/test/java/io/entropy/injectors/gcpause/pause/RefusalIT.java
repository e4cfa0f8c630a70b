package io.entropy.injectors.gcpause.pause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What others have paused, and what is gone.
class RefusalIT extends OnEngine {

  private InjectorException refused(Target target, String method) {
    return catchThrowableOfType(
        InjectorException.class,
        () -> session().start(new PauseProvider(), target, "method=" + method).close());
  }

  @ParameterizedTest
  @ValueSource(strings = {"freezer", "sigstop", "docker"})
  void containerThatItsUserHasPausedIsRefusedAndStaysPaused(String method) throws Exception {
    Target target = target();
    String _ = Shell.run("docker", "pause", container().id());
    InjectorException refusal = refused(target, method);
    assertThat(refusal.code()).isEqualTo(Code.REFUSED);
    assertThat(refusal).hasMessageContaining("docker unpause");
    assertThat(container().inspect("{{.State.Paused}}")).isEqualTo("true");
    assertThat(echo().answers()).isFalse();
    String _ = Shell.run("docker", "unpause", container().id());
    assertThat(echo().answersWithin(PATIENCE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"freezer", "sigstop", "docker"})
  void containerPausedBetweenPlanAndReleaseIsRefusedAndStaysPaused(String method) throws Exception {
    try (Started armed = session().arm(new PauseProvider(), target(), "method=" + method)) {
      String _ = Shell.run("docker", "pause", container().id());
      var refusal =
          catchThrowableOfType(
              InjectorException.class, () -> armed.fault().release(InjectorSession.LEASE));
      assertThat(refusal).isNotNull();
    }
    assertThat(container().inspect("{{.State.Paused}}")).isEqualTo("true");
    assertThat(echo().answers()).isFalse();
    String _ = Shell.run("docker", "unpause", container().id());
    assertThat(echo().answersWithin(PATIENCE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"freezer", "sigstop"})
  void containerThatSomebodyHasStoppedBySignalIsRefused(String method) throws Exception {
    String _ = Shell.run("kill", "-STOP", Integer.toString(container().pid()));
    InjectorException refusal = refused(target(), method);
    assertThat(refusal.code()).isEqualTo(Code.REFUSED);
    assertThat(refusal).hasMessageContaining("stopped");
    String _ = Shell.run("kill", "-CONT", Integer.toString(container().pid()));
  }

  @Test
  void whatItsUserPausedAfterOursIsNotLetGoOnByALateRevert() throws Exception {
    Started pause = session().start(new PauseProvider(), container(), "method=freezer");
    session().close(); // as a killed agent: the watchdog ends it
    assertThat(echo().answersWithin(PATIENCE)).isTrue();
    String _ = Shell.run("docker", "pause", container().id());
    assertThat(revertInAnotherProcess(pause.undo())).isInstanceOf(Reverted.Nothing.class);
    assertThat(echo().answers()).isFalse();
    String _ = Shell.run("docker", "unpause", container().id());
    assertThat(echo().answersWithin(PATIENCE)).isTrue();
  }

  @Test
  void containerThatHasEndedIsGone() {
    Target target = target();
    String _ = Shell.run("docker", "kill", container().id());
    assertThat(refused(target, "freezer").code()).isEqualTo(Code.TARGET_GONE);
  }
}
