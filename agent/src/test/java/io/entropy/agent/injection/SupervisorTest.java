package io.entropy.agent.injection;

import static io.entropy.agent.injection.SupervisorFixture.assignment;
import static io.entropy.agent.injection.SupervisorFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.agent.session.Assignment;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.fake.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SupervisorTest {
  private static final Duration TEN = Duration.ofSeconds(10);

  @TempDir Path folder;
  private SupervisorFixture f;

  @BeforeEach
  void start() throws IOException {
    f = new SupervisorFixture(folder);
  }

  @Test
  void closesByRevertingWhatIsArmedAndWhatIsActive() throws IOException {
    f.assign("active", Duration.ZERO, TEN);
    f.assign("armed", Duration.ofSeconds(5), TEN);
    f.supervisor.close();
    f.supervisor.close();
    f.journal.close();

    assertThat(f.faults.residue(f.voter.getId())).isEmpty();
    assertThat(f.session.last("active").getEnd()).isEqualTo(EndReason.HALTED);
    assertThat(f.session.last("armed").getEnd()).isEqualTo(EndReason.HALTED);
    assertThat(folder.resolve("journal")).isEmptyDirectory();
  }

  @Test
  void takesNothingOnceClosed() {
    f.supervisor.close();
    f.assign("late", Duration.ZERO, TEN);
    assertThat(f.faults.calls()).isEmpty();
  }

  @Test
  void endsWhatIsNotInACompleteSet() {
    f.assign("stays", Duration.ZERO, TEN);
    f.assign("goes", Duration.ZERO, TEN);
    f.supervisor.complete(
        Set.of(
            assignment("stays", spec(f.voter), Duration.ZERO, TEN),
            assignment("comes", spec(f.voter), Duration.ZERO, TEN)));
    f.time.awaitIdle();

    assertThat(f.session.last("goes").getEnd()).isEqualTo(EndReason.HALTED);
    assertThat(f.session.last("stays").getState()).isEqualTo(InjectionState.RUNNING);
    assertThat(f.session.last("comes").getState()).isEqualTo(InjectionState.RUNNING);
    f.supervisor.close();
  }

  @Test
  void endingWhatIsUnknownOrOverDoesNothing() {
    f.supervisor.end("unknown", EndReason.HALTED);
    f.assign("a", Duration.ZERO, Duration.ofSeconds(1));
    f.time.advanceTo(Duration.ofSeconds(1));
    f.supervisor.end("a", EndReason.HALTED);
    f.time.awaitIdle();
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.ELAPSED);
  }

  @Test
  void tellsOfALeakAndKeepsItsJournal() throws IOException {
    f.assign("a", Duration.ZERO, Duration.ofSeconds(1));
    for (int attempt = 0; attempt < 5; attempt++) {
      f.faults.failNext(Step.REVERT, Code.FAILED);
      f.time.advanceTo(SupervisorFixture.attemptTime(attempt));
    }
    assertThat(f.faults.count(Step.REVERT)).isEqualTo(5);
    assertThat(f.session.last("a").getState()).isEqualTo(InjectionState.FAILED);
    assertThat(f.session.last("a").getEnd()).isEqualTo(EndReason.LEAKED);
    assertThat(f.session.last("a").getMessage()).contains("voter").contains("entropy reap");

    f.journal.close();
    try (Stream<Path> files = Files.list(folder.resolve("journal"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void makesNoFaultWhoseUndoIsNotOnDisk() throws IOException {
    f.journal.close();
    f.assign("a", Duration.ZERO, TEN);
    assertThat(f.steps("a")).containsExactly(Step.PLAN);
    assertThat(f.session.last("a").getState()).isEqualTo(InjectionState.FAILED);
    assertThat(f.session.last("a").getMessage()).contains("nothing was done");
  }

  @Test
  void carriesOutAThousandAtOnce() {
    Set<Assignment> all =
        IntStream.range(0, 1000)
            .mapToObj(i -> assignment("i" + i, spec(f.voter), Duration.ZERO, TEN))
            .collect(Collectors.toSet());
    f.supervisor.complete(all);
    f.time.awaitIdle();
    assertThat(f.faults.count(Step.VERIFY)).isEqualTo(1000);
    f.supervisor.close();
    assertThat(f.faults.residue(f.voter.getId())).isEmpty();
  }

  @Test
  void doesNotStartWhatAnEarlierProcessHadBegun() {
    f.supervisor.begunBefore(Set.of("before"));
    f.assign("before", Duration.ZERO, TEN);
    f.assign("new", Duration.ZERO, TEN);

    assertThat(f.steps("before")).isEmpty();
    assertThat(f.session.last("before").getState()).isEqualTo(InjectionState.COMPLETE);
    assertThat(f.session.last("before").getEnd()).isEqualTo(EndReason.LEASE_LOST);
    assertThat(f.session.last("new").getState()).isEqualTo(InjectionState.RUNNING);
    f.supervisor.close();
  }

  @Test
  void doesNotStartWhatTheManagerKnowsToHaveBegun() {
    Assignment assigned = assignment("before", spec(f.voter), Duration.ZERO, TEN);
    Injection running =
        assigned.injection().toBuilder()
            .setStatus(
                InjectionStatus.newBuilder()
                    .setState(InjectionState.RUNNING)
                    .setMechanism("nftables input"))
            .build();
    f.assign(new Assignment(running, Duration.ZERO, TEN));

    assertThat(f.steps("before")).isEmpty();
    assertThat(f.session.last("before").getState()).isEqualTo(InjectionState.COMPLETE);
    assertThat(f.session.last("before").getMechanism()).isEqualTo("nftables input");
  }
}
