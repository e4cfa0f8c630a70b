package io.entropy.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.e2e.safety.JournalOnDisk.Open;
import io.entropy.injectors.kernel.fault.Stray;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// One run after the other on one container, each killed, in a state folder of their own: so each
/// run is the next start after those killed before it, and now and then `entropy reap` is.
final class KillLane {
  private static final int LATEST_MILLIS = 1500;
  private static final int REVERTING_MILLIS = 60;
  private static final int REAP_EACH = 5;
  private static final int KILLED = 128 + 9;
  private static final int INTERRUPTED = 130;

  private final OnContainers host;
  private final Victim victim;
  private final Path stateDir;
  private final RandomGenerator random;

  /// Who is hit on.
  ///
  /// @param flow packets that the mode drops
  record Victim(String name, String mode, TestContainer container, UdpFlow flow) {

    List<Stray> tables() {
      return Tables.in(container);
    }
  }

  /// How often something of interest came up.
  ///
  /// @param activeFaults that were in force as their process stopped
  /// @param clearedByRun open undo records that a next run cleared; `clearedByReap` likewise
  record Seen(int activeFaults, int clearedByRun, int clearedByReap) {

    Seen plus(Seen other) {
      return new Seen(
          activeFaults + other.activeFaults,
          clearedByRun + other.clearedByRun,
          clearedByReap + other.clearedByReap);
    }
  }

  /// When to kill a run.
  ///
  /// @param afterFirstFault counted from there, else from the start
  private record Moment(boolean afterFirstFault, Duration delay, Way way) {}

  private enum Way {
    KILLED,
    /// Stopped just before, so that what is in the kernel can be compared with what is in the
    /// journal.
    STOPPED_AND_KILLED,
    /// In the middle of reverting, when a moment is enough for it.
    INTERRUPTED_AND_KILLED
  }

  KillLane(OnContainers host, Victim victim, Path stateDir, RandomGenerator random) {
    this.host = host;
    this.victim = victim;
    this.stateDir = stateDir;
    this.random = random;
  }

  Seen kill(int times) throws IOException, InterruptedException {
    Seen seen = new Seen(0, 0, 0);
    for (int i = 1; i <= times; i++) {
      Duration delay = Duration.ofMillis(random.nextInt(LATEST_MILLIS));
      Way way = Way.values()[random.nextInt(Way.values().length)];
      seen = seen.plus(runAndKill(new Moment(random.nextBoolean(), delay, way)));
      if (i % REAP_EACH == 0) {
        List<JournalOnDisk> before = JournalOnDisk.in(stateDir);
        EntropyProcess reap = host.reapIn(stateDir);
        assertThat(JournalOnDisk.in(stateDir)).as(reap.everything()).isEmpty();
        assertTold(before, reap);
        seen = seen.plus(new Seen(0, 0, open(before)));
      }
    }
    return seen;
  }

  private Seen runAndKill(Moment moment) throws IOException, InterruptedException {
    List<JournalOnDisk> before = JournalOnDisk.in(stateDir);
    EntropyProcess run =
        host.runIn(stateDir, victim.name, "-f", "200ms", "-p", "1", "-d", "1s", victim.mode);
    if (moment.afterFirstFault) {
      RunEvent _ = RunEvent.await(run, "injection.verified");
    }
    Thread.sleep(moment.delay);
    List<Stray> tables = kill(run, moment.way);
    assertNoFaultOutlivesItsLease();
    assertJournalHolds(tables, run.pid());
    if (!moment.afterFirstFault) {
      return new Seen(Tables.anyActive(tables) ? 1 : 0, 0, 0);
    }
    // An interrupted one may have come to its end just before.
    assertThat(JournalOnDisk.in(stateDir))
        .as("its own, and none of those before it")
        .hasSizeBetween(moment.way == Way.INTERRUPTED_AND_KILLED ? 0 : 1, 1)
        .allMatch(journal -> journal.pid() == run.pid());
    assertTold(before, run);
    return new Seen(Tables.anyActive(tables) ? 1 : 0, open(before), 0);
  }

  /// What was in the kernel when it was stopped; nothing when it wasn't.
  private List<Stray> kill(EntropyProcess run, Way way) throws IOException, InterruptedException {
    List<Stray> tables =
        switch (way) {
          case KILLED -> List.of();
          case STOPPED_AND_KILLED -> {
            Stopped.stop(run);
            List<Stray> found = victim.tables();
            assertIsCutWhileActive();
            yield found;
          }
          case INTERRUPTED_AND_KILLED -> {
            run.signal("INT");
            Thread.sleep(random.nextInt(REVERTING_MILLIS));
            yield List.of();
          }
        };
    run.kill();
    boolean interrupted = way == Way.INTERRUPTED_AND_KILLED;
    assertThat(run.awaitExit())
        .as(run.everything())
        .isIn(interrupted ? List.of(KILLED, INTERRUPTED) : List.of(KILLED));
    return tables;
  }

  /// A lease only ends meanwhile: when it's still there after the packets, it was for all of them.
  private void assertIsCutWhileActive() throws IOException, InterruptedException {
    int arrived = victim.flow.arrivals(3);
    if (Tables.anyActive(victim.tables())) {
      assertThat(arrived).as("packets that arrive during the fault").isZero();
    }
  }

  private void assertNoFaultOutlivesItsLease() throws InterruptedException, IOException {
    int pid = victim.container.pid();
    Duration _ =
        Eventually.within(
            OnContainers.LEASE.plus(OnContainers.SLACK),
            "no fault is in force any more",
            () -> !Tables.anyActive(Tables.inNetworkOf(pid)));
    victim.flow.assertFlows();
    Duration _ =
        Eventually.within(
            OnContainers.VANISHES,
            "its tables vanish with it",
            () -> Tables.inNetworkOf(pid).isEmpty());
  }

  /// Undo before do: no rule in the kernel without its undo on disk.
  private void assertJournalHolds(List<Stray> tables, long pid) throws IOException {
    List<Open> undos =
        JournalOnDisk.in(stateDir).stream()
            .filter(journal -> journal.pid() == pid)
            .flatMap(journal -> journal.open().stream())
            .toList();
    for (Stray table : tables) {
      assertThat(undos).as("undo of " + table).anyMatch(undo -> undo.isOf(table));
    }
  }

  private static void assertTold(List<JournalOnDisk> cleared, EntropyProcess by) {
    for (JournalOnDisk journal : cleared) {
      for (Open undo : journal.open()) {
        assertThat(by.everything())
            .contains("(injection " + undo.injection() + ", session " + journal.session() + ")");
      }
    }
  }

  private static int open(List<JournalOnDisk> journals) {
    return journals.stream().mapToInt(journal -> journal.open().size()).sum();
  }
}
