package io.entropy.injectors.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.spi.ActiveFault.Lease;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.mode.FailureModes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A container that ends takes its stress with it, and its cgroup can go.
class TargetDeathIT extends OnContainers {

  @ParameterizedTest
  @CsvSource({
    "stress_cpu, load=30",
    "stress_mem, bytes=16MiB",
    "stress_io, bytes=4KiB",
    "disk_fill, path=/data bytes=4MiB"
  })
  void theWorkersOfAContainerThatIsKilledAreGone(String mode, String parameters) throws Exception {
    TestContainer target = engine().container("--tmpfs", "/data:size=16m");
    assertEndsWith(target, start(target, mode, parameters));
  }

  @Test
  void theyAreGoneEvenFromAContainerInTheHostsPidNamespace() throws Exception {
    TestContainer target = engine().container("--pid", "host");
    assertEndsWith(target, start(target, "stress_cpu", "load=30 workers=2"));
  }

  @Test
  void aRestartedContainerIsAnotherTargetAndCanBeStressedAgain() throws Exception {
    TestContainer target = engine().container();
    try (Started before = start(target, "stress_cpu", "load=30")) {
      Shell.run("docker", "restart", "-t", "0", target.id());
      assertThat(Usage.of(target).others()).isEmpty();
      assertThat(before.fault().refresh(InjectorSession.LEASE)).isEqualTo(Lease.LOST);
      try (Started after = start(target, "stress_cpu", "load=30")) {
        assertThat(after.fault().verify().active()).isTrue();
      }
    }
    engine().remove(target.target());
  }

  private Started start(TestContainer target, String mode, String parameters) throws Exception {
    return session().start(FailureModes.load().provider(mode).orElseThrow(), target, parameters);
  }

  private void assertEndsWith(TestContainer target, Started fault) throws Exception {
    Usage usage = Usage.of(target);
    assertThat(usage.others()).isNotEmpty();
    Shell.run("docker", "kill", target.id());
    Eventually.await("the end of its cgroup", () -> !usage.hasCgroup());
    assertThat(fault.fault().verify().active()).isFalse();
    assertThat(fault.fault().refresh(InjectorSession.LEASE)).isEqualTo(Lease.LOST);
    fault.fault().end();
    assertThat(fault.fault().observe().getAsked()).isNotBlank();
    assertThat(fault.revert()).isInstanceOf(Reverted.Nothing.class);
    assertThat(processes(target)).isEmpty();
    Shell.run("docker", "rm", target.id());
  }
}
