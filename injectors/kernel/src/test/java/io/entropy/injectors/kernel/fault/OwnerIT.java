package io.entropy.injectors.kernel.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.net.Cable;
import io.entropy.injectors.kernel.net.IpVersion;
import io.entropy.injectors.kernel.nftables.NfTables;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What becomes of a process's faults when it dies, stops, or leaves them behind.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnerIT {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Cable cable = new Cable();
  private final NetworkNamespace far = cable.far();

  @AfterEach
  void leaveNothing() {
    assertThat(cable.farRules()).isEmpty();
  }

  @AfterAll
  void unplug() {
    cable.close();
  }

  @Test
  void aKilledProcessTakesItsFaultsWithIt() throws Exception {
    try (StoppableProcess process = StoppableProcess.start(far.path(), "killed", LONG)) {
      assertThat(Strays.list(far)).hasSize(2).allMatch(Stray::active);
      assertThat(cable.pingFar(IpVersion.V4, 1)).isZero();
      process.kill();
      assertThat(Eventually.holds(() -> Strays.list(far).isEmpty())).isTrue();
      assertThat(cable.pingFar(IpVersion.V4, 1)).isOne();
    }
  }

  @Test
  void aStoppedProcessKeepsItsTablesButItsFaultsEnd() throws Exception {
    Duration lease = Duration.ofMillis(1500);
    try (StoppableProcess process = StoppableProcess.start(far.path(), "stopped", lease)) {
      process.stop();
      assertThat(Strays.delete(far.inode(), "entropy_stopped")).isEqualTo(Strays.Removal.OWNED);
      assertThat(Eventually.holds(() -> Strays.list(far).stream().noneMatch(Stray::active)))
          .isTrue();
      assertThat(cable.pingFar(IpVersion.V4, 1)).isOne();
      List<Stray> strays = Strays.list(far);
      assertThat(strays).hasSize(2);
      assertThat(strays).allSatisfy(stray -> assertThat(stray.owner()).isPresent());
      assertThat(Strays.delete(far.inode(), "entropy_stopped")).isEqualTo(Strays.Removal.OWNED);
      process.kill();
      assertThat(Eventually.holds(() -> Strays.list(far).isEmpty())).isTrue();
    }
  }

  @Test
  void closingASocketDropsItsTables() {
    NfTables nft = NfTables.open(far);
    NamespacePlan plan = new NamespacePlan(far, "closed", nft, Dialect.SHARED);
    plan.arm(Faults.receive(1, new Action.DropAll()));
    assertThat(Strays.list(far))
        .singleElement()
        .satisfies(stray -> assertThat(stray.owner()).hasValue(nft.portId()));
    nft.close();
    assertThat(Strays.list(far)).isEmpty();
  }

  @Test
  void withoutOwnerTablesStraysAreFoundAndDeletedByAnyone() {
    NfTables nft = NfTables.open(far);
    NamespacePlan plan = new NamespacePlan(far, "left", nft, new Dialect(false, true));
    plan.arm(Faults.receive(1, new Action.DropAll()));
    plan.arm(Faults.send(2, new Action.DropAll()));
    plan.release(1, LONG);
    nft.close(); // as when the process dies: no chance to delete anything
    List<Stray> strays = Strays.list(far);
    assertThat(strays).hasSize(2).allMatch(stray -> stray.owner().isEmpty());
    assertThat(strays).filteredOn(Stray::active).hasSize(1);
    assertThat(strays.getFirst().table()).isEqualTo("entropy_left");
    assertThat(Strays.listAll()).anyMatch(stray -> stray.table().equals("entropy_left"));
    assertThat(Strays.delete(far.inode(), "entropy_left")).isEqualTo(Strays.Removal.DELETED);
    assertThat(Strays.delete(far.inode(), "entropy_left")).isEqualTo(Strays.Removal.ABSENT);
  }

  @Test
  void survivesThatSomeoneElseFlushesAllRules() {
    try (NamespacePlan plan =
        new NamespacePlan(far, "flushed", NfTables.open(far), new Dialect(false, true))) {
      plan.arm(Faults.receive(1, new Action.DropAll()));
      plan.release(1, LONG);
      assertThat(Strays.delete(far.inode(), plan.tableName())).isEqualTo(Strays.Removal.DELETED);
      assertThat(plan.verify(1)).isEqualTo(Verification.NOTHING);
      assertThat(plan.counters(1)).isEmpty();
      assertThat(plan.refresh(1, LONG)).isEqualTo(Renewal.LOST);
      plan.inert(1);
      plan.arm(Faults.receive(2, new Action.DropAll()));
      plan.release(2, LONG);
      assertThat(plan.verify(2).active()).isTrue();
      plan.remove(1);
      plan.remove(2);
    }
  }

  @Test
  void onlyTablesOfOursAreDeleted() {
    assertThatThrownBy(() -> Strays.delete(far.inode(), "filter"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theUndoOfANamespaceThatIsGoneHasNothingToDo() {
    assertThat(Strays.delete(1, "entropy_x")).isEqualTo(Strays.Removal.NAMESPACE_GONE);
  }
}
