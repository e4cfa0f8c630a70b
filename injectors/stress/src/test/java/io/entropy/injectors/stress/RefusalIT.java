package io.entropy.injectors.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.mode.FailureModes;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a container or its host couldn't bear is refused by name, and nothing is started.
class RefusalIT extends OnContainers {
  private TestContainer target;

  @BeforeAll
  void startContainer() {
    target =
        container(
            "--memory", "32m", "--read-only", "--tmpfs", "/fast:size=64m", "--tmpfs", "/ro:ro");
    assertThat(target.exec("mkdir", "/data/real").exitCode()).isZero();
    assertThat(target.exec("ln", "-s", "/data/real", "/data/link").exitCode()).isZero();
    assertThat(target.exec("ln", "-s", "loop", "/data/loop").exitCode()).isZero();
    assertThat(target.exec("touch", "/data/file").exitCode()).isZero();
  }

  private InjectorException refused(Target who, String mode, String parameters) {
    return catchThrowableOfType(
        InjectorException.class,
        () -> {
          try (Started _ = arm(who, mode, parameters)) {
            // It shouldn't have come about.
          }
        });
  }

  private Started arm(Target who, String mode, String parameters) throws InjectorException {
    return session().arm(FailureModes.load().provider(mode).orElseThrow(), who, parameters);
  }

  @ParameterizedTest
  @CsvSource({
    "stress_mem, bytes=33MiB, bytes=33MiB is above the memory limit, 32MiB",
    "disk_fill, path=/ bytes=1MiB, path=/, mounted read-only",
    "stress_io, path=/, path=/, mounted read-only",
    "disk_fill, path=/ro bytes=1MiB, path=/ro, mounted read-only",
    "disk_fill, path=/nowhere bytes=1MiB, path=/nowhere isn't there, would be right",
    "disk_fill, path=/data/../nowhere bytes=1MiB, nowhere isn't there, would be right",
    "disk_fill, path=/data/loop bytes=1MiB, path=/data/loop, directory",
    "disk_fill, path=/data/file bytes=1MiB, path=/data/file isn't a directory, in",
    "disk_fill, path=/proc bytes=1MiB, path=/proc, stores nothing",
    "disk_fill, path=/data bytes=17MiB, bytes=17MiB is too much, at most 16MiB",
    "disk_fill, path=/fast bytes=40MiB, bytes=40MiB is above the memory limit, 32MiB",
    "disk_fill, path=/fast percent=75, bytes=48MiB is above the memory limit, 32MiB"
  })
  void whatCantBeIsRefusedWithWhatWouldBeRight(
      String mode, String parameters, String problem, String right) {
    InjectorException refusal = refused(target.target(), mode, parameters);
    assertThat(refusal.code()).isEqualTo(Code.REFUSED);
    assertThat(refusal).hasMessageContaining(problem).hasMessageContaining(right);
    assertThat(processes(target)).isEmpty();
  }

  @Test
  void theHostKeepsAReserveOfMemoryAndDisk() {
    TestContainer unlimited = container();
    InjectorException memory = refused(unlimited.target(), "stress_mem", "bytes=1000GiB");
    assertThat(memory.code()).isEqualTo(Code.REFUSED);
    assertThat(memory).hasMessageContaining("too much for the host");
    InjectorException bytes = refused(unlimited.target(), "disk_fill", "bytes=1000TiB");
    assertThat(bytes.code()).isEqualTo(Code.REFUSED);
    assertThat(bytes).hasMessageContaining("stay available");
    InjectorException share = refused(unlimited.target(), "disk_fill", "percent=99.9");
    assertThat(share.code()).isEqualTo(Code.REFUSED);
    assertThat(share).hasMessageContaining("have to stay available");
    assertThat(processes(unlimited)).isEmpty();
  }

  @Test
  void aSymbolicLinkIsFollowedWithinTheContainer() throws Exception {
    Usage usage = Usage.of(target);
    try (Started fill = arm(target.target(), "disk_fill", "path=/data/link bytes=2MiB")) {
      long before = usage.available("/data");
      fill.fault().release(Duration.ofSeconds(30));
      Eventually.await("less space", () -> usage.available("/data") == before - (2 << 20));
    }
  }

  @Test
  void aContainerThatHasEndedIsGone() {
    TestContainer mortal = engine().container();
    Target alive = mortal.target();
    Shell.run("docker", "kill", mortal.id());
    assertThat(refused(alive, "stress_cpu", "").code()).isEqualTo(Code.TARGET_GONE);
    engine().remove(alive);
    assertThat(refused(alive, "stress_mem", "bytes=1MiB").code()).isEqualTo(Code.TARGET_GONE);
  }

  @Test
  void aPidThatIsAnothersNowIsNotBelieved() throws Exception {
    TestContainer other = container();
    Target stale = target.target();
    stale = stale.toBuilder().setStatus(stale.getStatus().toBuilder().setPid(other.pid())).build();
    try (Started _ = arm(stale, "stress_cpu", "load=10")) {
      assertThat(Usage.of(target).others()).hasSize(1);
      assertThat(Usage.of(other).others()).isEmpty();
    }
  }
}
