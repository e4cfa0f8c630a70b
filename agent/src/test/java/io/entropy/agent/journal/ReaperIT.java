package io.entropy.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.fake.FakeClock;
import io.entropy.injectors.spi.fake.FakeContainerRuntime;
import io.entropy.injectors.spi.fake.FakeFaults;
import io.entropy.injectors.spi.fake.FakeInjectorProvider;
import io.entropy.injectors.spi.fake.FakeTargets;
import io.entropy.injectors.spi.fake.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Journals of processes that are dead, alive, and stopped.
final class ReaperIT {
  @TempDir Path folder;

  private final FakeFaults faults = new FakeFaults(new FakeClock());
  private final FakeInjectorProvider provider = new FakeInjectorProvider(faults);
  private final Injector injector =
      provider.open(new InjectorContext("5e551071", new FakeContainerRuntime()));

  private StateDir state() {
    return new StateDir(folder);
  }

  private List<Reaped> reap() throws Exception {
    return new Reaper(
            state(), mode -> mode.equals("fake_drop") ? Optional.of(injector) : Optional.empty())
        .reap();
  }

  private Undo makeFault(String id) throws Exception {
    InjectionRequest request =
        new InjectionRequest(
            id, FakeTargets.running("voter", Map.of()), provider.mode().read(Map.of()));
    Undo undo = injector.plan(request);
    injector.apply(request, undo);
    return undo;
  }

  /// As a process leaves it that dies with faults.
  private void leaveBehind(String session, Undo... undos) throws Exception {
    try (Journal journal = Journal.create(state(), session)) {
      for (Undo undo : undos) {
        journal.undo(undo);
      }
    }
  }

  @Test
  void revertsWhatADeadProcessLeftAndDeletesItsJournal() throws Exception {
    Undo there = makeFault("there");
    leaveBehind("dead0001", there, Undos.of("gone"));
    List<Reaped> found = reap();
    assertThat(found)
        .containsExactly(
            new Reaped.Undone(there, new Reverted.Removed()),
            new Reaped.Undone(Undos.of("gone"), new Reverted.Nothing("it isn't there")));
    assertThat(faults.residue(there.targetId())).isEmpty();
    assertThat(folder.resolve("journal")).isEmptyDirectory();
    assertThat(reap()).isEmpty();
  }

  @Test
  void takesAwayAJournalWhoseProcessWasKilledBeforeItHadItsName() throws Exception {
    Path unnamed = state().make().resolve("dead0001.journal.new");
    Files.createFile(unnamed);
    assertThat(reap()).isEmpty();
    assertThat(unnamed).as("somebody may be about to lock it").exists();
    Files.setLastModifiedTime(unnamed, FileTime.from(Instant.now().minusSeconds(61)));
    assertThat(reap()).isEmpty();
    assertThat(unnamed).doesNotExist();
  }

  @Test
  void keepsTheJournalOfWhatItCouldNotRevert() throws Exception {
    Undo first = makeFault("first");
    Undo second = makeFault("second");
    leaveBehind("dead0001", first, second);
    faults.failNext(Step.REVERT, Code.FAILED);
    assertThat(reap().getFirst()).isInstanceOf(Reaped.Stuck.class);
    assertThat(faults.residue(first.targetId())).containsExactly("first");

    assertThat(reap()).containsExactly(new Reaped.Undone(first, new Reverted.Removed()));
    assertThat(folder.resolve("journal")).isEmptyDirectory();
  }

  @Test
  void keepsWhatNoInjectorHereCanRevert() throws Exception {
    Undo unknown = new Undo("a", "dead0001", "other_mode", "t", "voter", Map.of());
    leaveBehind("dead0001", unknown);
    assertThat(reap())
        .containsExactly(new Reaped.Stuck(unknown, "no injector of the failure mode other_mode"));
  }

  @Test
  void tellsOfADamagedLineAndRevertsTheRest() throws Exception {
    Undo there = makeFault("there");
    leaveBehind("dead0001", there);
    Path file = state().journal("dead0001");
    Files.writeString(file, "garbage\n", StandardOpenOption.APPEND);
    List<Reaped> found = reap();
    assertThat(found.getFirst())
        .isInstanceOfSatisfying(
            Reaped.Damaged.class,
            damaged -> {
              assertThat(damaged.journal()).isEqualTo(file);
              assertThat(damaged.line()).isEqualTo(3);
            });
    assertThat(faults.residue(there.targetId())).isEmpty();
    assertThat(file).exists();
  }

  @Test
  void neverTouchesAJournalOfThisProcess() throws Exception {
    Undo mine = makeFault("mine");
    try (Journal journal = Journal.create(state(), "5e551071")) {
      Journal.Entry entry = journal.undo(mine);
      assertThat(reap()).isEmpty();
      assertThat(RunningSessions.list(state())).isEmpty();
      assertThat(faults.residue(mine.targetId())).containsExactly("mine");
      entry.done();
    }
  }

  @Test
  void neverTouchesAJournalOfALivingProcessAndTellsOfAStoppedOne() throws Exception {
    try (JournalChild child = JournalChild.start(state(), "a11ce000", "politely")) {
      assertThat(reap()).isEmpty();
      child.signal("STOP");
      await().until(() -> RunningSessions.list(state()).getFirst().stopped());
      assertThat(reap())
          .singleElement()
          .isInstanceOfSatisfying(
              Reaped.HeldByStopped.class,
              held -> {
                assertThat(held.open()).isEqualTo(1);
                assertThat(held.session().pid()).isEqualTo(child.process.pid());
              });
      assertThat(faults.count(Step.REVERT)).isZero();

      child.process.destroyForcibly().waitFor();
      assertThat(reap()).singleElement().isInstanceOf(Reaped.Undone.class);
    }
    assertThat(folder.resolve("journal")).isEmptyDirectory();
  }

  @Test
  void remembersWhatADeadAgentHadBegun() throws Exception {
    Undo there = makeFault("there");
    try (Journal journal = Journal.create(state(), "dead0001")) {
      journal.remember();
      journal.undo(Undos.of("over")).done();
      journal.undo(there);
    }
    assertThat(reap()).hasSize(1);
    assertThat(folder.resolve("journal")).isEmptyDirectory();
    assertThat(Begun.read(state())).containsExactlyInAnyOrder("over", "there");
  }
}
