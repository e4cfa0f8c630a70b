package io.entropy.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.spi.ContainerRuntime.ContainerEvent;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.fake.FakeContainerRuntime;
import io.entropy.injectors.spi.fake.FakeTargets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What its thread does with an event, done by the test's.
final class TargetWatcherTest {
  private final FakeContainerRuntime engine = new FakeContainerRuntime();
  private final RecordingListener told = new RecordingListener();
  private final TargetWatcher watcher = new TargetWatcher(engine, told);
  private final Target voter = FakeTargets.running("voter", Map.of());

  @AfterEach
  void stop() {
    watcher.close();
    assertThat(engine.followers()).isZero();
  }

  private void handle(ContainerEvent.Type type, String id) throws RuntimeUnavailableException {
    watcher.handle(new ContainerEvent(type, id, Instant.now()));
  }

  @Test
  void reportsAllAtTheStartWithoutAskingForEach() throws Exception {
    engine.put(voter);
    watcher.start();
    assertThat(told.complete).hasSize(1);
    assertThat(told.complete.getFirst().getFirst().getStatus().getPid()).isZero();
  }

  @Test
  void looksUpAProcessWhenItIsNeededAndOnce() throws Exception {
    engine.put(voter);
    watcher.start();
    assertThat(watcher.resolve(voter.getId())).contains(voter);
    engine.destroy("somebody");
    engine.put(voter.toBuilder().clearStatus().build());
    assertThat(watcher.resolve(voter.getId())).contains(voter);
    assertThat(watcher.resolve("unknown")).isEmpty();
  }

  @Test
  void reportsANewOneWithItsProcess() throws Exception {
    engine.put(voter);
    handle(ContainerEvent.Type.STARTED, voter.getId());
    assertThat(told.changed).containsExactly(voter);
  }

  @Test
  void reportsADeathAtOnce() throws Exception {
    engine.put(voter);
    handle(ContainerEvent.Type.STARTED, voter.getId());
    handle(ContainerEvent.Type.DIED, voter.getId());
    assertThat(told.changed).hasSize(2);
    assertThat(told.changed.getLast().getStatus().getState()).isEqualTo(State.STOPPED);
    assertThat(told.changed.getLast().getStatus().getPid()).isZero();
  }

  @Test
  void asksWhatADeathMeansThatWasBeforeTheLastStart() throws Exception {
    engine.put(voter);
    handle(ContainerEvent.Type.STARTED, voter.getId());
    Instant started = ProtoTime.fromProto(voter.getStatus().getStarted());
    ContainerEvent death =
        new ContainerEvent(ContainerEvent.Type.DIED, voter.getId(), started.minusMillis(1));
    watcher.handle(death);
    assertThat(told.changed).hasSize(1);
    engine.die(voter.getId());
    watcher.handle(death);
    assertThat(told.changed).hasSize(2);
    assertThat(told.changed.getLast().getStatus().getState()).isEqualTo(State.STOPPED);
  }

  @Test
  void reportsNothingWhenNothingChanged() throws Exception {
    engine.put(voter);
    handle(ContainerEvent.Type.STARTED, voter.getId());
    handle(ContainerEvent.Type.RENAMED, voter.getId());
    assertThat(told.changed).hasSize(1);
  }

  @Test
  void reportsTheEndOnceAndOnlyOfWhatWasKnown() throws Exception {
    engine.put(voter);
    handle(ContainerEvent.Type.STARTED, voter.getId());
    engine.destroy(voter.getId());
    handle(ContainerEvent.Type.RENAMED, voter.getId());
    handle(ContainerEvent.Type.DESTROYED, voter.getId());
    handle(ContainerEvent.Type.DESTROYED, "unknown");
    assertThat(told.gone).containsExactly(voter.getId());
  }

  @Test
  void reportsThoseWhoseNamespaceIsSharedFromNowOn() throws Exception {
    engine.put(voter);
    handle(ContainerEvent.Type.STARTED, voter.getId());
    Target sidecar = NetworkSharingTest.sharing("sidecar", voter.getId());
    engine.put(sidecar);
    handle(ContainerEvent.Type.STARTED, sidecar.getId());
    assertThat(told.changed)
        .anySatisfy(target -> {
          assertThat(target.getSpec().getName()).isEqualTo("voter");
          assertThat(target.getStatus().getSharesNetworkWithList()).containsExactly("sidecar");
        });
    engine.destroy(sidecar.getId());
    handle(ContainerEvent.Type.DESTROYED, sidecar.getId());
    assertThat(told.changed.getLast().getStatus().getSharesNetworkWithList()).isEmpty();
  }

  @Test
  void anAnswerThatIsOlderThanAnEventIsDropped() {
    TargetSet targets = new TargetSet();
    targets.put(voter);
    long asked = targets.changes(voter.getId());
    Target.Builder dead = voter.toBuilder();
    dead.getStatusBuilder().setState(State.STOPPED).clearPid();
    Target stopped = dead.build();
    targets.put(stopped);
    assertThat(targets.putIfUnchanged(voter, asked)).isEmpty();
    assertThat(targets.get(voter.getId())).contains(stopped);
  }
}
