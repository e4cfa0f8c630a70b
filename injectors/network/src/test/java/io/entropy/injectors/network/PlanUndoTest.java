package io.entropy.injectors.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanUndoTest {
  private static final PlanUndo UNDO =
      new PlanUndo(4026532345L, "/proc/4711/ns/net", PlanUndo.tableOf("7f3a0001"), 12);

  @Test
  void readsBackFromItsDetailsAsItWas() {
    assertThat(PlanUndo.of(UNDO.details())).isEqualTo(UNDO);
  }

  @Test
  void itsDetailsAreWordsThatAPersonCanUse() {
    assertThat(UNDO.details())
        .containsEntry("namespace", "4026532345")
        .containsEntry("table", "entropy_7f3a0001");
  }

  @Test
  void leadsToItsNamespaceByInodeAndPath() {
    assertThat(UNDO.namespace())
        .isEqualTo(new NetworkNamespace(4026532345L, Path.of("/proc/4711/ns/net")));
  }

  @Test
  void aRecordOfNothingIsOfNoNamespace() {
    assertThat(PlanUndo.of(Map.of())).isEqualTo(new PlanUndo(0, "", "", 0));
  }
}
