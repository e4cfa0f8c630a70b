package io.entropy.policymanager.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.policymanager.policy.TestTargets;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.model.Kinds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TargetRecorderTest {
  private static final Target ONE = TestTargets.voter("c1", "one");
  private static final Target TWO = TestTargets.voter("c2", "two");
  private static final Target ELSEWHERE =
      ONE.toBuilder().setId("x1").setSpec(ONE.getSpec().toBuilder().setNodeId("node-2")).build();

  private final MemoryStore store = new MemoryStore(InstantSource.fixed(Instant.EPOCH));
  private final TargetRecorder recorder = new TargetRecorder(store);

  private List<String> ids() {
    return store.view(s -> s.all(Kinds.TARGETS)).stream().map(Target::getId).sorted().toList();
  }

  @Test
  void aCompleteListRemovesWhatIsNotInItFromItsNodeOnly() {
    recorder.complete("node-2", List.of(ELSEWHERE));
    recorder.complete(TestTargets.NODE, List.of(ONE, TWO));
    recorder.complete(TestTargets.NODE, List.of(TWO));
    assertThat(ids()).containsExactly("c2", "x1");
  }

  @Test
  void aReportThatChangesNothingWritesNothing() {
    recorder.complete(TestTargets.NODE, List.of(ONE, TWO));
    long version = store.view(s -> s.version());
    recorder.complete(TestTargets.NODE, List.of(TWO, ONE));
    recorder.changed(TestTargets.NODE, ONE);
    recorder.gone(TestTargets.NODE, "never-there");
    assertThat(store.<Long>view(s -> s.version())).isEqualTo(version);
  }

  @Test
  void aChangeIsWritten() {
    recorder.changed(TestTargets.NODE, ONE);
    recorder.changed(TestTargets.NODE, TestTargets.with(ONE, State.PAUSED));
    assertThat(store.view(s -> s.get(Kinds.TARGETS, "c1")).orElseThrow().getStatus().getState())
        .isEqualTo(State.PAUSED);
  }

  @Test
  void aNodeSpeaksOnlyForItsOwn() {
    recorder.complete("node-2", List.of(ELSEWHERE));
    recorder.gone(TestTargets.NODE, "x1");
    assertThat(ids()).containsExactly("x1");
    assertThatThrownBy(() -> recorder.changed(TestTargets.NODE, ELSEWHERE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> recorder.complete(TestTargets.NODE, List.of(ELSEWHERE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aThousandContainersGoInPieces() {
    recorder.complete(TestTargets.NODE, TestTargets.voters(1_000, "c"));
    assertThat(ids()).hasSize(1_000);
    assertThat(
            store.view(s -> s.all(Kinds.TARGETS)).stream()
                .map(t -> t.getMeta().getVersion())
                .distinct())
        .hasSizeGreaterThanOrEqualTo(10);
  }
}
