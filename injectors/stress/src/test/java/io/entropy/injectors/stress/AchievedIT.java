package io.entropy.injectors.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.mode.FailureModes;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is reported as achieved is what the kernel says of the container, and workers stay below
/// what was asked whoever else wants the machine.
@Isolated
class AchievedIT extends OnContainers {
  private TestContainer target;
  private Usage usage;

  @BeforeAll
  void startContainer() {
    target = container();
    usage = Usage.of(target);
  }

  private Started start(TestContainer who, String mode, String parameters) throws Exception {
    return session().start(FailureModes.load().provider(mode).orElseThrow(), who, parameters);
  }

  @ParameterizedTest
  @CsvSource({"1, 20", "1, 60", "2, 30"})
  void processorTimeIsWhatTheContainersCgroupCounted(int workers, int load) throws Exception {
    long before = usage.cpu();
    try (Started cpu = start(target, "stress_cpu", "workers=%d load=%d".formatted(workers, load))) {
      Thread.sleep(1_000);
      cpu.fault().end();
      double counted = (usage.cpu() - before) / 1e6;
      double reported = cpu.count("cpu_time");
      assertThat(reported).isCloseTo(counted, Offset.offset(0.1 * counted + 10));
      // A machine that is busy may give less, none may give more.
      double most = workers * load / 100.0 * cpu.count("lasted");
      assertThat(reported).isGreaterThan(most / 20).isLessThan(1.1 * most + 20 * workers);
    }
  }

  @Test
  void memoryIsResidentAndTheContainers() throws Exception {
    long before = usage.memory();
    try (Started memory = start(target, "stress_mem", "bytes=24MiB workers=2")) {
      Eventually.await("all of it", () -> memory.count("bytes_resident") >= 24 << 20);
      assertThat(memory.count("bytes_resident")).isLessThan(25 << 20);
      assertThat(usage.memory() - before).isBetween(23L << 20, 28L << 20);
      assertThat(memory.fault().observe().getVerdict()).isEqualTo(Verdict.AS_ASKED);
      memory.fault().end();
      assertThat(memory.fault().observe().getVerdict()).isEqualTo(Verdict.AS_ASKED);
    }
  }

  @Test
  void theOutOfMemoryKillerTakesWorkersAndNotTheContainer() throws Exception {
    TestContainer small = container("--memory", "24m", "--memory-swap", "24m");
    try (Started memory = start(small, "stress_mem", "bytes=24MiB")) {
      Eventually.await("its end", () -> !memory.fault().verify().active());
      Fidelity fidelity = memory.fault().observe();
      assertThat(fidelity.getVerdict()).isEqualTo(Verdict.DIFFERS);
      assertThat(fidelity.getAchieved()).contains("1 of 1 workers killed");
    }
    assertThat(small.inspect("{{.State.Running}}")).isEqualTo("true");
  }

  @Test
  void writtenBytesReachTheDisk() throws Exception {
    try (Started io = start(target, "stress_io", "bytes=16KiB")) {
      Eventually.await("some rounds", () -> io.count("bytes_written") >= 3 * 16384);
      assertThat(usage.written()).isGreaterThanOrEqualTo(2 * 16384);
      assertThat(io.fault().observe().getVerdict()).isEqualTo(Verdict.AS_ASKED);
      assertThat(io.count("write_rate")).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({"bytes=6MiB, 6", "percent=50, 8", "percent=100, 16"})
  void takenSpaceIsMissingOnTheFilesystemAndThenFree(String howMuch, int mebibytes)
      throws Exception {
    assertThat(usage.available("/data")).isEqualTo(16 << 20);
    try (Started fill = start(target, "disk_fill", "path=/data " + howMuch)) {
      Eventually.await("all of it", () -> fill.count("bytes_allocated") == (long) mebibytes << 20);
      Eventually.await(
          "the last look", () -> fill.count("available_after") == (16L - mebibytes) << 20);
      assertThat(usage.available("/data")).isEqualTo((16L - mebibytes) << 20);
      assertThat(fill.count("available_before")).isEqualTo(16 << 20);
      assertThat(fill.fault().observe().getVerdict()).isEqualTo(Verdict.AS_ASKED);
      assertThat(target.exec("ls", "-A", "/data").output()).isEmpty();
      fill.fault().end();
      assertThat(usage.available("/data")).isEqualTo(16 << 20);
    }
  }

  @Test
  void aFullFilesystemGivesTheContainerNoSpace() throws Exception {
    String[] write = {"dd", "if=/dev/zero", "of=/data/own", "bs=65536", "count=1"};
    try (Started fill = start(target, "disk_fill", "path=/data percent=100")) {
      Eventually.await("all of it", () -> fill.count("bytes_allocated") == 16 << 20);
      assertThat(target.exec(write).output()).contains("No space left on device");
      fill.fault().end();
      assertThat(target.exec(write).exitCode()).isZero();
    } finally {
      assertThat(target.exec("rm", "-f", "/data/own").exitCode()).isZero();
    }
  }

  @Test
  void theContainersOwnFilesystemIsFilledWithoutATrace() throws Exception {
    try (Started fill = start(target, "disk_fill", "bytes=8MiB")) {
      Eventually.await("all of it", () -> fill.count("bytes_allocated") >= 8 << 20);
      assertThat(fill.count("available_before")).isGreaterThan(8 << 20);
      assertThat(target.exec("ls", "-A", "/").output()).doesNotContain("entropy");
    }
    assertThat(target.exec("ls", "-A", "/").output()).doesNotContain("entropy");
  }

  @Test
  void severalAtOnceAreEachTheirOwn() throws Exception {
    long memory = usage.memory();
    try (Started cpu = start(target, "stress_cpu", "load=10");
        Started held = start(target, "stress_mem", "bytes=8MiB");
        Started fill = start(target, "disk_fill", "path=/data bytes=4MiB")) {
      Eventually.await("less space", () -> usage.available("/data") == 12 << 20);
      // Within what the kernel frees meanwhile of earlier processes.
      Eventually.await("less memory", () -> usage.memory() - memory >= 11 << 20);
      held.fault().end();
      assertThat(cpu.fault().verify().active()).isTrue();
      assertThat(fill.fault().verify().active()).isTrue();
      assertThat(usage.available("/data")).isEqualTo(12 << 20);
      assertThat(fill.revert()).isInstanceOf(Reverted.Removed.class);
      assertThat(usage.available("/data")).isEqualTo(16 << 20);
      assertThat(cpu.fault().verify().active()).isTrue();
    }
  }
}
